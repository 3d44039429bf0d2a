"""Existing pages through every check, as they are: no conversion, and no project needed.

A page taken apart weighs several times its text, so pages are read again rather than kept: first each beside its
English for what concerns it as a file and for the words it uses, then with the words of all for its texts, and once
more where something is said of several together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bpadocs.existing.folder import Beside, Locale, files_of, read_file, shown_as
from bpadocs.existing.learn import Said, said_of, with_words, words_of
from bpadocs.existing.page import Page
from bpadocs.existing.units import lint_rule
from bpadocs.existing.words import known_words
from bpadocs.labels import Labels
from bpadocs.lint.check import PageCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import CheckFailedError, Selection, failed, suppresses
from bpadocs.lint.findings import Finding
from bpadocs.lint.many import Failure, Rules, failures_in, in_parts, lint_rules, told, without_collector
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.unit import LintRule
from bpadocs.problems import BrokenInputError, Problem


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found, and in how many pages it looked."""

    locales: tuple[Locale, ...]
    """English first."""
    pages: int
    """Those that could be read."""
    unreadable: frozenset[str]
    """Files, as findings name them."""
    odd_names: Mapping[str, Path]
    """The files that findings cannot name as they are."""
    findings: tuple[Finding, ...]
    failures: Sequence[Problem] = ()
    """The checks that raised, a line each: their findings are missing."""

    def text_of(self, file: str) -> str:
        """The text of a page, for whoever shows findings; nothing for a file that could not be read."""
        return "" if file in self.unreadable else _text(self.odd_names.get(file, Path(file)))


State = tuple[frozenset[str] | None, ...]


def state(found: Sequence[Beside]) -> State:
    """What tells the pages of a name from any others."""
    return tuple(one.page.hashes if isinstance(one.page, Page) else None for one in found)


class Pages:
    """The pages of several languages, English first; those of one name are read when they are asked for."""

    def __init__(self, locales: Sequence[Locale], labels: Mapping[str, Labels]) -> None:
        self.locales = tuple(locales)
        self._files = {locale.locale: files_of(locale.folder) for locale in locales}
        self._words = {locale.locale: known_words(labels[locale.language]) for locale in locales}

    @property
    def names(self) -> Sequence[str]:
        """The names that are there in any language, in their order."""
        return sorted({name for files in self._files.values() for name in files})

    @property
    def odd_names(self) -> dict[str, Path]:
        """Files whose names are not all text, by the names they are shown with."""
        files = (file for files in self._files.values() for file in files.values())
        return {shown: file for file in files if (shown := shown_as(file)) != file.as_posix()}

    def of(self, name: str) -> list[Beside]:
        """What stands under a name, language by language: a page, a reason why not, nothing where English has one."""
        source, *others = self.locales
        english = self._read(source, name, None)
        beside = english if isinstance(english, Page) else None
        read = [(locale, self._read(locale, name, beside)) for locale in others]
        pairs = ((source, english), *read)
        return [Beside(locale, english, page) for locale, page in pairs if english or page]

    def _read(self, locale: Locale, name: str, english: Page | None) -> Page | Problem | None:
        file = self._files[locale.locale].get(name)
        return read_file(locale, file, name, self._words[locale.locale], english) if file else None

    def lint_rules(self, seen: Mapping[str, State], labels: Mapping[str, Labels]) -> Rules:
        """Each of these English pages beside its translations, as lint looks at it, while all are as they were seen."""
        locales = {locale.language: locale.locale for locale in self.locales}
        names = {_rule(name): name for name in seen}

        def make(identifier: str) -> LintRule:
            name = names[identifier]
            found = self.of(name)
            if state(found) != seen[name]:
                where = shown_as(self.locales[0].folder / name)
                message = "this page or a translation of it changed while it was looked at; run bpa audit again"
                raise BrokenInputError([Problem(where, 1, 1, message)])
            pages = {one.locale.language: one.page for one in found[1:] if isinstance(one.page, Page)}
            english = found[0].page
            assert isinstance(english, Page)  # or it would not have been seen
            return lint_rule(english, pages, labels, locales)

        return Rules(names, make)


def audit(
    english: Locale,
    others: Sequence[Locale],
    labels: Mapping[str, Labels],
    selection: Selection,
    context: Context,
    suppressions: Sequence[FileSuppression] = (),
) -> Audit:
    """All findings, in the order of files and places. Raises BrokenInputError where pages change meanwhile."""
    pages = Pages((english, *others), labels)
    with without_collector():
        looks = in_parts(pages.names, lambda names: _first_look(pages, names, labels, selection))
        known = _with_learnt(labels, [look.said for look in looks])
        rules = pages.lint_rules({name: seen for look in looks for name, seen in look.english.items()}, known)
        found = lint_rules(rules, selection, context, suppressions)
    findings = found.findings
    findings += [
        finding
        for look in looks
        for finding in look.findings
        if not any(one.covers(finding.file) and suppresses(one, finding) for one in suppressions)
    ]
    return Audit(
        pages.locales,
        sum(look.pages for look in looks),
        frozenset(file for look in looks for file in look.unreadable),
        pages.odd_names,
        tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        told([failure for look in looks for failure in look.failures] + [*found.failures]),
    )


@lru_cache(1)
def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeError):  # it has gone or changed since
        return ""


class _Look(NamedTuple):
    """What a first look at some pages tells."""

    english: dict[str, State]
    """The names under which there is an English page, and what was seen there."""
    pages: int
    unreadable: list[str]
    findings: list[Finding]
    said: dict[str, Said]
    """By language."""
    failures: list[Failure]


def _first_look(pages: Pages, names: Sequence[str], labels: Mapping[str, Labels], selection: Selection) -> _Look:
    english: dict[str, State] = {}
    findings: list[Finding] = []
    failures: list[Failure] = []
    said = {locale.language: Said() for locale in pages.locales}
    readable = 0
    unreadable = []
    for name in names:
        found = pages.of(name)
        for one in found:
            for check in selection.checks:
                if isinstance(check, PageCheck):
                    try:
                        findings += _page_findings(check, name, one, selection)
                    except CheckFailedError as error:
                        failures += failures_in(error)
            if isinstance(one.page, Problem):
                unreadable.append(one.page.path)
            elif one.page:
                readable += 1
                if one.page is one.english:
                    english[name] = state(found)
                elif isinstance(one.english, Page):
                    language = one.locale.language
                    said[language].update(said_of(one.english, one.page, labels[language]))
    return _Look(english, readable, unreadable, findings, said, failures)


def _page_findings(check: PageCheck, name: str, beside: Beside, selection: Selection) -> list[Finding]:
    locale = beside.locale
    found = []
    try:
        for hit in check.run(beside):
            level = hit.level or selection.levels[check.name]
            place = hit.place, _rule(name), locale.locale, locale.language
            found.append(Finding(check.name, level, hit.file, *place, hit.field, hit.message))
    except Exception as error:  # whatever the code of a plug-in does: the others go on
        failed(check.name, Problem(shown_as(locale.folder / name), 1, 1, f"this page, {locale.language}"), error)
    return found


def _with_learnt(labels: Mapping[str, Labels], said: Sequence[Mapping[str, Said]]) -> dict[str, Labels]:
    known = {}
    for language, words in labels.items():
        together = Said()
        for one in said:
            together.update(one.get(language, Said()))
        known[language] = with_words(words, words_of(together, words))
    return known


def _rule(name: str) -> str:
    return name.removesuffix(".md")
