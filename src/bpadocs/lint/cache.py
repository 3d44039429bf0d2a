"""What lint found in earlier runs, kept in the cache of the project.

    note  lint run            what the last run depended on, and the words of each rule
    note  lint rule           by rule: what it depends on, and what others need to know of it
    note  lint own            by rule: what was found on it by itself, and where its notes are
    note  lint texts          by rule: the words of its texts, which tell whether a term concerns it
    note  lint notes <check>  what a check over all rules noted, by a digest of what is compared
    note  lint together       by rule: what those checks found on it
    note  lint concluded      by file: the findings of the last run
    note  lint terms          by language: the digests of its terms

While nothing has changed, the first kind and that of conclusions are read. Otherwise the rules that
have not changed are neither read nor looked at again, and of the notes only those are read that are
compared with notes of changed rules. A run writes only what has changed, all of it or nothing.

The cache believes nothing that this user has not written. Still every value is checked when it is
read, and what has another shape is found again.
"""

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

from bpadocs.lint.check import Note
from bpadocs.lint.findings import Finding
from bpadocs.lint.score import PageKey, Words
from bpadocs.lint.stored import (
    decoded,
    encoded,
    entries_of,
    entry_of,
    read_finding,
    read_findings,
)
from bpadocs.project.tree import rule_path
from bpadocs.rule.model import Suppression
from bpadocs.rule.names import RuleNames
from bpadocs.system.cache import (
    Cache,
    DamagedCacheError,
    Entry,
    ForeignCache,
    digest,
)
from bpadocs.words.of_pages import SharedWord

MADE_BY: Final = "lint 8"
"""Changes with the shape of what is kept."""
RUN: Final = "lint run"
RULE: Final = "lint rule"
OWN: Final = "lint own"
TEXTS: Final = "lint texts"
TOGETHER: Final = "lint together"
CONCLUDED: Final = "lint concluded"
TERMS: Final = "lint terms"
_KINDS: Final = (RULE, OWN, TEXTS, TOGETHER, CONCLUDED, TERMS)
_BUCKETS: Final = 4096
"""So many notes hold what a check noted: of 10,000 rules each of them has a few dozen."""

Numbers = Mapping[str, Mapping[str, int]]
"""How many words the texts of each rule have, by rule and locale."""
Noted = tuple[str, Note]
"""A rule, and what a check noted of it."""


def notes_kind(check: str) -> str:
    """Return the kind of the notes that a check over all rules takes."""
    return f"lint notes {check}"


def bucket_of(key: str) -> str:
    """Return where notes with this key are kept, together with others."""
    return f"{zlib.crc32(key.encode()) % _BUCKETS:03x}"


class LastRun(NamedTuple):
    """What the last run as a whole depended on."""

    base: str
    """The digest of the code, and of the settings that concern every text."""
    key: str
    """The digest of all inputs; empty where something was left out."""
    day: str
    checks: Mapping[str, str]
    """The checks that looked at rules, each with a digest of its own settings."""
    conclusion: str
    """The digest of what decides which findings are told, and how bad they are."""
    rules: int
    concluded: str
    """The digest of all findings."""
    words: Numbers
    sums: Mapping[str, Mapping[str, int]]
    """By kind and name, the check sums of those notes which are read one by one: one that is lost
    would not be missed.
    """


class WholeRun(NamedTuple):
    """What a run found."""

    findings: Sequence[Finding]
    """In the order of files."""
    rules: int
    words: Words


class RuleRecord(NamedTuple):
    """What others need to know of a rule that is not read again."""

    key: str
    """The digest of what its findings depend on."""
    names: RuleNames
    shared: tuple[SharedWord, ...]
    """The words that it brings."""
    suppressions: tuple[Suppression, ...]
    partly_stale: bool
    used: tuple[int, ...] = ()
    """The suppressions of the settings that were of use for it, by number."""


class Own(NamedTuple):
    """What was found on a rule by itself."""

    findings: Sequence[Finding]
    buckets: Mapping[str, Sequence[str]]
    """Where its notes are, by check."""


Together = Mapping[str, Sequence[tuple[str, Finding]]]
"""By check: the key of the notes that were compared, and what was found on a rule."""


