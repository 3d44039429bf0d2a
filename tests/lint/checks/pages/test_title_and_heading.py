from lint_helpers import rule, unit

from bpadocs.lint.checks.pages.title_and_heading import CHECK
from bpadocs.lint.context import Context

ENGLISH = "Keep clocks in step"


def found(
    title: str,
    heading: str,
    english_heading: str = ENGLISH,
    page: str | None = "Keep.md",
) -> list[tuple[str | None, int]]:
    looked_at = rule(
        unit(ENGLISH, title, field="title"),
        unit(english_heading, heading, field="heading"),
        page=page,
    )
    return [(hit.field, hit.hit.end) for hit in CHECK.run(looked_at, Context())]


def test_one_text_in_both_places_is_good() -> None:
    assert found("Gardez l’heure", "Gardez l’heure") == []


def test_two_translations_are_found_at_the_title() -> None:
    assert found("Gardez l’heure", "Garder les horloges") == [
        ("title", len("Gardez l’heure"))
    ]


def test_two_texts_in_english_too_are_left_alone() -> None:
    assert found("Gardez l’heure", "Les horloges", english_heading="Clocks") == []


def test_a_rule_file_is_left_alone() -> None:
    assert found("Gardez l’heure", "Garder les horloges", page=None) == []
