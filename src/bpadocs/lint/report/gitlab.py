"""GitLab's report of code quality: a list of objects, one a finding."""

from bpadocs import shown
from bpadocs.lint.findings import Level
from bpadocs.lint.report import Report, with_diff
from bpadocs.lint.report.fingerprints import fingerprints_of

SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "major", Level.HINT: "info"}


def render(report: Report) -> str:
    """Return the findings as GitLab shows them beside a merge request.

    It shows one finding of each fingerprint, and takes a new fingerprint for a new finding.
    """
    entries = []
    fingerprints = fingerprints_of(report.findings)
    for finding, fingerprint in zip(report.findings, fingerprints, strict=True):
        diff = report.diffs.get(finding)
        message = with_diff(finding.message, diff) if diff else finding.message
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
