"""How often each check found something."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from bpadocs.lint.findings import Finding


def statistics(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the counts of each check as plain data, the most frequent check first."""
    by_check: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_check[finding.check].append(finding)
    counts = []
    for check in sorted(by_check, key=lambda name: (-len(by_check[name]), name)):
        own = by_check[check]
        locales = Counter(finding.locale for finding in own)
        counts.append(
            {
                "check": check,
                "count": len(own),
                "fixable": sum(bool(finding.safe_fixes) for finding in own),
                "locales": dict(sorted(locales.items())),
            }
        )
    return counts
