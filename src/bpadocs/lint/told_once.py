"""One fact told once: findings on one piece of text become one, and the others stand beside it."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from bpadocs.lint.check import Check, RuleCheck, TextCheck, UnitCheck
from bpadocs.lint.findings import Finding, Level

_RANKS = {level: rank for rank, level in enumerate(Level)}

_Point = tuple[int, int]
"""A line and a column."""


def told_once(
    findings: Iterable[Finding], checks: Mapping[str, Check]
) -> list[Finding]:
    """Return the findings by file and place; of those that overlap, the weightiest with the others.

    First comes what judges a text as a whole, then the worse level, then the longer span: whoever
    mends that has mended what lies in it, or looks at it anyway. What is about a rule or a page,
    and not about a piece of its text, stays by itself.
    """
    ordered = sorted(findings, key=attrgetter("file"))
    told: list[Finding] = []
    for _, own in groupby(ordered, attrgetter("file")):
        told += _of_one_file(list(own), checks)
    return sorted(told, key=attrgetter("sort_key"))


def once_a_page(
    findings: Iterable[Finding], checks: Mapping[str, Check]
) -> list[Finding]:
    """Return the findings; of those about a habit one a page, with its other places `elsewhere`."""
    told: list[Finding] = []
    places: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        check = checks.get(finding.check)
        if check is None or not check.once_a_page:
            told.append(finding)
            continue
        own = places.setdefault((finding.file, finding.check), [])
        own.append(finding)
        if len(own) == 1:
            told.append(finding)
    found = []
    for finding in told:
        others = places.get((finding.file, finding.check), ())[1:]
        found.append(_with_places(finding, others) if others else finding)
    return found


def _with_places(finding: Finding, others: Sequence[Finding]) -> Finding:
    """Return a finding with other places of its page; it reaches to the last one in its line."""
    last = finding
    for other in others:
        if (other.field, other.place.line) == (finding.field, finding.place.line):
            last = other
    place = replace(
        finding.place,
        end_line=last.place.end_line,
        end_column=last.place.end_column,
    )
    return replace(finding, place=place, end=last.end, elsewhere=tuple(others))


def _of_one_file(
    findings: Sequence[Finding], checks: Mapping[str, Check]
) -> Iterator[Finding]:
    pieces = []
    for finding in findings:
        if _is_about_a_piece(finding, checks.get(finding.check)):
            pieces.append(finding)
        else:
            yield finding
    kept = _Kept()
    for finding in sorted(pieces, key=lambda one: _weight(one, checks)):
        kept.add(finding)
    yield from kept.findings()


def _is_about_a_piece(finding: Finding, check: Check | None) -> bool:
    """Tell whether the finding points at words, and not at a text for what it lacks or is."""
    if _start(finding) >= _end(finding):
        return False
    if isinstance(check, RuleCheck):
        return check.compares
    return isinstance(check, UnitCheck | TextCheck)


def _weight(
    finding: Finding, checks: Mapping[str, Check]
) -> tuple[bool, int, int, int, tuple[str, object, str, str]]:
    """Return what puts the weightier of two findings first."""
    place = finding.place
    return (
        not checks[finding.check].whole,
        _RANKS[finding.severity],
        place.line - place.end_line,
        place.column - place.end_column,
        finding.sort_key,
    )


def _start(finding: Finding) -> _Point:
    return finding.place.line, finding.place.column


def _end(finding: Finding) -> _Point:
    return finding.place.end_line, finding.place.end_column


class _Kept:
    """The findings of a file that are told, none overlapping another, and what stands beside each.

    Because they do not overlap, their ends ascend as their starts do: both are searched by halves.
    """

    def __init__(self) -> None:
        self._starts: list[_Point] = []
        self._ends: list[_Point] = []
        self._by_start: dict[_Point, Finding] = {}
        self._beside: dict[_Point, list[Finding]] = {}
        self._twins: list[Finding] = []

    def add(self, finding: Finding) -> None:
        """Tell this finding, or put it beside one that is told."""
        first = bisect_right(self._ends, _start(finding))
        after = bisect_left(self._starts, _end(finding))
        if first >= after:
            start = _start(finding)
            insort(self._starts, start)
            insort(self._ends, _end(finding))
            self._by_start[start] = finding
            return
        start = self._starts[first]
        told = self._by_start[start]
        # One check says of one span each fact that there is: each thing that is missing there.
        if told.check == finding.check and told.place == finding.place:
            self._twins.append(finding)
        else:
            self._beside.setdefault(start, []).append(finding)

    def findings(self) -> Iterator[Finding]:
        """Yield what is told."""
        yield from self._twins
        for start, finding in self._by_start.items():
            beside = self._beside.get(start, ())
            if beside:
                yield replace(finding, also=tuple(beside))
            else:
                yield finding
