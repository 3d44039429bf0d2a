"""`file:line:column: severity check: message`, and below it the line with the span underlined."""

import shutil
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from bpadocs import shown
from bpadocs.lint.check import Check
from bpadocs.lint.findings import Edit, Finding
from bpadocs.lint.report import ReadFile, WordDiff
from bpadocs.lint.score import Scores

WIDTH = 110
"""Columns of a line of output where no terminal says how many it has."""

MARGIN = 11
"""Columns for the line's number, and for the marks of the parts that are cut off."""

_PLACES = 8
"""How many places of a page are shown: somebody who looks through the page finds the others."""

_NARROWEST = 30
"""Columns of the excerpt, however narrow the terminal is."""


def render(
    findings: Sequence[Finding],
    read: ReadFile,
    diffs: WordDiff,
    checks: Sequence[Check],
    scores: Scores,
) -> str:
    """Return the findings for people to read."""
    lines: list[str] = []
    whole = {check.name for check in checks if check.whole}
    for finding in findings:
        for line in _lines(finding, read, diffs, whole):
            lines.append(f"{shown.line(line)}\n")
    return "".join(lines)


def _lines(
    finding: Finding, read: ReadFile, diffs: WordDiff, whole: Collection[str]
) -> Iterator[str]:
    place = finding.place
    where = f"{shown.name(finding.file)}:{place.line}:{place.column}"
    yield f"{where}: {finding.severity} {finding.check}: {finding.message}"
    lines = _split(read(finding.file))
    if place.line <= len(lines):
        line = lines[place.line - 1].rstrip("\r")
        end = place.end_column - 1 if place.end_line == place.line else len(line)
        yield from _excerpt(place.line, line, place.column - 1, max(end, place.column))
    if finding in diffs:
        yield f"       | the English since then: {diffs[finding]}"
    if finding.fix:
        yield f"       = fix: {_fix(finding.fix)}"
    # Who mends a text as a whole mends what else is wrong in it.
    if finding.check not in whole:
        for said in dict.fromkeys((one.check, one.message) for one in finding.also):
            yield f"       = also {': '.join(said)}"
    yield from _elsewhere(finding)


def _elsewhere(finding: Finding) -> Iterator[str]:
    """Yield the other places of a finding, those on the same page in one line."""
    here = []
    for one in finding.elsewhere:
        place = f"{one.place.line}:{one.place.column}"
        if one.file == finding.file:
            here.append(place)
        else:
            yield f"       = also at {shown.name(one.file)}:{place}"
    if here:
        shown_places = ", ".join(here[:_PLACES])
        more = f" and {len(here) - _PLACES:,} more" if len(here) > _PLACES else ""
        yield f"       = also at {shown_places}{more}"


def _fix(fix: Edit) -> str:
    """Return what a fix does, with quotation marks around it: it may be a blank."""
    before = shown.name(fix.before)
    after = shown.name(fix.text)
    if not after:
        return f"take out “{before}”"
    return f"“{before}” becomes “{after}”" if before else f"put in “{after}”"


# Findings come file by file: a file of many is split once.
@lru_cache(maxsize=4)
def _split(text: str) -> Sequence[str]:
    """Return the lines of a file."""
    return text.split("\n")


def _excerpt(number: int, line: str, start: int, end: int) -> Iterator[str]:
    """Yield the part of a line around a span, and below it the marks of the span."""
    terminal = shutil.get_terminal_size((WIDTH, 0))
    room = max(terminal.columns - MARGIN, _NARROWEST)
    # The width in characters: a line of Hangul has room for half as many.
    width = room * len(line) // max(_columns(line), 1)
    left, right = _window(len(line), start, min(end, len(line)), width)
    marked_end = min(end, right)
    before = ("…" if left else "") + line[left:start]
    after = line[marked_end:right] + ("…" if right < len(line) else "")
    # What cannot be seen is spelled out here already, or the marks below would be too far left.
    before = shown.line(before)
    marked = shown.line(line[start:marked_end])
    yield f"{number:6} | {before}{marked}{after}"
    yield f"       | {' ' * _columns(before)}{'^' * max(_columns(marked), 1)}"


def _window(length: int, start: int, end: int, width: int) -> tuple[int, int]:
    """Return the part of a line around the span that has room, in characters."""
    if length <= width:
        return 0, length
    spare = max(width - (end - start), 0)
    left = max(0, min(start - spare // 2, length - width))
    return left, min(length, left + width)


# The text before the span is measured again for each finding in the line.
@lru_cache(maxsize=64)
def _columns(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    columns = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        wide = unicodedata.east_asian_width(character) in "WF"
        columns += 2 if wide else 1
    return columns
