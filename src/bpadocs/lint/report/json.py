"""A list of objects, one a finding."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding, Place
from bpadocs.lint.report import ReadFile, WordDiff
from bpadocs.shown import as_json


def render(
    findings: Sequence[Finding],
    read: ReadFile,
    diffs: WordDiff,
    checks: Sequence[Check],
) -> str:
    """Return the findings as JSON."""
    waiting: Counter[str] = Counter()
    for finding in findings:
        waiting[finding.locale] += finding.words
    entries = []
    for finding in findings:
        entry = _entry(finding, diffs.get(finding))
        if finding.words:
            entry["waiting"] = {
                "words": finding.words,
                "locale_words": waiting[finding.locale],
            }
        entries.append(entry)
    return as_json(entries)


def _entry(finding: Finding, diff: str | None) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "check": finding.check,
        "severity": finding.severity,
        "file": finding.file,
        **_place(finding.place),
        "rule": finding.rule,
        "locale": finding.locale,
        "field": finding.field,
        "message": finding.message,
    }
    if finding.fix:
        entry["fix"] = {**_place(finding.fix.place), "text": finding.fix.text}
    if diff:
        entry["diff"] = diff
    return entry


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
