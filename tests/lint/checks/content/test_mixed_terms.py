import pytest
from lint_helpers import rule, unit

from bpadocs.lint.checks.content.mixed_terms import CHECK
from bpadocs.lint.context import Context
from bpadocs.lint.subject import Subject

ENGLISH = "The storage migration has failed."
FIRST = "La migración de almacenamiento ha fallado."
SECOND = "La migración del almacenamiento ha fallado."


def page(issue: str, resolution: str) -> Subject:
    return rule(
        unit(ENGLISH, issue, "es", "issue"),
        unit(ENGLISH, resolution, "es", "resolution"),
    )


def found(issue: str, resolution: str) -> list[tuple[str | None, str]]:
    """Field and span of each finding."""
    texts = {"issue": issue, "resolution": resolution}
    return [
        (hit.field, texts[str(hit.field)][hit.hit.start : hit.hit.end])
        for hit in CHECK.run(page(issue, resolution), Context(profile="windows"))
    ]


@pytest.mark.parametrize("text", [FIRST, SECOND])
def test_a_page_that_keeps_to_one_word_is_good(text: str) -> None:
    assert found(text, text) == []


def test_the_second_word_is_told_where_the_first_stands_too() -> None:
    assert found(FIRST, SECOND) == [("resolution", "migración del almacenamiento")]
    assert found(SECOND, FIRST) == [("issue", "migración del almacenamiento")]


def test_what_the_english_does_not_say_is_left_alone() -> None:
    one = unit(ENGLISH, FIRST, "es", "issue")
    other = unit(
        "It has failed.",
        "Ha fallado la migración del almacenamiento.",
        "es",
        "resolution",
    )
    assert list(CHECK.run(rule(one, other), Context(profile="windows"))) == []
