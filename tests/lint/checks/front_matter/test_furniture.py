import pytest
from lint_helpers import hits, unit

from bpadocs.lint.checks.front_matter.furniture import CHECK


def found(
    text: str, *expected: str, english: str = "**Severity**"
) -> list[tuple[str, str]]:
    one = unit(english, text, field="label.severity", expected=expected)
    return [(text[hit.start : hit.end], hit.message) for hit in hits(CHECK, one)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Gravité**", ("**Gravité**",)),
        ("**Criticité**", ("**Gravité**", "**Criticité**")),
        ("**Va**", ()),
    ],
)
def test_what_locales_has_or_does_not_judge_is_left_alone(
    text: str, expected: tuple[str, ...]
) -> None:
    assert found(text, *expected) == []


def test_another_word_is_found_whole() -> None:
    assert found("**Va**", "**Gravité**") == [
        (
            "**Va**",
            "the words that all pages share are “**Gravité**” here, not “**Va**”",
        )
    ]


def test_english_is_called_english() -> None:
    [(span, message)] = found("Warning", "Avertissement", english="Warning")
    assert span == "Warning"
    assert message.startswith("left in English; ")


def test_other_blanks_are_found_where_they_stand() -> None:
    [(span, message)] = found(
        "S’applique à :\u00a0Serveur 2016",
        "S’applique à : Serveur 2016",
        english="Applies",
    )
    assert span == "\u00a0"
    assert "blanks" in message
    assert not found("Serveur\u00a02016", "Serveur 2016", english="Server 2016")
