"""SARIF 2.1.0, which code scanning services read."""

from typing import Any

from bpadocs import HOME, __version__
from bpadocs.formats.sarif import FINGERPRINT, artifact_location, friendly_name
from bpadocs.lint.check import Check, documentation, summary
from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.lint.mqm import SEVERITIES
from bpadocs.lint.report import Report, with_diff
from bpadocs.lint.report.fingerprints import fingerprints_of
from bpadocs.lint.report.json import scores_data
from bpadocs.shown import as_json

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
"""How services of code scanning call the folder from which files are named."""
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}


def render(report: Report) -> str:
    """Return the findings as a SARIF log of one run."""
    index = {check.name: number for number, check in enumerate(report.checks)}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "bpadocs",
                        "version": __version__,
                        "informationUri": HOME,
                        "rules": [_rule(check) for check in report.checks],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {
                    ROOT: {"description": {"text": "The folder of the repository."}}
                },
                "results": _results(report, index),
                "properties": {"scores": scores_data(report.scores)},
            }
        ],
    }
    return as_json(log)


def _rule(check: Check) -> dict[str, Any]:
    text = documentation(check) or check.name
    more = f"“bpa explain {check.name}” shows it with examples."
    return {
        "id": check.name,
        **friendly_name(check.name),
        "shortDescription": {"text": summary(check) or check.name},
        "fullDescription": {"text": text},
        "help": {
            "text": f"{text}\n\n{more}",
            "markdown": f"{text}\n\n{more}",
        },
        "helpUri": f"{HOME}#{check.name}",
        "defaultConfiguration": {
            "level": LEVELS[check.severity],
            "enabled": check.default,
        },
        "properties": {"mqm": check.mqm, "mqmSeverity": SEVERITIES[check.severity]},
    }


def _results(report: Report, index: dict[str, int]) -> list[dict[str, Any]]:
    """Return the results, each with a fingerprint; those of equal findings are numbered."""
    results = []
    fingerprints = fingerprints_of(report.findings)
    for finding, fingerprint in zip(report.findings, fingerprints, strict=True):
        result = _result(finding, index, report.diffs.get(finding))
        result["partialFingerprints"] = {FINGERPRINT: fingerprint}
        results.append(result)
    return results


def _result(
    finding: Finding, index: dict[str, int], diff: str | None
) -> dict[str, Any]:
    if diff:
        message = with_diff(finding.message, diff)
    else:
        message = finding.message
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


def _artifact(finding: Finding) -> dict[str, Any]:
    location = artifact_location(finding.file)
    if "://" not in location["uri"]:
        location["uriBaseId"] = ROOT
    return location


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
