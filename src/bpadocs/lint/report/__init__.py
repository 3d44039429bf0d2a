"""Findings for people and for machines: one file a format."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Protocol

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding
from bpadocs.lint.score import Scores

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")

ReadFile = Callable[[str], str]
"""Returns the text of a file that findings name."""

WordDiff = Mapping[Finding, str]
"""For stale fields: how the English has changed since, or where to get it."""


class Format(Protocol):
    """The function `render` of a format's module."""

    def __call__(
        self,
        findings: Sequence[Finding],
        read: ReadFile,
        diffs: WordDiff,
        checks: Sequence[Check],
        scores: Scores,
    ) -> str: ...


def render(
    name: str,
    findings: Sequence[Finding],
    read: ReadFile,
    diffs: WordDiff,
    checks: Sequence[Check],
    scores: Scores,
) -> str:
    """Return the findings in one of the formats, ready to print."""
    format_them: Format = import_module(f"bpadocs.lint.report.{name}").render
    return format_them(findings, read, diffs, checks, scores)


def with_diff(message: str, diff: str) -> str:
    """Return a message with the change of the English below it.

    It is for the formats that have no place of its own for the change.
    """
    return f"{message}\nThe English since then: {diff}"
