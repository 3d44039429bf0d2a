"""`file:line:column: severity check: message`, and below it the line with the span underlined."""

import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bpadocs import shown
from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding
from bpadocs.lint.formats import ReadFile, WordDiff

WIDTH = 110
"""Columns of a line of output where no terminal says how many it has."""

MARGIN = 11
"""For the line's number, and what stands for the parts that are cut."""


def render(findings: Sequence[Finding], read: ReadFile, diffs: WordDiff, checks: Sequence[Check]) -> str:
    return "".join(f"{shown.line(line)}\n" for finding in findings for line in _lines(finding, read, diffs))


def _lines(finding: Finding, read: ReadFile, diffs: WordDiff) -> Iterator[str]:
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


@lru_cache(maxsize=4)
def _split(text: str) -> Sequence[str]:
    """The lines of a file that findings stand in one after another."""
    return text.split("\n")


def _excerpt(number: int, line: str, start: int, end: int) -> Iterator[str]:
    room = max(shutil.get_terminal_size((WIDTH, 0)).columns - MARGIN, 30)
    # In characters: a line of Hangul has room for half as many.
    width = room * len(line) // max(_columns(line), 1)
    left, right = _window(len(line), start, min(end, len(line)), width)
    # Spelled out here, or the marks below would not stand where they belong.
    before = shown.line(("…" if left else "") + line[left:start])
    marked = shown.line(line[start : min(end, right)])
    after = line[min(end, right) : right] + ("…" if right < len(line) else "")
    yield f"{number:6} | {before}{marked}{after}"
    yield f"       | {' ' * _columns(before)}{'^' * max(_columns(marked), 1)}"


def _window(length: int, start: int, end: int, width: int) -> tuple[int, int]:
    """The part of the line around the span that fits, in characters."""
    if length <= width:
        return 0, length
    spare = max(width - (end - start), 0)
    left = max(0, min(start - spare // 2, length - width))
    return left, min(length, left + width)


@lru_cache(maxsize=64)
def _columns(text: str) -> int:
    """On a terminal, Hangul takes two columns and a combining mark none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
