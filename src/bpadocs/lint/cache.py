"""What lint found in earlier runs, kept in the cache of the project.

There are three kinds of notes. One kind is about each rule by itself, with a digest of all that its
findings depend on. Another has what the last run concluded, file by file. The third is a digest of
all that this run depended on: while that is the same, only the second kind is read. Otherwise the
rules that have not changed are not looked at again. A run writes only what has changed.

The cache believes nothing that this user has not written. Still every value is checked when it is
read, and what has another shape is found again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, NamedTuple

from bpadocs.lint.findings import Edit, Finding, Level, Place
from bpadocs.lint.parallel import RuleResult
from bpadocs.lint.score import PageKey, Words
from bpadocs.project.settings_file import FILES
from bpadocs.project.tree import RULES
from bpadocs.system.cache import Cache, Entry, digest
from bpadocs.words.labels import LOCALES

MADE_BY: Final = "lint 6"
"""Changes with the shape of what is kept."""
RULE: Final = "lint rule"
"""By the rule's id: the digest of its inputs, its findings, the notes about it, and its words."""
CONCLUDED: Final = "lint concluded"
"""By file: the findings of the last run."""
RUN: Final = "lint run"
"""The digest of the last run's inputs, the number of its rules, the digest of its findings, and the
words of each rule.
"""


class LastRun(NamedTuple):
    """A run as a whole: the digest of its inputs, and what it found."""

    key: str
    findings: Sequence[Finding]
    """In the order of files."""
    rules: int
    words: Words


class FindingsCache:
    """The findings of earlier runs over one project."""

    def __init__(self, folder: Path | None) -> None:
        """Use the cache in this build folder; with None nothing is read and nothing kept."""
        self._folder = folder
        self._cache = Cache(folder, MADE_BY) if folder else None

    def run(self, key: str) -> LastRun | None:
        """Return the last run, if it was over exactly these inputs."""
        match _data(self._notes(RUN).get(RUN)):
            case [str(known), int(rules), str(concluded), dict(numbers)] if (
                known == key
            ):
                contents = self._notes(CONCLUDED)
                # A run that was ended while it wrote may have left findings of the one before it.
                if _digest_of(contents) == concluded:
                    findings = _findings_in(contents)
                    words = _all_words(numbers)
                    if findings is not None and words is not None:
                        return LastRun(key, findings, rules, words)
        return None

    def rule(self, rule: str, key: str) -> RuleResult | None:
        """Return what was found on one rule, if it was with exactly these inputs."""
        match _data(self._rules.get(rule)):
            case [str(known), list(entries), dict(notes), dict(numbers)] if (
                known == key and _are_notes(notes)
            ):
                findings = _findings(entries)
                words = _all_words({rule: numbers})
                if findings is not None and words is not None:
                    return RuleResult(findings, notes, words)
        return None

    @property
    def has_rules(self) -> bool:
        """Tell whether an earlier run has left anything about single rules."""
        return bool(self._rules)

    @cached_property
    def _rules(self) -> Mapping[str, bytes]:
        return self._notes(RULE)

    def _notes(self, kind: str) -> Mapping[str, bytes]:
        return self._cache.notes(kind) if self._cache else {}

    def keep(
        self,
        keys: Mapping[str, str],
        new: Mapping[str, RuleResult],
        run: LastRun | None,
    ) -> None:
        """Keep what was newly found on rules, and the run if it is complete.

        `keys` has the digest of every rule's inputs. Rules that are not in it are forgotten.
        """
        if self._cache is None or self._folder is None:
            return
        try:
            # Without its parents: a project that was moved away meanwhile is not made again.
            self._folder.mkdir(exist_ok=True)
            notes = [
                _rule_note(rule, keys[rule], result) for rule, result in new.items()
            ]
            gone = [(RULE, rule) for rule in self._rules if rule not in keys]
            if run is not None:
                before = self._notes(CONCLUDED)
                now = dict(_contents(run.findings))
                numbers = _numbers_of(run.words)
                last = [run.key, run.rules, _digest_of(now), numbers]
                notes.append((RUN, RUN, _encoded(last)))
                notes += _changed(before, now)
                gone += [(CONCLUDED, file) for file in before if file not in now]
            if notes or gone:
                self._cache.write(notes, (), gone)
        except (OSError, TypeError, ValueError, RecursionError):
            # The folder cannot be written, or the notes of a plug-in are no plain data. Lint is
            # slower then, and not wrong.
            pass


def _rule_note(rule: str, key: str, result: RuleResult) -> Entry:
    entries = [_entry(finding) for finding in result.findings]
    numbers = _numbers_of(result.words).get(rule, {})
    return RULE, rule, _encoded([key, entries, result.notes, numbers])


