"""`file:line:column: severity check: message [language field]`, and below it the line, marked."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from bpadocs import shown
from bpadocs.lint.findings import Edit, Finding
from bpadocs.lint.report import Report, source_in
from bpadocs.lint.report.excerpt import excerpt

_PLACES = 8
"""How many places of a page are shown: somebody who looks through the page finds the others."""


def render(report: Report) -> str:
    """Return the findings for people to read."""
    lines: list[str] = []
    whole = {check.name for check in report.checks if check.whole}
    for finding in report.findings:
        for line in _lines(finding, report, whole):
            lines.append(f"{shown.line(line)}\n")
    return "".join(lines)


def _lines(finding: Finding, report: Report, whole: Collection[str]) -> Iterator[str]:
    place = finding.place
    where = f"{shown.name(finding.file)}:{place.line}:{place.column}"
    about = f" [{finding.about}]" if finding.about else ""
    yield f"{where}: {finding.severity} {finding.check}: {finding.message}{about}"
    lines = _split(report.read(finding.file))
    if place.line <= len(lines):
        line = lines[place.line - 1].rstrip("\r")
        if place.end_line == place.line:
            end = place.end_column - 1
        else:
            end = len(line)
        yield from excerpt(place.line, line, place.column - 1, max(end, place.column))
    if finding in report.diffs:
        source = source_in(finding.message)
        yield f"       | the {source} since then: {report.diffs[finding]}"
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
        if len(here) > _PLACES:
            more = f" and {len(here) - _PLACES:,} more"
        else:
            more = ""
        yield f"       = also at {shown_places}{more}"


def _fix(fix: Edit) -> str:
    """Return what a fix does, with quotation marks around it: it may be a blank."""
    before = shown.name(fix.before)
    after = shown.name(fix.text)
    if not after:
        return f"take out “{before}”"
    if before:
        return f"“{before}” becomes “{after}”"
    return f"put in “{after}”"


# Findings come file by file: a file of many is split once.
@lru_cache(maxsize=4)
def _split(text: str) -> Sequence[str]:
    """Return the lines of a file."""
    return text.split("\n")
