"""SARIF 2.1.0, which code scanning services read."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from bpadocs import __version__
from bpadocs.lint.check import Check, documentation, summary
from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.lint.mqm import SEVERITIES
from bpadocs.lint.report import ReadFile, WordDiff, with_diff
from bpadocs.lint.report.json import scores_data
from bpadocs.lint.score import Scores
from bpadocs.shown import as_json

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}


def render(
    findings: Sequence[Finding],
    read: ReadFile,
    diffs: WordDiff,
    checks: Sequence[Check],
    scores: Scores,
) -> str:
    """Return the findings as a SARIF log of one run."""
    index = {check.name: number for number, check in enumerate(checks)}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "bpadocs",
                        "version": __version__,
                        "rules": [_rule(check) for check in checks],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    "PROJECT": {"description": {"text": "The project's folder."}}
                },
                "results": [
                    _result(finding, index, diffs.get(finding)) for finding in findings
                ],
                "properties": {"scores": scores_data(scores)},
            }
        ],
    }
    return as_json(log)


def _rule(check: Check) -> dict[str, Any]:
    text = documentation(check)
    return {
        "id": check.name,
        "shortDescription": {"text": summary(check) or check.name},
        "fullDescription": {"text": text or check.name},
        "defaultConfiguration": {
            "level": LEVELS[check.severity],
            "enabled": check.default,
        },
        "properties": {"mqm": check.mqm, "mqmSeverity": SEVERITIES[check.severity]},
    }


def _result(
    finding: Finding, index: dict[str, int], diff: str | None
) -> dict[str, Any]:
    message = with_diff(finding.message, diff) if diff else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "level": LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_location(finding)],
        "properties": {
            "rule": finding.rule,
            "locale": finding.locale,
            "field": finding.field,
        },
    }
    if finding.check in index:
        result["ruleIndex"] = index[finding.check]
    if finding.also:
        also = [f"{one.check}: {one.message}" for one in finding.also]
        result["properties"]["also"] = also
    if finding.elsewhere:
        result["occurrenceCount"] = len(finding.places)
        result["relatedLocations"] = [_location(one) for one in finding.elsewhere]
    if finding.fix:
        replacement = {
            "deletedRegion": _region(finding.fix.place),
            "insertedContent": {"text": finding.fix.text},
        }
        result["fixes"] = [
            {
                "artifactChanges": [
                    {
                        "artifactLocation": _artifact(finding),
                        "replacements": [replacement],
                    }
                ]
            }
        ]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(finding),
            "region": _region(finding.place),
        }
    }


def _artifact(finding: Finding) -> dict[str, str]:
    return {"uri": quote(finding.file), "uriBaseId": "PROJECT"}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
