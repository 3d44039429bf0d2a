"""`file:line:column: severity check: message`, and below it the line with the span underlined."""

import unicodedata
from collections.abc import Iterator, Sequence

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding
from bpadocs.lint.formats import ReadFile, WordDiff

WIDTH = 100
"""Columns of a file's line that are shown; more are cut on both sides of the span."""


def render(findings: Sequence[Finding], read: ReadFile, diffs: WordDiff, checks: Sequence[Check]) -> str:
    return "".join("\n".join(_lines(finding, read, diffs)) + "\n" for finding in findings)


def _lines(finding: Finding, read: ReadFile, diffs: WordDiff) -> Iterator[str]:
    place = finding.place
    where = f"{finding.file}:{place.line}:{place.column}"
    yield f"{where}: {finding.severity} {finding.check}: {finding.message}"
    lines = read(finding.file).split("\n")
    if place.line <= len(lines):
        line = lines[place.line - 1].rstrip("\r")
        end = place.end_column - 1 if place.end_line == place.line else len(line)
        yield from _excerpt(place.line, line, place.column - 1, max(end, place.column))
    if finding in diffs:
        yield f"       | the English since then: {diffs[finding]}"


def _excerpt(number: int, line: str, start: int, end: int) -> Iterator[str]:
    left, right = _window(len(line), start, min(end, len(line)))
    before = ("…" if left else "") + line[left:start]
    marked = line[start : min(end, right)]
    after = line[min(end, right) : right] + ("…" if right < len(line) else "")
    yield f"{number:6} | {before}{marked}{after}"
    yield f"       | {' ' * _columns(before)}{'^' * max(_columns(marked), 1)}"


def _window(length: int, start: int, end: int) -> tuple[int, int]:
    if length <= WIDTH:
        return 0, length
    spare = max(WIDTH - (end - start), 20)
    left = max(0, start - spare // 2)
    return left, min(length, max(left + WIDTH, min(end, start + WIDTH)))


def _columns(text: str) -> int:
    """On a terminal, Hangul takes two columns and a combining mark none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