@dataclass
class Changes:
    """What a run has to write. What is empty is taken out."""

    run: LastRun
    records: dict[str, RuleRecord] = field(default_factory=dict)
    own: dict[str, Own] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    notes: dict[str, dict[str, Sequence[Noted]]] = field(default_factory=dict)
    """By check and bucket."""
    together: dict[str, Together] = field(default_factory=dict)
    concluded: dict[str, bytes] = field(default_factory=dict)
    """By file; empty where nothing is found in it any more."""
    terms: dict[str, Mapping[str, str]] = field(default_factory=dict)
    gone: Sequence[str] = ()
    """The rules that are there no longer."""
    anew: bool = False
    """Whether nothing of an earlier run is right."""


class FindingsCache:
    """The findings of earlier runs over one project."""

    def __init__(self, folder: Path | None, *, foreign: bool = False) -> None:
        """Use the cache in this build folder; with None nothing is read and nothing kept.

        A foreign one was written on another machine: nobody knows by whom.
        """
        self._folder = folder
        self._cache: Cache | ForeignCache | None = None
        if folder:
            if foreign:
                self._cache = ForeignCache(folder)
            else:
                self._cache = Cache(folder, MADE_BY)

    def whole(self, key: str) -> WholeRun | None:
        """Return what the last run found, if it was over exactly these inputs."""
        last = self.last
        if last is None or last.key != key:
            return None
        findings = self.findings(self.concluded)
        words = words_in(last.words)
        if findings is None:
            return None
        return WholeRun(findings, last.rules, words)

    @cached_property
    def last(self) -> LastRun | None:
        """What the last run depended on, if all it found is still here."""
        last = _last_run(decoded(self._notes(RUN, [RUN]).get(RUN)))
        # A run that was ended while it wrote may have left findings of the one before it.
        if last is None or digest_of(self.concluded) != last.concluded:
            return None
        return last

    @cached_property
    def concluded(self) -> Mapping[str, bytes]:
        """The findings of the last run by file, encoded."""
        return self._notes(CONCLUDED)

    def findings(self, concluded: Mapping[str, bytes]) -> list[Finding] | None:
        """Return the findings of all files in order; None if one is not as it was written."""
        found: list[Finding] = []
        for file in sorted(concluded):
            own = read_findings(decoded(concluded[file]))
            if own is None:
                return None
            found += own
        return found

    def records(self) -> dict[str, RuleRecord]:
        """Return what is known of each rule."""
        found = {}
        for rule, content in self._notes(RULE).items():
            record = _record(rule, decoded(content))
            if record is not None:
                found[rule] = record
        return found

    def own(self, rules: Collection[str]) -> dict[str, Own]:
        """Return what was found on these rules. Raises DamagedCacheError where one is missing."""
        contents = self._notes(OWN, rules)
        found = {}
        for rule in rules:
            own = _own(decoded(contents.get(rule)))
            if own is None:
                raise DamagedCacheError
            found[rule] = own
        return found

    def noted(
        self, check: str, buckets: Collection[str] | None = None
    ) -> dict[str, list[Noted]]:
        """Return what a check noted, by bucket. Raises DamagedCacheError where it is no note."""
        found = {}
        for bucket, content in self._summed(notes_kind(check), buckets).items():
            entries = decoded(content)
            if not _are_noted(entries):
                raise DamagedCacheError
            found[bucket] = [(rule, note) for rule, note in entries]
        return found

    def together(self) -> dict[str, Together]:
        """Return what the checks over all rules found, by rule."""
        found = {}
        for rule, content in self._summed(TOGETHER).items():
            own = _together(decoded(content))
            if own is None:
                raise DamagedCacheError
            found[rule] = own
        return found

    def texts(self) -> dict[str, str]:
        """Return the words of the texts of each rule."""
        contents = self._notes(TEXTS)
        return {
            rule: text.decode("utf-8", "replace") for rule, text in contents.items()
        }

    def terms(self) -> dict[str, Mapping[str, str]]:
        """Return the digests of the terms of each language."""
        found: dict[str, Mapping[str, str]] = {}
        for language, content in self._notes(TERMS).items():
            terms = decoded(content)
            if not isinstance(terms, dict):
                raise DamagedCacheError
            found[language] = terms
        return found

    def _summed(
        self, kind: str, names: Collection[str] | None = None
    ) -> Mapping[str, bytes]:
        """Return these notes. Raises DamagedCacheError where one is not as the last run left it."""
        contents = self._notes(kind, names)
        sums = self.last.sums.get(kind, {}) if self.last else {}
        for name in {*contents, *sums} if names is None else names:
            content = contents.get(name)
            if sums.get(name) != (None if content is None else zlib.crc32(content)):
                raise DamagedCacheError
        return contents

    def _notes(
        self, kind: str, names: Collection[str] | None = None
    ) -> Mapping[str, bytes]:
        if self._cache:
            return self._cache.notes(kind, names)
        return {}

    def keep(self, changes: Changes) -> None:
        """Write what has changed."""
        if not isinstance(self._cache, Cache) or self._folder is None:
            return
        try:
            # Without its parents: a project that was moved away meanwhile is not made again.
            self._folder.mkdir(exist_ok=True)
            notes, gone = _written(changes)
            if changes.anew:
                kept = {(kind, name) for kind, name, _ in notes}
                gone = [one for one in self._everything(changes) if one not in kept]
            self._cache.write(notes, (), gone)
        except (OSError, TypeError, ValueError, RecursionError):
            # The folder cannot be written, or the notes of a plug-in are no plain data. Lint is
            # slower then, and not wrong.
            pass

    def _everything(self, changes: Changes) -> Iterator[tuple[str, str]]:
        """Yield kind and name of all that earlier runs have left."""
        last = _last_run(decoded(self._notes(RUN, [RUN]).get(RUN)))
        checks = {*changes.notes, *(last.checks if last else ())}
        for kind in (*_KINDS, *map(notes_kind, sorted(checks))):
            for name in self._notes(kind):
                yield kind, name


