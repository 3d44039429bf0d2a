"""Findings for the tests of what becomes of them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType

from bpadocs.lint.findings import Edit, Finding, Level, Place
from bpadocs.lint.registry import CHECKS
from bpadocs.lint.report import Report, WordDiff
from bpadocs.lint.score import Scores


def finding(
    check: str,
    line: int,
    column: int,
    end: int | None = None,
    *,
    last_line: int | None = None,
    level: Level = Level.WARNING,
    file: str = "fr-fr/page.md",
    rule: str = "page",
    locale: str = "fr-fr",
    field: str | None = "impact",
    message: str = "a wrong word",
    fix: str | None = None,
) -> Finding:
    """A finding from one column to another, with a fix if one is given."""
    place = Place(line, column, last_line or line, column + 1 if end is None else end)
    edit = None
    if fix is not None:
        edit = Edit(place=place, start=0, end=1, text=fix, field_text="")
    return Finding(
        check=check,
        severity=level,
        file=file,
        place=place,
        rule=rule,
        locale=locale,
        language=locale.partition("-")[0],
        field=field,
        message=message,
        fix=edit,
    )


def report_of(
    findings: Sequence[Finding],
    text: str = "",
    diffs: WordDiff = MappingProxyType({}),
) -> Report:
    """A report of findings in files that all have this text."""
    return Report(
        findings=findings,
        read=lambda file: text,
        diffs=diffs,
        checks=CHECKS,
        scores=Scores(),
        base=Path(),
    )


def all_said(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is told, and what is told beside it: all that the checks have to say."""
    for one in findings:
        yield one
        yield from one.also
