"""Annotations of GitHub Actions: one `::error file=…::message` a finding."""

from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.lint.report import Report, with_diff
from bpadocs.shown import line, name

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def render(report: Report) -> str:
    """Return the findings as GitHub Actions reads them."""
    lines = [_line(finding, report.diffs.get(finding)) for finding in report.findings]
    return "".join(f"{one}\n" for one in lines)


def _line(finding: Finding, diff: str | None) -> str:
    properties = {"file": finding.file, **_place(finding.place), "title": finding.check}
    written = []
    for key, value in properties.items():
        # a colon or a comma would end the property
        written.append(f"{key}={_escape(name(str(value)), ':,')}")
    message = line(finding.message)
    if finding.elsewhere:
        number = len(finding.elsewhere)
        places = "place" if number == 1 else "places"
        message += f" (and at {number:,} more {places})"
    if diff:
        message = with_diff(message, line(diff))
    return f"::{COMMANDS[finding.severity]} {','.join(written)}::{_escape(message)}"


def _place(place: Place) -> dict[str, int]:
    """Return a place as GitHub counts: the end is inclusive, and several lines have no columns."""
    lines = {"line": place.line, "endLine": place.end_line}
    if place.end_line != place.line:
        return lines
    return {
        **lines,
        "col": place.column,
        "endColumn": max(place.end_column - 1, place.column),
    }


def _escape(text: str, more: str = "") -> str:
    """Escape what would end the message, and these characters more."""
    # the percent sign first, because the others become one
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