def contents_of(findings: Sequence[Finding]) -> Iterator[tuple[str, bytes]]:
    """Yield the findings of each file, encoded. They come in the order of files."""
    for file, own in groupby(findings, attrgetter("file")):
        yield file, encoded(entries_of(list(own)))


def digest_of(contents: Mapping[str, bytes]) -> str:
    """Return one digest of the findings of all files, in whatever order they are given."""
    pieces: list[str | bytes] = []
    for file in sorted(contents):
        pieces += [file, contents[file]]
    return digest(*pieces)


# What is written


def _written(changes: Changes) -> tuple[list[Entry], list[tuple[str, str]]]:
    notes: list[Entry] = []
    gone: list[tuple[str, str]] = []
    for kind, name, content in _entries(changes):
        if content:
            notes.append((kind, name, content))
        else:
            gone.append((kind, name))
    for rule in changes.gone:
        gone += [(kind, rule) for kind in (RULE, OWN, TEXTS, TOGETHER)]
    run = changes.run._replace(sums=_sums(changes.run.sums, notes, gone))
    notes.append((RUN, RUN, encoded(list(run))))
    return notes, gone


def _sums(
    before: Mapping[str, Mapping[str, int]],
    notes: Iterable[Entry],
    gone: Iterable[tuple[str, str]],
) -> dict[str, dict[str, int]]:
    """Return the check sums of the notes that are read one by one, as they are now."""
    sums = {kind: dict(own) for kind, own in before.items()}
    for kind, name in gone:
        sums.get(kind, {}).pop(name, None)
    for kind, name, content in notes:
        if kind == TOGETHER or kind.startswith(notes_kind("")):
            sums.setdefault(kind, {})[name] = zlib.crc32(content)
    return sums


def _entries(changes: Changes) -> Iterator[Entry]:
    """Yield what is to be written; what is empty is gone."""
    for rule, record in changes.records.items():
        yield RULE, rule, encoded(_record_data(record))
    for rule, own in changes.own.items():
        yield OWN, rule, encoded([entries_of(own.findings), own.buckets])
    for rule, text in changes.texts.items():
        yield TEXTS, rule, text.encode()
    yield from _note_entries(changes)
    for rule, found in changes.together.items():
        yield TOGETHER, rule, _together_data(found)
    for file, content in changes.concluded.items():
        yield CONCLUDED, file, content
    for language, terms in changes.terms.items():
        yield TERMS, language, encoded(terms)


def _note_entries(changes: Changes) -> Iterator[Entry]:
    """Yield the buckets of notes that have changed."""
    for check, buckets in changes.notes.items():
        kind = notes_kind(check)
        for bucket, noted in buckets.items():
            content = encoded(noted) if noted else b""
            yield kind, bucket, content


def _together_data(found: Together) -> bytes:
    """Return what was found on one rule beside others; nothing where nothing was."""
    if not found:
        return b""
    data = {}
    for check, entries in found.items():
        data[check] = [[key, entry_of(finding)] for key, finding in entries]
    return encoded(data)


