from lint_helpers import rule, unit

from bpadocs.lint.checks.front_matter.head_length import CHECK
from bpadocs.lint.context import Context


def fields(
    english: str, french: str, field: str = "title", **options: int
) -> list[str]:
    context = Context({"head-length": options})
    return [
        found.language
        for found in CHECK.run(rule(unit(english, french, field=field)), context)
    ]


def test_usual_lengths_are_good() -> None:
    assert (
        fields("Back up virtual machines", "Sauvegarder les machines virtuelles") == []
    )
    assert fields("w" * 60, "m" * 250, "description") == []


def test_long_and_short_ones_are_found() -> None:
    assert fields("Short", "Bref") == ["en"]
    assert fields("w" * 201, "m" * 201) == ["en", "fr"]
    assert fields("w" * 301, "m" * 40, "description") == ["en"]


def test_the_lengths_are_settings() -> None:
    assert fields("w" * 70, "m" * 60, title_max=65) == ["en"]


def test_other_fields_are_left_alone() -> None:
    assert fields("w" * 500, "m" * 500, "issue") == []
