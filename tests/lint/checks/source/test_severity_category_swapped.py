from lint_helpers import rule, unit

from bpadocs.lint.checks.source.severity_category_swapped import CHECK
from bpadocs.lint.context import Context


def found(severity: str, category: str) -> list[tuple[str | None, str]]:
    one = rule(
        unit(severity, "a", field="value.severity"),
        unit(category, "b", field="value.category"),
    )
    return [(hit.field, hit.hit.message) for hit in CHECK.run(one, Context())]


def test_each_in_its_place_is_good() -> None:
    assert found("Error", "Configuration") == []


def test_the_two_mixed_up_are_found() -> None:
    assert found("**Configuration**", "warning") == [
        ("value.severity", "“Configuration” is a category, not a severity"),
        ("value.category", "“warning” is a severity, not a category"),
    ]


def test_unknown_words_are_left_alone() -> None:
    assert found("Critical", "Storage") == []
