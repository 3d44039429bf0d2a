"""Look at published pages with every check, as they are: without a project, without converting.

A page with its trees takes several times the memory of its text. So pages are not kept but read
again: first each with its English, for what concerns it as a file and for the words it uses; then
with the words of all pages, for its texts; and once more where a finding is about several rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.check import PageCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import CheckFailedError, Selection, failed, suppresses
from bpadocs.lint.findings import Finding
from bpadocs.lint.parallel import (
    WORTH_A_PROCESS,
    Failure,
    LintRun,
    check_all,
    failure_lines,
    failures_in,
    in_parts,
    without_collector,
)
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.subject import Subject
from bpadocs.lint.subjects_on_demand import Subjects
from bpadocs.pages.pair import Locale, PagePair
from bpadocs.pages.published import Page
from bpadocs.published.folder import files_of, read_file, shown_as
from bpadocs.published.observed import Observations, majority_words, observe, with_words
from bpadocs.published.subjects import subject_of_page
from bpadocs.published.words import known_words
from bpadocs.words import korean
from bpadocs.words.labels import Labels


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found, and how many pages it looked at."""

    locales: tuple[Locale, ...]
    """English first."""
    pages: int
    """How many could be read."""
    unreadable: frozenset[str]
    """The files that could not be read, by the names that findings have for them."""
    odd_names: Mapping[str, Path]
    """The files whose real name a finding cannot show, by the name that it shows."""
    findings: tuple[Finding, ...]
    failures: Sequence[Problem] = ()
    """A line for each check that raised an exception: its findings are missing."""

    def text_of(self, file: str) -> str:
        """Return the text of a page for those who show findings; empty where it was unreadable."""
        if file in self.unreadable:
            return ""
        return _text(self.odd_names.get(file, Path(file)))


Hashes = tuple[frozenset[str] | None, ...]
"""What tells the pages of one name, in all languages, from any other version of them."""


def hashes_of(found: Sequence[PagePair]) -> Hashes:
    """Return the hashes of the pages of one name."""
    return tuple(
        one.page.hashes if isinstance(one.page, Page) else None for one in found
    )


class Pages:
    """The pages of several languages. Those of one name are read when they are asked for."""

    def __init__(self, locales: Sequence[Locale], labels: Mapping[str, Labels]) -> None:
        """Find the files of these locales, of which the first is English."""
        self.locales = tuple(locales)
        self._files = {locale.locale: files_of(locale.folder) for locale in locales}
        self._words = {
            locale.locale: known_words(labels[locale.language]) for locale in locales
        }

    @property
    def names(self) -> Sequence[str]:
        """The names of pages in any language, sorted."""
        names: set[str] = set()
        for files in self._files.values():
            names.update(files)
        return sorted(names)

    @property
    def odd_names(self) -> dict[str, Path]:
        """The files whose names are not all text, by the names they are shown with."""
        found = {}
        for files in self._files.values():
            for file in files.values():
                shown = shown_as(file)
                if shown != file.as_posix():
                    found[shown] = file
        return found

    def of(self, name: str) -> list[PagePair]:
        """Read the pages of one name: a pair for each language, if it or English has a page."""
        source, *others = self.locales
        english = self._read(source, name, None)
        beside = english if isinstance(english, Page) else None
        pairs = [PagePair(source, english, english)]
        for locale in others:
            pairs.append(PagePair(locale, english, self._read(locale, name, beside)))
        return [pair for pair in pairs if pair.english or pair.page]

    def _read(
        self, locale: Locale, name: str, english: Page | None
    ) -> Page | Problem | None:
        file = self._files[locale.locale].get(name)
        if file is None:
            return None
        return read_file(locale, file, name, self._words[locale.locale], english)

    def subjects(
        self, seen: Mapping[str, Hashes], labels: Mapping[str, Labels]
    ) -> Subjects:
        """Return these English pages, each with its translations, as lint looks at them.

        A page is read again when it is asked for. Raises BrokenInputError where it is no longer
        what was seen before.
        """
        names = {_rule(name): name for name in seen}

        def make(identifier: str) -> Subject:
            """Read the pages of one name again."""
            name = names[identifier]
            return self._subject(name, seen[name], labels)

        return Subjects(names, make)

    def _subject(
        self, name: str, seen: Hashes, labels: Mapping[str, Labels]
    ) -> Subject:
        found = self.of(name)
        english = found[0].page if found else None
        if hashes_of(found) != seen or not isinstance(english, Page):
            where = shown_as(self.locales[0].folder / name)
            message = (
                "this page or a translation of it changed while it was looked at; "
                "run bpa audit again"
            )
            raise BrokenInputError([Problem(where, 1, 1, message)])
        translations = {}
        for pair in found[1:]:
            if isinstance(pair.page, Page):
                translations[pair.locale.language] = pair.page
        locales = {locale.language: locale.locale for locale in self.locales}
        return subject_of_page(english, translations, labels, locales)


