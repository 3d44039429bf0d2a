"""What GitHub shows of a step: findings counted, and the worst of them, in Markdown."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bpadocs import shown
from bpadocs.lint.findings import Finding, Level

MOST: Final = 50
"""So many findings are listed: GitHub takes a megabyte, and nobody reads more."""
_LONGEST: Final = 300
"""Characters of a message."""
_MARKS: Final = re.compile(r"[\\`*_{}\[\]<>()#+|~!&-]")
_RANKS = {level: rank for rank, level in enumerate(Level)}


def step_summary(title: str, findings: Sequence[Finding]) -> str:
    """Return a table of the findings by check, and the worst findings."""
    if not findings:
        return f"### {title}\n\nNothing found.\n\n"
    levels = Counter(finding.severity for finding in findings)
    parts = []
    for level in Level:
        if levels[level]:
            plural = "" if levels[level] == 1 else "s"
            parts.append(f"{levels[level]:,} {level}{plural}")
    return (
        f"### {title}\n\n{', '.join(parts)}\n\n{_table(findings)}\n{_list(findings)}\n"
    )


def _table(findings: Sequence[Finding]) -> str:
    """Return the counts of each check by locale."""
    checks = Counter(finding.check for finding in findings)
    locales = sorted({finding.locale for finding in findings if finding.locale})
    totals = Counter((finding.check, finding.locale) for finding in findings)
    rows = [["Check", *locales, "All"], ["-", *["-:"] * (len(locales) + 1)]]
    for check, total in checks.most_common():
        numbers = [f"{totals[check, locale] or ''}" for locale in locales]
        rows.append([check, *numbers, str(total)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _list(findings: Sequence[Finding]) -> str:
    """Return the worst findings, and how many more there are."""
    worst = sorted(findings, key=lambda finding: _RANKS[finding.severity])
    lines = [_line(finding) for finding in worst[:MOST]]
    more = len(worst) - MOST
    if more > 0:
        lines.append(f"- … and {more:,} more\n")
    return "".join(lines)


def _line(finding: Finding) -> str:
    message = finding.message
    if len(message) > _LONGEST:
        message = f"{message[:_LONGEST]}…"
    where = f"{finding.file}:{finding.place.line}"
    words = f"{finding.severity} {finding.check}"
    return f"- {_escaped(where)} {_escaped(finding.locale)} **{words}**: {_escaped(message)}\n"


def _escaped(text: str) -> str:
    """Return a text from outside as Markdown that shows it as it is."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", shown.line(text))
