"""Look at published pages with every check, as they are: without a project, without converting.

A page with its trees takes several times the memory of its text. So pages are not kept but read
again: first each with its English, for what concerns it as a file and for the words it uses; then
with the words of all pages, for its texts; and once more where a finding is about several rules.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from operator import attrgetter
from pathlib import Path

from bpadocs import shown
from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.lint.check import PageCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import CheckFailedError, Selection, failed, suppresses
from bpadocs.lint.findings import Finding
from bpadocs.lint.habits import Observed, habits_of, observe_habits
from bpadocs.lint.parallel import (
    WORTH_A_PROCESS,
    AllFindings,
    Failure,
    LintRun,
    check_all,
    check_each,
    check_together,
    failure_lines,
    failures_in,
    in_parts,
)
from bpadocs.lint.score import Words
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.subject import Subject, Unit
from bpadocs.lint.subjects_on_demand import Subjects
from bpadocs.lint.told_once import once_a_page
from bpadocs.lint.wording import of_source
from bpadocs.pages.drift import (
    ENGLISH_REVISION,
    MADE_FROM,
    STALE_BLOCK,
    BlockDrift,
    Drift,
    Revision,
    Settled,
)
from bpadocs.pages.pair import Locale, PagePair
from bpadocs.pages.published import Page, RulePage
from bpadocs.project.shard import Shard
from bpadocs.published.drift import drift_of, english_before, with_settled
from bpadocs.published.fallen_back import (
    as_written,
    marks_of,
    with_fallen_back,
    with_head_like,
)
from bpadocs.published.folder import files_of, read_any_file, shown_as
from bpadocs.published.observed import Observations, majority_words, observe, with_words
from bpadocs.published.origins import MadeFrom, origins
from bpadocs.published.page_subjects import subject_of_page
from bpadocs.published.parts import base_of, read_parts, write_part
from bpadocs.published.waiting import NOT_KNOWN, Waiting, waiting
from bpadocs.published.words import known_words
from bpadocs.system.cache import digest
from bpadocs.system.garbage import without_collector
from bpadocs.system.git import Objects
from bpadocs.words import korean
from bpadocs.words.labels import Labels
from bpadocs.words.languages import read_language


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
    words: Words
    """How many words of English each page was made from."""
    subjects: Subjects
    """The pages as checks see them, each with its translations."""
    blocks: Mapping[Finding, BlockDrift]
    """The blocks whose English has changed, by the findings that tell so."""
    waiting: Sequence[Waiting]
    """What waits for translators, by locale."""
    failures: Sequence[Problem] = ()
    """A line for each check that raised an exception: its findings are missing."""

    @property
    def diffs(self) -> dict[Finding, str]:
        """How the English of each stale block has changed."""
        return {finding: block.diff for finding, block in self.blocks.items()}

    def text_of(self, file: str) -> str:
        """Return the text of a page for those who show findings; empty where it was unreadable."""
        if file in self.unreadable:
            return ""
        path = self.path_of(file)
        return _text(path, _version(path))

    def path_of(self, file: str) -> Path:
        """Return the file that findings have this name for."""
        return self.odd_names.get(file, Path(file))

    def with_findings(
        self, others: Iterable[Finding], suppressions: Sequence[FileSuppression]
    ) -> "Audit":
        """Return the audit with what was found beside the checks, if it is not suppressed."""
        return replace(self, findings=_joined(self.findings, others, suppressions))


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
        """Find the files of these locales, of which the first is the source.

        Raises UsageError where another one is called as the source is.
        """
        source, *others = locales
        for locale in others:
            if locale.locale == source.locale:
                folder = shown.name(str(source.folder))
                raise UsageError(
                    f"--locale {locale.locale}: the pages in {folder} are taken for it; where "
                    "they are in another language, --project names the project that says so"
                )
        self.locales = tuple(locales)
        self._files = {locale.locale: files_of(locale.folder) for locale in locales}
        self._words = {
            locale.locale: known_words(labels[locale.language]) for locale in locales
        }
        self._marks = {
            locale.locale: marks_of(labels[locale.language]) for locale in locales
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

    def has_file(self, rule: str, file: str) -> bool:
        """Tell whether findings have this name for one of the pages of a rule."""
        for own in self._files.values():
            for name in (rule, f"{rule}.md"):
                if name in own and shown_as(own[name]) == file:
                    return True
        return False

    def origins(self, made_from: Sequence[str]) -> Mapping[tuple[str, str], MadeFrom]:
        """Return which English each translation was made from, by its locale and name."""
        source, *others = self.locales
        translations = []
        for locale in others:
            if locale.language != source.language:
                translations.append((locale, self._files[locale.locale]))
        return origins((source, self._files[source.locale]), translations, made_from)

    def of(self, name: str) -> list[PagePair]:
        """Read the pages of one name: a pair for each language, if it or English has a page."""
        source, *others = self.locales
        english = self._read(source, name, None)
        beside = english if isinstance(english, Page) else None
        pairs = [self._pair(source, english, english)]
        for locale in others:
            page = self._read(locale, name, beside)
            pairs.append(self._pair(locale, english, page))
        return [pair for pair in pairs if pair.english or pair.page]

    def _pair(
        self,
        locale: Locale,
        english: Page | Problem | None,
        page: Page | Problem | None,
    ) -> PagePair:
        return PagePair(
            locale=locale,
            english=english,
            page=page,
            source_language=self.locales[0].language,
        )

    def _read(
        self, locale: Locale, name: str, english: Page | None
    ) -> Page | Problem | None:
        file = self._files[locale.locale].get(name)
        if file is None:
            return None
        words = self._words[locale.locale]
        page = read_any_file(locale, file, name, words, english)
        if isinstance(page, Page) and english is not None:
            return with_fallen_back(page, english, self._marks[locale.locale])
        return page

    def subjects(
        self,
        seen: Mapping[str, Hashes],
        labels: Mapping[str, Labels],
        drifts: "_Drifts | None" = None,
    ) -> Subjects:
        """Return these English pages, each with its translations, as lint looks at them.

        A translation of an older English page is beside that one: what it lacks of the English of
        now is told as drift, and only there.
        A page is read again when it is asked for. Raises BrokenInputError where it is no longer
        what was seen before.
        """
        names = {_rule(name): name for name in seen}

        def make(identifier: str) -> Subject:
            """Read the pages of one name again."""
            name = names[identifier]
            return self._subject(name, seen[name], labels, drifts)

        return Subjects(names, make)

    def _subject(
        self,
        name: str,
        seen: Hashes,
        labels: Mapping[str, Labels],
        drifts: "_Drifts | None",
    ) -> Subject:
        found = self.of(name)
        if drifts is not None:
            found = [drifts.with_origin(name, pair) for pair in found]
        english = self._as_seen(name, found, seen)
        translations = {}
        for pair in found[1:]:
            if isinstance(pair.page, Page):
                translations[pair.locale.language] = pair.page
        locales = {locale.language: locale.locale for locale in self.locales}
        subject = subject_of_page(english, translations, labels, locales)
        if drifts is None:
            return subject
        units = dict(subject.units)
        for pair in found[1:]:
            before = drifts.made_from(name, pair)
            if before is not None:
                language = pair.locale.language
                own = {language: translations[language]}
                made = subject_of_page(before, own, labels, locales)
                units = {**_without(units, language), **made.units}
        return replace(subject, units=units)

    def _as_seen(self, name: str, found: Sequence[PagePair], seen: Hashes) -> Page:
        """Return the English page, if all is as it was when the audit began."""
        english = found[0].page if found else None
        if hashes_of(found) != seen or not isinstance(english, Page):
            where = shown_as(self.locales[0].folder / name)
            message = (
                "this page or a translation of it changed while it was looked at; "
                "run bpa audit again"
            )
            raise BrokenInputError([Problem(where, 1, 1, message)])
        return english


def _without(
    units: Mapping[tuple[str, str], Unit], language: str
) -> dict[tuple[str, str], Unit]:
    """Return the units of the other languages."""
    return {key: one for key, one in units.items() if key[0] != language}


@dataclass(frozen=True)
class Share:
    """How an audit is shared with other machines; not at all, unless something is said."""

    shard: Shard | None = None
    """The part of the pages whose texts are looked at here."""
    part: Path | None = None
    """Where to write what was found in them."""
    parts: Sequence[Path] = ()
    """What other machines have written."""


def audit(
    locales: Sequence[Locale],
    labels: Mapping[str, Labels],
    selection: Selection,
    context: Context,
    suppressions: Sequence[FileSuppression] = (),
    share: Share | None = None,
) -> Audit:
    """Return all findings on the pages of these locales, the source first, by file and place.

    Raises BrokenInputError where pages change while they are looked at.
    """
    pages = Pages(locales, labels)
    with without_collector():
        drifts = _Drifts(pages, selection, context)
        looking = partial(_first_look, pages, labels, selection, drifts)
        first = _together(in_parts(pages.names, looking))
        drifts.settled = first.settled
        known = _with_observed(labels, first.observed)
        habits = {}
        for language, observed in first.habits.items():
            habits[language] = habits_of(observed)
        subjects = pages.subjects(first.english, known, drifts)
        if len(first.english) > WORTH_A_PROCESS:
            korean.prepare(locale.language for locale in locales)
        run = LintRun(
            subjects=subjects,
            selection=selection,
            context=replace(context, habits=habits),
            suppressions=suppressions,
        )
        if share is None:
            found = check_all(run)
        else:
            base = base_of(selection, context, known, habits)
            found = _shared(pages, run, share, base, first.keys)
    source = context.source_language
    translated = [one for one in pages.locales if one.language != source]
    told = once_a_page(found.findings, selection.by_name)
    findings = _joined(told, first.findings, suppressions)
    return Audit(
        locales=pages.locales,
        pages=first.pages,
        unreadable=frozenset(first.unreadable),
        odd_names=pages.odd_names,
        findings=findings,
        words=found.words,
        subjects=subjects,
        blocks=first.blocks,
        waiting=waiting(translated, findings, first.blocks, first.unknown),
        failures=failure_lines([*first.failures, *found.failures]),
    )


def _shared(
    pages: Pages, run: LintRun, share: Share, base: str, keys: Mapping[str, str]
) -> AllFindings:
    """Look at the texts of a part of the pages and write what is found, or tell all parts."""
    if share.shard is not None:
        results = check_each(sorted(share.shard.select(run.subjects)), run)
        if share.part is not None:
            write_part(share.part, base, keys, results)
        part = Subjects(results, run.subjects.__getitem__)
        return check_together(results, replace(run, subjects=part))
    known = read_parts(share.parts, base, keys, pages.has_file)
    rest = [rule for rule in run.subjects if rule not in known]
    return check_together({**known, **check_each(rest, run)}, run)


def _joined(
    findings: Sequence[Finding],
    others: Iterable[Finding],
    suppressions: Sequence[FileSuppression],
) -> tuple[Finding, ...]:
    """Return the findings and those of the others that are not suppressed, sorted."""
    every = [*findings]
    for finding in others:
        meant = [one for one in suppressions if suppresses(one, finding)]
        if not any(one.covers(finding.file) for one in meant):
            every.append(finding)
    return tuple(sorted(every, key=attrgetter("sort_key")))


def _version(file: Path) -> tuple[int, ...]:
    """Return what is another when the file has been written anew; nothing where it is gone."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_size)


