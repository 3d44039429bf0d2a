from lint_helpers import rule, unit

from bpadocs.lint.checks.source.optional_plural import CHECK
from bpadocs.lint.context import Context


def found(english: str, field: str = "issue") -> list[str]:
    hits = CHECK.run(rule(unit(english, "", field=field)), Context())
    return [english[hit.hit.start : hit.hit.end] for hit in hits]


def test_a_plural_is_good() -> None:
    assert found("The virtual machines are off.") == []


def test_an_optional_plural_is_found() -> None:
    assert found("The machine(s) and their switch(es).") == ["machine(s)", "switch(es)"]
    assert found("The **machine(s)** `a(s)`.", "issue_details") == ["machine(s)"]


def test_other_brackets_are_left_alone() -> None:
    assert found("Use it (s. below), f(s), or SAN (SANs).") == []
