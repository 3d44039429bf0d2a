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
    parts = [
        f"### {title}\n",
        _counts(findings),
        _table(findings),
        _list(findings),
    ]
    return "\n".join(parts) + "\n"


def _counts(findings: Sequence[Finding]) -> str:
    """Return how many findings of each level there are."""
    levels = Counter(finding.severity for finding in findings)
    parts = []
    for level in Level:
        number = levels[level]
        plural = "" if number == 1 else "s"
        if number:
            parts.append(f"{number:,} {level}{plural}")
    return ", ".join(parts) + "\n"


def _table(findings: Sequence[Finding]) -> str:
    """Return the counts of each check by locale."""
    checks = Counter(finding.check for finding in findings)
    locales = sorted({finding.locale for finding in findings if finding.locale})
    totals = Counter((finding.check, finding.locale) for finding in findings)
    right = ["-:" for _ in locales]
    lines = [
        _row("Check", *locales, "All"),
        _row("-", *right, "-:"),
    ]
    for check, total in checks.most_common():
        numbers = [totals[check, locale] for locale in locales]
        cells = [str(number) if number else "" for number in numbers]
        lines.append(_row(check, *cells, str(total)))
    return "".join(lines)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


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
    file = _escaped(finding.file)
    locale = _escaped(finding.locale)
    what = f"**{finding.severity} {finding.check}**"
    where = f"{file}:{finding.place.line}"
    return f"- {where} {locale} {what}: {_escaped(message)}\n"


def _escaped(text: str) -> str:
    """Return a text from outside as Markdown that shows it as it is."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", shown.line(text))