def _numbers_of(words: Words) -> dict[str, dict[str, int]]:
    """Return the number of words by rule and locale; `_all_words` reads it."""
    numbers: dict[str, dict[str, int]] = {}
    for key, number in words.items():
        numbers.setdefault(key.rule, {})[key.locale] = number
    return numbers


def _all_words(numbers: Mapping[str, Any]) -> Words | None:
    """Return the words of rules; None if they are not as they were written."""
    words = {}
    for rule, own in numbers.items():
        if not isinstance(own, dict):
            return None
        for locale, number in own.items():
            if type(number) is not int or number < 0:
                return None
            words[PageKey(rule, locale)] = number
    return words


def _contents(findings: Sequence[Finding]) -> Iterator[tuple[str, bytes]]:
    """Yield the findings of each file, encoded."""
    for file, own in groupby(findings, attrgetter("file")):
        yield file, _encoded([_entry(finding) for finding in own])


def _changed(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Iterator[Entry]:
    for file, content in now.items():
        if before.get(file) != content:
            yield CONCLUDED, file, content


def _digest_of(contents: Mapping[str, bytes]) -> str:
    """Return one digest of the findings of all files, in whatever order they are given."""
    pieces = []
    for file in sorted(contents):
        pieces += [file.encode(), contents[file]]
    return digest(*pieces)


def _findings_in(contents: Mapping[str, bytes]) -> list[Finding] | None:
    """Return the findings of all files in order; None if one of them is not as it was written."""
    found: list[Finding] = []
    for content in contents.values():
        entries = _data(content)
        own = _findings(entries) if isinstance(entries, list) else None
        if own is None:
            return None
        found += own
    return found


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _data(content: bytes | None) -> Any:
    """Return what the JSON says; None if there is none."""
    try:
        return json.loads(content or b"null")
    except (ValueError, RecursionError):
        return None


def _entry(finding: Finding) -> list[Any]:
    """Return a finding as plain data; `_finding` reads it."""
    fix = finding.fix
    return [
        finding.check,
        finding.severity,
        finding.file,
        _numbers(finding.place),
        finding.rule,
        finding.locale,
        finding.language,
        finding.field,
        finding.message,
        fix and [_numbers(fix.place), fix.start, fix.end, fix.text, fix.field_text],
        finding.start,
        finding.end,
        [_entry(one) for one in finding.also],
    ]


def _numbers(place: Place) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def _findings(entries: Sequence[Any]) -> list[Finding] | None:
    """Return the findings of these entries; None if one of them is not as it was written."""
    found = []
    for entry in entries:
        finding = _finding(entry)
        if finding is None:
            return None
        found.append(finding)
    return found


def _finding(entry: Any) -> Finding | None:
    if not _fits(entry, _ENTRY):
        return None
    (
        check,
        severity,
        file,
        place,
        rule,
        locale,
        language,
        field,
        message,
        fix,
        start,
        end,
        beside,
    ) = entry
    if severity not in _LEVELS or not _is_place(place) or not _is_inside(file):
        return None
    if fix is not None and not (_fits(fix, _FIX) and _is_place(fix[0])):
        return None
    also = _findings(beside)
    if also is None:
        return None
    return Finding(
        check=check,
        severity=Level(severity),
        file=file,
        place=Place(*place),
        rule=rule,
        locale=locale,
        language=language,
        field=field,
        message=message,
        fix=fix and Edit(Place(*fix[0]), *fix[1:]),
        start=start,
        end=end,
        also=tuple(also),
    )


_ENTRY: Final = (
    str,
    str,
    str,
    list,
    str,
    str,
    str,
    str | None,
    str,
    list | None,
    int,
    int,
    list,
)
_FIX: Final = (list, int, int, str, str)
_PLACE: Final = (int, int, int, int)
_LEVELS: Final = frozenset(Level)


def _fits(values: Any, types: Sequence[Any]) -> bool:
    """Tell whether this is a list of values of these types, one each."""
    if not isinstance(values, list) or len(values) != len(types):
        return False
    return all(
        isinstance(value, wanted) for value, wanted in zip(values, types, strict=True)
    )


def _is_place(numbers: Sequence[Any]) -> bool:
    return _fits(numbers, _PLACE) and all(number > 0 for number in numbers)


def _is_inside(file: str) -> bool:
    """Tell whether a finding may be about this file: a report opens it to show the line."""
    return file in FILES or (file.startswith(_FOLDERS) and ".." not in file.split("/"))


_FOLDERS: Final = (f"{RULES}/", f"{LOCALES}/")


def _are_notes(notes: Mapping[str, Any]) -> bool:
    """Tell whether each check has a list of notes, which are lists themselves."""
    return all(_are_lists(own) for own in notes.values())


def _are_lists(notes: Any) -> bool:
    return isinstance(notes, list) and all(isinstance(note, list) for note in notes)
