"""JUnit's XML, which nearly every CI service shows: a suite for each file, a case for each finding.

An error or a warning is a failure, a hint a case that was skipped; a file that cannot be read is an
error. The schema has no place for a line of a file, so it stands in the text.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bpadocs import shown
from bpadocs.lint.findings import BROKEN_FILE, Finding, Level
from bpadocs.lint.report import Report, WordDiff, with_diff

_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTHING: Final = "nothing found"


def render(report: Report) -> str:
    """Return the findings as JUnit's XML. Where there are none, one case has passed."""
    top = Element("testsuites", name="bpadocs")
    ordered = sorted(report.findings, key=attrgetter("file"))
    for file, own in groupby(ordered, attrgetter("file")):
        _add_suite(top, file, list(own), report.diffs)
    if not report.findings:
        suite = SubElement(top, "testsuite", _counts("bpadocs", []))
        suite.set("tests", "1")
        SubElement(suite, "testcase", name=_NOTHING, classname="bpadocs")
    indent(top)
    body = tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _add_suite(
    top: Element, file: str, findings: Sequence[Finding], diffs: WordDiff
) -> None:
    """Add the findings of a file."""
    suite = SubElement(top, "testsuite", _counts(file, findings))
    for finding in findings:
        what = (finding.check, finding.locale, finding.field or "")
        name = " ".join(one for one in what if one)
        case = SubElement(suite, "testcase", name=_clean(name), classname=_clean(file))
        diff = diffs.get(finding)
        if diff:
            message = with_diff(finding.message, diff)
        else:
            message = finding.message
        kind = _kind(finding)
        outcome = SubElement(case, kind, message=_clean(finding.message))
        if kind != "skipped":
            outcome.set("type", str(finding.severity))
        place = finding.place
        outcome.text = _clean(f"{file}:{place.line}:{place.column}: {message}")


def _kind(finding: Finding) -> str:
    """Return what a finding is to JUnit."""
    if finding.check == BROKEN_FILE:
        return "error"
    if finding.severity is Level.HINT:
        return "skipped"
    return "failure"


def _counts(name: str, findings: Sequence[Finding]) -> dict[str, str]:
    """Return the attributes of a suite."""
    kinds = [_kind(finding) for finding in findings]
    return {
        "name": _clean(name),
        "tests": str(len(kinds)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
    }


def _clean(text: str) -> str:
    """Return a text as XML can hold it, and as no terminal or service obeys it."""
    lines = [shown.line(line) for line in text.split("\n")]
    return _NO_XML.sub("\ufffd", "\n".join(lines))