@lru_cache(1)
def _text(file: Path, _: tuple[int, ...]) -> str:
    """Return the text of this version of a page; findings of a file come one after the other."""
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
    keys: dict[str, str] = field(default_factory=dict)
    """By rule, a digest of all that is found in the texts of its pages depends on."""
    pages: int = 0
    unreadable: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    observed: dict[str, Observations] = field(default_factory=dict)
    """By language, which words the pages have for shared words."""
    habits: dict[str, Observed] = field(default_factory=dict)
    """By language, what the pages have of all that may be a habit."""
    failures: list[Failure] = field(default_factory=list)
    blocks: dict[Finding, BlockDrift] = field(default_factory=dict)
    """The blocks whose English has changed."""
    settled: dict[tuple[str, str], Sequence[Settled]] = field(default_factory=dict)
    """By locale and name, the changes of the English that a page has already."""
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By locale and reason, of how many pages is not known what has changed."""


def _together(looks: Sequence[_Look]) -> _Look:
    """Return what several looks tell together."""
    every = _Look()
    for look in looks:
        every.english |= look.english
        every.keys |= look.keys
        every.pages += look.pages
        every.unreadable += look.unreadable
        every.findings += look.findings
        every.failures += look.failures
        every.blocks |= look.blocks
        every.settled |= look.settled
        every.unknown.update(look.unknown)
        for language, observed in look.observed.items():
            every.observed.setdefault(language, Observations()).update(observed)
        for language, habits in look.habits.items():
            every.habits.setdefault(language, Counter()).update(habits)
    return every


def _first_look(
    pages: Pages,
    labels: Mapping[str, Labels],
    selection: Selection,
    drifts: "_Drifts",
    names: Sequence[str],
) -> _Look:
    """Read the pages of these names, look at each as a file, and observe its words."""
    look = _Look()
    for name in names:
        found = [drifts.beside(name, pair) for pair in pages.of(name)]
        for pair in found:
            _run_checks(look, name, pair, selection)
            _count(look, name, pair, labels)
        if found and isinstance(found[0].english, Page):
            look.english[name] = hashes_of(found)
            look.keys[_rule(name)] = _key(name, found, drifts)
    return look


def _key(name: str, found: Sequence[PagePair], drifts: "_Drifts") -> str:
    """Return a digest of the pages of one name, and of what translations were made from."""
    pieces = [name]
    for pair in found:
        page, before = pair.page, drifts.made_from(name, pair)
        pieces.append(pair.locale.locale)
        pieces.append(page.written if isinstance(page, Page) else "")
        pieces.append(before.text if before else "")
    return digest(*pieces)


def _run_checks(look: _Look, name: str, pair: PagePair, selection: Selection) -> None:
    """Add what the checks of pages say of one."""
    for check in selection.checks:
        if isinstance(check, PageCheck):
            try:
                _look_at_page(look, check, name, pair, selection)
            except CheckFailedError as error:
                look.failures += failures_in(error)


def _count(
    look: _Look, name: str, pair: PagePair, labels: Mapping[str, Labels]
) -> None:
    """Add a page to what is known of all."""
    locale, drift = pair.locale.locale, pair.drift
    if drift is not None:
        if drift.revision in NOT_KNOWN:
            look.unknown[locale, drift.reason] += 1
        if drift.settled:
            look.settled[locale, name] = drift.settled
    if isinstance(pair.page, Problem):
        look.unreadable.append(pair.page.path)
    elif pair.page:
        look.pages += 1
        if pair.translation:
            english, page = pair.translation
            language = pair.locale.language
            observed = observe_habits(
                english.text[english.body :],
                page.text[page.body :],
                read_language(language),
            )
            look.habits.setdefault(language, Counter()).update(observed)
        _observe(look, pair, labels)


def _observe(look: _Look, pair: PagePair, labels: Mapping[str, Labels]) -> None:
    """Add the words that a rule page has for what all rule pages share."""
    english, page = pair.english, pair.page
    if page is english or not isinstance(english, RulePage):
        return
    if isinstance(page, RulePage):
        language = pair.locale.language
        observed = look.observed.setdefault(language, Observations())
        observed.update(observe(english, as_written(page), labels[language]))


class _Drifts:
    """Tells of each translation how its English has changed since, if a check wants to know."""

    def __init__(self, pages: Pages, selection: Selection, context: Context) -> None:
        self._tells_blocks = STALE_BLOCK in selection.by_name
        self._is_wanted = self._tells_blocks or ENGLISH_REVISION in selection.by_name
        self._origins: Mapping[tuple[str, str], MadeFrom] = {}
        if self._is_wanted:
            made_from = context.option(STALE_BLOCK, "made-from", MADE_FROM)
            self._origins = pages.origins(made_from)
        objects = Objects(pages.locales[0].folder)
        # All translations of a page are looked at before those of the next one, and most were
        # made from the same English.
        self._english_before = lru_cache(maxsize=4)(partial(english_before, objects))
        self.settled: Mapping[tuple[str, str], Sequence[Settled]] = {}
        """By locale and name of a page, the changes of the English that it has already."""

    def beside(self, name: str, pair: PagePair) -> PagePair:
        """Return the pair with its drift."""
        origin = self._origins.get((pair.locale.locale, name))
        if pair.english is None and origin is not None:
            return pair._replace(drift=Drift(Revision.GONE, origin.reason))
        pair = self.with_origin(name, pair)
        if not self._is_wanted or pair.translation is None:
            return pair
        english, page = pair.translation
        drift = drift_of(english, page, origin, self._before(english, origin))
        if not self._tells_blocks:
            drift = replace(drift, blocks=())
        return pair._replace(drift=drift)

    def with_origin(self, name: str, pair: PagePair) -> PagePair:
        """Return the pair with all on the page that is the English of its time, untranslated."""
        if pair.translation is None:
            return pair
        english, page = pair.translation
        if not page.fallen_back:
            return pair
        before = self._before(english, self._origins.get((pair.locale.locale, name)))
        if before is None:
            return pair
        return pair._replace(page=with_head_like(page, before))

    def made_from(self, name: str, pair: PagePair) -> Page | None:
        """Return the English page that a translation was made from, if it is not that of now."""
        if pair.translation is None:
            return None
        english, _ = pair.translation
        key = pair.locale.locale, name
        before = self._before(english, self._origins.get(key))
        if before is None or _body(before) == _body(english):
            return None
        return with_settled(before, self.settled.get(key, ()))

    def _before(self, english: Page, origin: MadeFrom | None) -> Page | None:
        if origin is None or origin.is_now:
            return None
        return self._english_before(english, origin.objects)


def _body(page: Page) -> str:
    return page.text[page.body :]


def _look_at_page(
    look: _Look, check: PageCheck, name: str, pair: PagePair, selection: Selection
) -> None:
    """Add what a check of pages says of one."""
    locale = pair.locale
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
                message=of_source(hit.message, pair.source_language),
                words=hit.words,
            )
            look.findings.append(finding)
            if hit.block is not None:
                look.blocks[finding] = hit.block
    except Exception as error:
        # whatever the code of a plug-in does, the other checks go on
        where = Problem(
            shown_as(locale.folder / name), 1, 1, f"this page, {locale.language}"
        )
        failed(check.name, where, error)


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
