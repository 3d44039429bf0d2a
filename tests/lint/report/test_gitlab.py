"""GitLab's report of code quality has what GitLab asks for, and knows findings again."""

import json
from dataclasses import replace

from finding_helpers import finding, report_of
from jsonschema import Draft7Validator

from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.report import render

REQUIRED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": [
            "description",
            "check_name",
            "fingerprint",
            "severity",
            "location",
        ],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What GitLab's manual says that a report has to have."""

ERROR = finding("code-spans", 28, 16, 34, level=Level.ERROR)
HINT = finding("double-blanks", 3, 1, 3, level=Level.HINT)


def report(*findings: Finding) -> list[dict[str, object]]:
    text = render("gitlab", report_of(findings, diffs={ERROR: "[-a-]"}))
    found: list[dict[str, object]] = json.loads(text)
    Draft7Validator(REQUIRED).validate(found)
    return found


def test_a_finding_has_what_gitlab_asks_for() -> None:
    first, second = report(ERROR, HINT)
    assert first["severity"] == "critical"
    assert first["description"] == "a wrong word\nThe English since then: [-a-]"
    assert first["location"] == {
        "path": "fr-fr/page.md",
        "lines": {"begin": 28, "end": 28},
    }
    assert second["severity"] == "info"
    assert report() == []


def test_a_fingerprint_stays_when_lines_move_and_no_two_are_the_same() -> None:
    lower = replace(ERROR, place=replace(ERROR.place, line=40, end_line=40))
    [one] = report(ERROR)
    [moved] = report(lower)
    assert one["fingerprint"] == moved["fingerprint"]
    both = report(ERROR, lower)
    assert both[0]["fingerprint"] != both[1]["fingerprint"]
