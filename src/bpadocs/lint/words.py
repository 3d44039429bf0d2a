"""Check the shared words of locales/, which belong to no single rule."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import Problem
from bpadocs.formats.yaml.nodes import Source
from bpadocs.lint.check import CatalogCheck
from bpadocs.lint.conclusion import NO_RULE
from bpadocs.lint.engine import CheckFailedError, Selection, failed
from bpadocs.lint.findings import Finding, Place
from bpadocs.lint.parallel import AllFindings, Failure, failures_in
from bpadocs.lint.wording import of_source
from bpadocs.project.settings import Settings
from bpadocs.project.settings_file import setting_place
from bpadocs.project.shared_words import WordToDo, left_of
from bpadocs.project.tree import PRODUCT_FILE, rule_id
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import SharedWord
from bpadocs.words.of_source import is_of_project


@dataclass(frozen=True)
class WordsOf:
    """The project that shared words belong to."""

    root: Path
    settings: Settings
    labels: Mapping[str, Labels]
    source: Callable[[str], Source]
    """Returns a file that brings words, by its path."""


def lint_words(
    words: Iterable[SharedWord], project: WordsOf, selection: Selection
) -> AllFindings:
    """Return what the checks find that look at the catalogs, which have to have these words."""
    findings: list[Finding] = []
    failures: list[Failure] = []
    left = left_of(words, project.root, project.settings, project.labels)
    for check in selection.checks:
        if not isinstance(check, CatalogCheck):
            continue
        try:
            for own in left.values():
                findings += _findings(check, own.to_do, project, selection)
        except CheckFailedError as error:
            failures += failures_in(error)
    return AllFindings(findings, failures)


def _findings(
    check: CatalogCheck,
    words: Sequence[WordToDo],
    project: WordsOf,
    selection: Selection,
) -> list[Finding]:
    level = selection.levels[check.name]
    found = []
    try:
        for word, message in check.run(words):
            where = _place(word, project)
            place = Place(
                line=where.line,
                column=where.column,
                end_line=where.line,
                end_column=where.column,
            )
            found.append(
                Finding(
                    check=check.name,
                    severity=level,
                    file=where.file,
                    place=place,
                    rule=where.rule,
                    locale=project.settings.locales[word.language],
                    language=word.language,
                    field=where.field,
                    message=_worded(word, message, project.settings),
                )
            )
    except Exception as error:
        if words:
            catalog = words[0].catalog
        else:
            catalog = project.settings.file
        failed(check.name, Problem(catalog, 1, 1, "the shared words"), error)
    return found


def _worded(word: WordToDo, message: str, settings: Settings) -> str:
    """Return a message with the language that a word of the project is in."""
    shared = word.word
    if is_of_project(shared.context, shared.english):
        return of_source(message, settings.source_language)
    return message


class _WordPlace(NamedTuple):
    """Where a finding on a word belongs."""

    file: str
    line: int
    column: int
    rule: str = NO_RULE
    field: str | None = None


def _place(word: WordToDo, project: WordsOf) -> _WordPlace:
    """Return the place of the catalog's entry, else that of what brings the word."""
    if word.entry:
        return _WordPlace(word.catalog, word.entry.line, word.entry.column)
    path = word.word.place
    if path:
        line, column = project.source(path).position(word.word.keys)
        if Path(path).name == PRODUCT_FILE:
            rule = NO_RULE
        else:
            rule = rule_id(path)
        return _WordPlace(
            file=path,
            line=line,
            column=column,
            rule=rule,
            field=".".join(word.word.keys),
        )
    if (project.root / word.catalog).exists():
        return _WordPlace(word.catalog, 1, 1)
    found = setting_place(project.root, "locales", word.language)
    return _WordPlace(found.file.name, found.line, found.column)
