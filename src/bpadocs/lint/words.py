"""Check the shared words of locales/, which belong to no single rule."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import Problem
from bpadocs.formats.yaml.nodes import Source
from bpadocs.lint.check import CatalogCheck
from bpadocs.lint.conclusion import NO_RULE
from bpadocs.lint.engine import CheckFailedError, Selection, failed
from bpadocs.lint.findings import Finding, Place
from bpadocs.lint.parallel import AllFindings, Failure, failures_in
from bpadocs.project.settings_file import setting_place
from bpadocs.project.shared_words import WordToDo, words_of
from bpadocs.project.tree import PRODUCT_FILE, Project, rule_id
from bpadocs.words.labels import Labels


def lint_words(
    project: Project, labels: Mapping[str, Labels], selection: Selection
) -> AllFindings:
    """Return what the checks find that look at the catalogs."""
    findings: list[Finding] = []
    failures: list[Failure] = []
    to_do = {
        language: words.to_do for language, words in words_of(project, labels).items()
    }
    for check in selection.checks:
        if not isinstance(check, CatalogCheck):
            continue
        try:
            for words in to_do.values():
                findings += _findings(check, words, project, selection)
        except CheckFailedError as error:
            failures += failures_in(error)
    return AllFindings(findings, failures)


def _findings(
    check: CatalogCheck,
    words: Sequence[WordToDo],
    project: Project,
    selection: Selection,
) -> list[Finding]:
    level = selection.levels[check.name]
    found = []
    try:
        for word, message in check.run(words):
            where = _place(word, project)
            found.append(
                Finding(
                    check=check.name,
                    severity=level,
                    file=where.file,
                    place=Place(where.line, where.column, where.line, where.column),
                    rule=where.rule,
                    locale=project.settings.locales[word.language],
                    language=word.language,
                    field=where.field,
                    message=message,
                )
            )
    except Exception as error:
        catalog = words[0].catalog if words else project.settings.file
        failed(check.name, Problem(catalog, 1, 1, "the shared words"), error)
    return found


class _WordPlace(NamedTuple):
    """Where a finding on a word belongs."""

    file: str
    line: int
    column: int
    rule: str = NO_RULE
    field: str | None = None


def _place(word: WordToDo, project: Project) -> _WordPlace:
    """Return the place of the catalog's entry, else that of what brings the word."""
    if word.entry:
        return _WordPlace(word.catalog, word.entry.line, word.entry.column)
    path = word.word.place
    if path:
        line, column = _source(path, project).position(word.word.keys)
        rule = NO_RULE if Path(path).name == PRODUCT_FILE else rule_id(path)
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


def _source(path: str, project: Project) -> Source:
    sources = [rule.source for rule in project.rules]
    sources += [product.source for product in project.products]
    known = next(source for source in sources if source.path == path)
    # A new source, whose nodes go when the place is found.
    return Source(known.path, known.text)
