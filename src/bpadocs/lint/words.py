"""Findings on the shared words of locales/, which belong to no single rule."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bpadocs.labels import Labels
from bpadocs.lint.check import CatalogCheck
from bpadocs.lint.engine import CheckFailedError, Selection, failed
from bpadocs.lint.findings import Finding, Place
from bpadocs.lint.many import Failure, Found, failures_in
from bpadocs.problems import Problem
from bpadocs.project import PRODUCT_FILE, Project, rule_id
from bpadocs.settings import FILE
from bpadocs.shared_words import WordToDo, words_of
from bpadocs.source import Source
from bpadocs.toml_places import place_in


def lint_words(project: Project, labels: Mapping[str, Labels], selection: Selection) -> Found:
    """Return what the checks find that look at the catalogs."""
    findings: list[Finding] = []
    failures: list[Failure] = []
    to_do = {language: words.to_do for language, words in words_of(project, labels).items()}
    for check in selection.checks:
        if not isinstance(check, CatalogCheck):
            continue
        try:
            for words in to_do.values():
                findings += _findings(check, words, project, selection)
        except CheckFailedError as error:
            failures += failures_in(error)
    return Found(findings, failures)


def _findings(check: CatalogCheck, words: Sequence[WordToDo], project: Project, selection: Selection) -> list[Finding]:
    found = []
    try:
        for word, message in check.run(words):
            file, line, column, rule, field = _place(word, project)
            place = Place(line, column, line, column)
            locale = project.settings.locales[word.language]
            level = selection.levels[check.name]
            found.append(Finding(check.name, level, file, place, rule, locale, word.language, field, message))
    except Exception as error:
        failed(check.name, Problem(words[0].catalog if words else FILE, 1, 1, "the shared words"), error)
    return found


def _place(word: WordToDo, project: Project) -> tuple[str, int, int, str, str | None]:
    """Return file, line, column, rule and field: of the catalog's entry, else of what brings the word."""
    if word.entry:
        return word.catalog, word.entry.line, word.entry.column, "", None
    path = word.word.place
    if path:
        line, column = _source(path, project).position(word.word.keys)
        rule = "" if Path(path).name == PRODUCT_FILE else rule_id(path)
        return path, line, column, rule, ".".join(word.word.keys)
    if (project.root / word.catalog).exists():
        return word.catalog, 1, 1, "", None
    line, column = place_in(project.root / FILE, "locales", word.language)
    return FILE, line, column, "", None


def _source(path: str, project: Project) -> Source:
    sources = [rule.source for rule in project.rules] + [product.source for product in project.products]
    known = next(source for source in sources if source.path == path)
    return Source(known.path, known.text)  # whose nodes go when the place is found
