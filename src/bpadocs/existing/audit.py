"""Existing pages through every check, as they are: no conversion, and no project needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bpadocs.existing.folder import Folder, Locale, languages_of, read_folder
from bpadocs.existing.page_checks import check_folders
from bpadocs.existing.units import lint_rule
from bpadocs.labels import Labels
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, lint_rules
from bpadocs.lint.findings import Finding
from bpadocs.lint.unit import LintRule
from bpadocs.model import SOURCE_LANGUAGE


@dataclass(frozen=True)
class Audit:
    """What an audit found, and in how many pages it looked."""

    english: Folder
    others: tuple[Folder, ...]
    findings: tuple[Finding, ...]

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


def lint_rules_of(english: Folder, others: Sequence[Folder], labels: Mapping[str, Labels]) -> list[LintRule]:
    """Every English page beside its translations, as lint looks at it."""
    locales = {folder.locale.language: folder.locale.locale for folder in (english, *others)}
    rules = []
    for name, page in english.pages.items():
        translations = {folder.locale.language: folder.pages[name] for folder in others if name in folder.pages}
        rules.append(lint_rule(page, translations, labels, locales))
    return rules


def audit(
    english: Locale, others: Sequence[Locale], labels: Mapping[str, Labels], selection: Selection, context: Context
) -> Audit:
    """All findings, in the order of files and places."""
    source, folders = read_folders(english, others, labels)
    findings = lint_rules(lint_rules_of(source, folders, labels), selection, context)
    findings += check_folders(source, folders)
    return Audit(source, folders, tuple(sorted(findings, key=lambda finding: finding.sort_key)))


__all__ = ["Audit", "Locale", "audit", "english_locale", "languages_of", "lint_rules_of", "read_folders"]
