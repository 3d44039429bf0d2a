"""GitLab's report of code quality: a list of objects, one a finding."""

from collections.abc import Sequence

from bpadocs import shown
from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.report import ReadFile, WordDiff, with_diff
from bpadocs.lint.report.fingerprints import fingerprints_of
from bpadocs.lint.score import Scores

SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "major", Level.HINT: "info"}


def render(
    findings: Sequence[Finding],
    read: ReadFile,
    diffs: WordDiff,
    checks: Sequence[Check],
    scores: Scores,
) -> str:
    """Return the findings as GitLab shows them beside a merge request.

    It shows one finding of each fingerprint, and takes a new fingerprint for a new finding.
    """
    entries = []
    for finding, fingerprint in zip(findings, fingerprints_of(findings), strict=True):
        diff = diffs.get(finding)
        if diff:
            message = with_diff(finding.message, diff)
        else:
            message = finding.message
        lines = {"begin": finding.place.line, "end": finding.place.end_line}
        entries.append(
            {
                "description": message,
                "check_name": finding.check,
                "fingerprint": fingerprint,
                "severity": SEVERITIES[finding.severity],
                "location": {"path": finding.file, "lines": lines},
            }
        )
    return shown.as_json(entries)
