"""Annotations of GitHub Actions: one `::error file=…::message` a finding."""

from collections.abc import Sequence

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.formats import ReadFile, WordDiff
from bpadocs.shown import line, name

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def render(findings: Sequence[Finding], read: ReadFile, diffs: WordDiff, checks: Sequence[Check]) -> str:
    return "".join(_line(finding, diffs.get(finding)) + "\n" for finding in findings)


def _line(finding: Finding, diff: str | None) -> str:
    place = finding.place
    properties = {
        "file": finding.file,
        "line": place.line,
        "endLine": place.end_line,
        "col": place.column,
        "endColumn": max(place.end_column - 1, place.column) if place.end_line == place.line else place.end_column,
        "title": finding.check,
    }
    if place.end_line != place.line:
        # columns of several lines are refused
        del properties["col"], properties["endColumn"]
    written = ",".join(f"{key}={_escape(name(str(value)), ':,')}" for key, value in properties.items())
    message = line(finding.message) + (f"\nThe English since then: {line(diff)}" if diff else "")
    return f"::{COMMANDS[finding.severity]} {written}::{_escape(message)}"


def _escape(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
