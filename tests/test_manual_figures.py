"""What docs/ says of how often lint is right is what was measured."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bpadocs.lint.precision import PEOPLE, RULES, Precision, measured
from bpadocs.lint.registry import CHECKS

ROOT: Final = Path(__file__).parents[1]
CANNOT_FIND: Final = ROOT / "docs/explanation/what-lint-cannot-find.md"
ENOUGH: Final = 5
"""Findings that were read; of fewer, a share says little."""
LEAST: Final = 0.76


def row(checks: Mapping[str, Precision], digits: int) -> str:
    """Findings, read and right, as the table of the page has them."""
    findings = sum(one.findings for one in checks.values())
    read = sum(one.read for one in checks.values())
    right = sum(one.right for one in checks.values())
    return (
        f"| {findings:,} | {read:,} | {right:,}, which is {right / read:.{digits}%} |"
    )


def test_the_manual_tells_how_often_lint_was_right() -> None:
    page = CANNOT_FIND.read_text("utf-8")
    assert row(measured()[PEOPLE].checks, 0) in page
    assert row(measured()[RULES].checks, 1) in page
    assert f"{measured()[PEOPLE].pages} pages that people translated" in page


def test_the_manual_names_the_checks_that_were_right_least_often() -> None:
    seldom = []
    for name, one in measured()[PEOPLE].checks.items():
        if one.read >= ENOUGH and one.right < LEAST * one.read:
            seldom.append((one.right / one.read, name, one))
    assert len(seldom) >= ENOUGH
    rows = [
        f"| `{name}` | {one.read} | {one.right} |" for _, name, one in sorted(seldom)
    ]
    assert "\n".join(rows) in CANNOT_FIND.read_text("utf-8")


def test_the_manual_counts_the_checks() -> None:
    page = ROOT / "docs/comparison.md"
    assert f"{len(CHECKS)} checks" in page.read_text("utf-8")
