"""What tells a finding from others in every run, wherever its lines have moved."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bpadocs.formats.sarif import FINGERPRINT, fingerprints
from bpadocs.lint.findings import Finding


def fingerprints_of(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the fingerprint of each finding; those that are equal are numbered."""
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        facts = (
            finding.check,
            finding.file,
            finding.rule,
            finding.locale,
            finding.field or "",
            finding.message,
        )
        seen[facts] += 1
        yield fingerprints(*facts, str(seen[facts]))[FINGERPRINT]
