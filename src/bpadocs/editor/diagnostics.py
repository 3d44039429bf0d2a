"""What is wrong with an open rule, as its editor shows it."""

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from bpadocs import HOME
from bpadocs.editor.opened import OpenRule
from bpadocs.errors import Problem
from bpadocs.lint.findings import BROKEN_FILE, Finding, Level
from bpadocs.lint.history import DRIFTED
from bpadocs.rule.model import SOURCE_LANGUAGE

SOURCE: Final = "bpa"
"""What an editor shows beside a finding: who says so."""

_SEVERITIES: Final = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.HINT: types.DiagnosticSeverity.Hint,
}


def diagnostics_of(rule: OpenRule) -> Iterator[types.Diagnostic]:
    """Yield the mistakes of a rule and the findings on it."""
    for problem in rule.checked.problems:
        yield _mistake(rule, problem)
    for finding in rule.findings:
        yield diagnostic_of(rule, finding)


def diagnostic_of(rule: OpenRule, finding: Finding) -> types.Diagnostic:
    """Return a finding with its check, where that is told of, and the English it is about."""
    tags = None
    if finding.check in DRIFTED:
        tags = [types.DiagnosticTag.Deprecated]
    page = f"{HOME}#{finding.check}"
    return types.Diagnostic(
        range=rule.placed.range(finding.place),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.check,
        code_description=types.CodeDescription(page),
        source=SOURCE,
        tags=tags,
        related_information=_related(rule, finding),
    )


def _related(
    rule: OpenRule, finding: Finding
) -> list[types.DiagnosticRelatedInformation] | None:
    """Return where the English is of which a finding in a translation tells."""
    if finding.language == SOURCE_LANGUAGE or not finding.field:
        return None
    name, _, _ = finding.field.partition(".")
    english = rule.english_of(name)
    if english is None:
        return None
    return [types.DiagnosticRelatedInformation(english, "the English")]


def _mistake(rule: OpenRule, problem: Problem) -> types.Diagnostic:
    if problem.path == rule.checked.path:
        message = problem.message
        span = rule.placed.rest_of_line(problem.line, problem.column)
    else:
        # in the settings, say: its own place is part of the message
        message = str(problem)
        span = rule.placed.rest_of_line(1, 1)
    return types.Diagnostic(
        range=span,
        message=message,
        severity=types.DiagnosticSeverity.Error,
        code=BROKEN_FILE,
        source=SOURCE,
    )