def audit(
    locales: Sequence[Locale],
    labels: Mapping[str, Labels],
    selection: Selection,
    context: Context,
    suppressions: Sequence[FileSuppression] = (),
) -> Audit:
    """Return all findings on the pages of these locales, English first, sorted by file and place.

    Raises BrokenInputError where pages change while they are looked at.
    """
    pages = Pages(locales, labels)
    with without_collector():
        looks = in_parts(pages.names, partial(_first_look, pages, labels, selection))
        first = _together(looks)
        known = _with_observed(labels, first.observed)
        subjects = pages.subjects(first.english, known)
        if len(first.english) > WORTH_A_PROCESS:
            korean.prepare(locale.language for locale in locales)
        found = check_all(
            LintRun(
                subjects=subjects,
                selection=selection,
                context=context,
                suppressions=suppressions,
            )
        )
    findings = [*found.findings]
    for finding in first.findings:
        if not _is_suppressed(finding, suppressions):
            findings.append(finding)
    return Audit(
        locales=pages.locales,
        pages=first.pages,
        unreadable=frozenset(first.unreadable),
        odd_names=pages.odd_names,
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        failures=failure_lines([*first.failures, *found.failures]),
    )


def _is_suppressed(finding: Finding, suppressions: Sequence[FileSuppression]) -> bool:
    return any(
        one.covers(finding.file) and suppresses(one, finding) for one in suppressions
    )


@lru_cache(1)
def _text(file: Path) -> str:
    """Return the text of a page; findings of one file come one after the other."""
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeError):
        # it is gone, or has changed since
        return ""


@dataclass
class _Look:
    """What the first look at some pages tells."""

    english: dict[str, Hashes] = field(default_factory=dict)
    """The names of English pages, each with the hashes of all pages of that name."""
    pages: int = 0
    unreadable: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    observed: dict[str, Observations] = field(default_factory=dict)
    """By language, which words the pages have for shared words."""
    failures: list[Failure] = field(default_factory=list)


def _together(looks: Sequence[_Look]) -> _Look:
    """Return what several looks tell together."""
    every = _Look()
    for look in looks:
        every.english |= look.english
        every.pages += look.pages
        every.unreadable += look.unreadable
        every.findings += look.findings
        every.failures += look.failures
        for language, observed in look.observed.items():
            every.observed.setdefault(language, Observations()).update(observed)
    return every


def _first_look(
    pages: Pages,
    labels: Mapping[str, Labels],
    selection: Selection,
    names: Sequence[str],
) -> _Look:
    """Read the pages of these names, look at each as a file, and observe its words."""
    look = _Look()
    checks = [check for check in selection.checks if isinstance(check, PageCheck)]
    for name in names:
        found = pages.of(name)
        for pair in found:
            for check in checks:
                try:
                    look.findings += _page_findings(check, name, pair, selection)
                except CheckFailedError as error:
                    look.failures += failures_in(error)
            _count(look, pair, labels)
        if found and isinstance(found[0].english, Page):
            look.english[name] = hashes_of(found)
    return look


def _count(look: _Look, pair: PagePair, labels: Mapping[str, Labels]) -> None:
    """Add a page to what is known of all."""
    if isinstance(pair.page, Problem):
        look.unreadable.append(pair.page.path)
    elif pair.page:
        look.pages += 1
        if isinstance(pair.english, Page) and pair.page is not pair.english:
            language = pair.locale.language
            observed = look.observed.setdefault(language, Observations())
            observed.update(observe(pair.english, pair.page, labels[language]))


def _page_findings(
    check: PageCheck, name: str, pair: PagePair, selection: Selection
) -> list[Finding]:
    """Return what a check of pages says of one."""
    locale = pair.locale
    found = []
    try:
        for hit in check.run(pair):
            finding = Finding(
                check=check.name,
                severity=hit.level or selection.levels[check.name],
                file=hit.file,
                place=hit.place,
                rule=_rule(name),
                locale=locale.locale,
                language=locale.language,
                field=hit.field,
                message=hit.message,
            )
            found.append(finding)
    except Exception as error:
        # whatever the code of a plug-in does, the other checks go on
        where = Problem(
            shown_as(locale.folder / name), 1, 1, f"this page, {locale.language}"
        )
        failed(check.name, where, error)
    return found


def _with_observed(
    labels: Mapping[str, Labels], observed: Mapping[str, Observations]
) -> dict[str, Labels]:
    """Return the labels, with the words that most pages have where locales/ has none."""
    known = {}
    for language, words in labels.items():
        majority = majority_words(observed.get(language, Observations()), words)
        known[language] = with_words(words, majority)
    return known


def _rule(name: str) -> str:
    """Return what findings call the rule of a page."""
    return name.removesuffix(".md")