def _record_data(record: RuleRecord) -> list[Any]:
    shared = [[one.context, one.english, one.keys] for one in record.shared]
    return [
        record.key,
        record.names[1:],
        shared,
        record.suppressions,
        record.partly_stale,
        record.used,
    ]


# What is read


def _last_run(data: Any) -> LastRun | None:
    match data:
        case [
            str(base),
            str(key),
            str(day),
            dict(checks),
            str(conclusion),
            int(rules),
            str(concluded),
            dict(words),
            dict(sums),
        ] if _are_texts(checks.values()) and _are_numbers({**words, **sums}):
            return LastRun(
                base=base,
                key=key,
                day=day,
                checks=checks,
                conclusion=conclusion,
                rules=rules,
                concluded=concluded,
                words=words,
                sums=sums,
            )
    return None


def _record(rule: str, data: Any) -> RuleRecord | None:
    match data:
        case [
            str(key),
            list(names),
            list(shared),
            list(suppressions),
            bool(stale),
            list(used),
        ] if _are_shared(shared) and _are_suppressions(suppressions):
            rule_names = _rule_names(rule, names)
            if rule_names is None:
                return None
            if not all(type(number) is int for number in used):
                return None
            place = rule_path(rule)
            words = []
            for context, english, keys in shared:
                word = SharedWord(
                    context=context,
                    english=english,
                    comment="",
                    place=place,
                    keys=tuple(keys),
                )
                words.append(word)
            return RuleRecord(
                key=key,
                names=rule_names,
                shared=tuple(words),
                suppressions=tuple(Suppression(*one) for one in suppressions),
                partly_stale=stale,
                used=tuple(used),
            )
    return None


def _rule_names(rule: str, data: Sequence[Any]) -> RuleNames | None:
    match data:
        case [str(page), str(help_id), list(aliases), list(redirect_from)] if _is_texts(
            aliases
        ) and _is_texts(redirect_from):
            return RuleNames(
                id=rule,
                page=page,
                help_id=help_id,
                aliases=tuple(aliases),
                redirect_from=tuple(redirect_from),
            )
    return None


def _own(data: Any) -> Own | None:
    match data:
        case [list(entries), dict(buckets)]:
            findings = read_findings(entries)
            if findings is None or not all(map(_is_texts, buckets.values())):
                return None
            return Own(findings, buckets)
    return None


def _together(data: Any) -> Together | None:
    if not isinstance(data, dict):
        return None
    found: dict[str, list[tuple[str, Finding]]] = {}
    for check, entries in data.items():
        if not isinstance(entries, list):
            return None
        own = found.setdefault(check, [])
        for entry in entries:
            match entry:
                case [str(key), list(content)]:
                    finding = read_finding(content)
                case _:
                    return None
            if finding is None:
                return None
            own.append((key, finding))
    return found


def _are_numbers(words: Mapping[str, Any]) -> bool:
    for own in words.values():
        if not isinstance(own, dict):
            return False
        for number in own.values():
            if type(number) is not int or number < 0:
                return False
    return True


def numbers_of(words: Words) -> dict[str, dict[str, int]]:
    """Return the number of words by rule and locale."""
    numbers: dict[str, dict[str, int]] = {}
    for key, number in words.items():
        numbers.setdefault(key.rule, {})[key.locale] = number
    return numbers


def words_in(numbers: Numbers) -> Words:
    """Return the number of words as scores want it."""
    words = {}
    for rule, own in numbers.items():
        for locale, number in own.items():
            words[PageKey(rule, locale)] = number
    return words


def _are_noted(entries: Any) -> bool:
    """Tell whether each is a rule, and a note, which is a list."""
    if not isinstance(entries, list):
        return False
    for entry in entries:
        match entry:
            case [str(), list()]:
                continue
            case _:
                return False
    return True


def _are_shared(shared: Sequence[Any]) -> bool:
    for word in shared:
        match word:
            case [str(), str(), list(keys)] if _are_texts(keys):
                continue
            case _:
                return False
    return True


def _are_suppressions(entries: Sequence[Any]) -> bool:
    for entry in entries:
        match entry:
            case [str(), str() | None, str()]:
                continue
            case _:
                return False
    return True


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and _are_texts(value)


def _are_texts(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)
