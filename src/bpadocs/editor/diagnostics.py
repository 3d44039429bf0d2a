"""What is wrong with a file, as its editor shows it."""

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from bpadocs import HOME
from bpadocs.editor.elsewhere import FoundElsewhere
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.places import PlacedText
from bpadocs.errors import Problem
from bpadocs.lint.findings import BROKEN_FILE, Finding, Level
from bpadocs.lint.history import DRIFTED
from bpadocs.words.cldr import name_in_english

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
    found = FoundElsewhere(
        check=finding.check,
        severity=finding.severity,
        file=finding.file,
        place=finding.place,
        message=finding.message,
    )
    diagnostic = diagnostic_elsewhere(rule.placed, found)
    diagnostic.related_information = _related(rule, finding)
    return diagnostic


def diagnostic_elsewhere(placed: PlacedText, found: FoundElsewhere) -> types.Diagnostic:
    """Return what was found in a text, of which no more is known than what it says."""
    if found.check == BROKEN_FILE:
        span = placed.rest_of_line(found.place.line, found.place.column)
        return _broken(span, found.message)
    tags = None
    if found.check in DRIFTED:
        tags = [types.DiagnosticTag.Deprecated]
    page = f"{HOME}#{found.check}"
    return types.Diagnostic(
        range=placed.range(found.place),
        message=found.message,
        severity=_SEVERITIES[found.severity],
        code=found.check,
        code_description=types.CodeDescription(page),
        source=SOURCE,
        tags=tags,
    )


def _related(
    rule: OpenRule, finding: Finding
) -> list[types.DiagnosticRelatedInformation] | None:
    """Return where the English is of which a finding in a translation tells."""
    source = rule.project.source_language
    if finding.language == source or not finding.field:
        return None
    name, _, _ = finding.field.partition(".")
    english = rule.english_of(name)
    if english is None:
        return None
    return [
        types.DiagnosticRelatedInformation(english, f"the {name_in_english(source)}")
    ]


def _mistake(rule: OpenRule, problem: Problem) -> types.Diagnostic:
    placed = rule.placed
    if problem.path == rule.checked.path:
        span = placed.rest_of_line(problem.line, problem.column)
        return _broken(span, problem.message)
    # in the settings, say: its own place is part of the message
    span = placed.rest_of_line(1, 1)
    message = str(problem)
    return _broken(span, message)


def _broken(span: types.Range, message: str) -> types.Diagnostic:
    return types.Diagnostic(
        range=span,
        message=message,
        severity=types.DiagnosticSeverity.Error,
        code=BROKEN_FILE,
        source=SOURCE,
    )
