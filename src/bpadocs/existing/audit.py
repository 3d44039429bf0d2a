"""Existing pages through every check, as they are: no conversion, and no project needed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bpadocs.existing.folder import Folder, Locale, languages_of, read_folder
from bpadocs.existing.learn import learn, with_words
from bpadocs.existing.units import lint_rule
from bpadocs.labels import Labels
from bpadocs.lint.check import PageCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, suppresses
from bpadocs.lint.findings import Finding
from bpadocs.lint.many import Rules, lint_rules, without_collector
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.unit import LintRule
from bpadocs.model import SOURCE_LANGUAGE


@dataclass(frozen=True)
class Audit:
    """What an audit found, and in how many pages it looked."""

    english: Folder
    others: tuple[Folder, ...]
    findings: tuple[Finding, ...]

    def text_of(self, file: str) -> str:
        """The text of a page, for whoever shows findings; nothing for a file that could not be read."""
        return self._texts.get(file, "")

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {page.file: page.text for folder in (self.english, *self.others) for page in folder.pages.values()}

    @property
    def pages(self) -> int:
        """The pages that could be read."""
        return sum(len(folder.pages) for folder in (self.english, *self.others))


def english_locale(folder: Path) -> Locale:
    """The source: `en-us` unless the folder's name says otherwise."""
    name = folder.resolve().name.lower()
    return Locale(name if name.startswith("en-") else "en-us", SOURCE_LANGUAGE, folder)


def read_folders(
    english: Locale, others: Sequence[Locale], labels: Mapping[str, Labels]
) -> tuple[Folder, tuple[Folder, ...]]:
    """The English pages, then those of the other languages, each beside its English page."""
    source = read_folder(english, labels[SOURCE_LANGUAGE])
    return source, tuple(read_folder(locale, labels[locale.language], source.pages) for locale in others)


def lint_rules_of(english: Folder, others: Sequence[Folder], labels: Mapping[str, Labels]) -> Rules:
    """Every English page beside its translations, as lint looks at it."""
    locales = {folder.locale.language: folder.locale.locale for folder in (english, *others)}
    names = {name.removesuffix(".md"): name for name in english.pages}

    def make(identifier: str) -> LintRule:
        name = names[identifier]
        translations = {folder.locale.language: folder.pages[name] for folder in others if name in folder.pages}
        return lint_rule(english.pages[name], translations, labels, locales)

    return Rules(names, make)


def audit(
    english: Locale,
    others: Sequence[Locale],
    labels: Mapping[str, Labels],
    selection: Selection,
    context: Context,
    suppressions: Sequence[FileSuppression] = (),
) -> Audit:
    """All findings, in the order of files and places."""
    with without_collector():
        source, folders = read_folders(english, others, labels)
        learnt = learn(source, folders, labels)
        known = {language: with_words(words, learnt.get(language, {})) for language, words in labels.items()}
        findings = lint_rules(lint_rules_of(source, folders, known), selection, context, suppressions)
    findings += [
        finding
        for finding in _page_findings(source, folders, selection)
        if not any(one.covers(finding.file) and suppresses(one, finding) for one in suppressions)
    ]
    return Audit(source, folders, tuple(sorted(findings, key=lambda finding: finding.sort_key)))


def _page_findings(english: Folder, others: Sequence[Folder], selection: Selection) -> Iterator[Finding]:
    for check in selection.checks:
        if isinstance(check, PageCheck):
            for folder in (english, *others):
                locale = folder.locale
                for hit in check.run(english, folder):
                    level = hit.level or selection.levels[check.name]
                    rule = hit.name.removesuffix(".md")
                    place = hit.place, rule, locale.locale, locale.language
                    yield Finding(check.name, level, hit.file, *place, hit.field, hit.message)


__all__ = ["Audit", "Locale", "audit", "english_locale", "languages_of", "lint_rules_of", "read_folders"]
