"""Findings for people and for machines: one file a format."""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding
from bpadocs.lint.score import Scores

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")

ReadFile = Callable[[str], str]
"""Returns the text of a file that findings name."""

WordDiff = Mapping[Finding, str]
"""For stale fields: how the English has changed since, or where to get it."""


class Report(NamedTuple):
    """Findings, and what is needed to hand them over."""

    findings: Sequence[Finding]
    read: ReadFile
    diffs: WordDiff
    checks: Sequence[Check]
    scores: Scores
    base: Path
    """The folder from which findings name their files."""


def render(name: str, report: Report) -> str:
    """Return the report in one of the formats, ready to print."""
    render_it: Callable[[Report], str]
    render_it = import_module(f"bpadocs.lint.report.{name}").render
    return render_it(report)


_CHANGED: Final = re.compile(
    r"\bthe ([A-Z][^:;,“”]{0,40}?)(?: of this \w+)? has changed"
)
"""A language may have several words: Norwegian Bokmål."""


def source_in(message: str) -> str:
    """Return what the message of a drifted text calls its source: English, or French."""
    found = _CHANGED.search(message)
    return found[1] if found else "English"


def with_diff(message: str, diff: str) -> str:
    """Return a message with the change of the English below it.

    It is for the formats that have no place of its own for the change.
    """
    return f"{message}\nThe {source_in(message)} since then: {diff}"
