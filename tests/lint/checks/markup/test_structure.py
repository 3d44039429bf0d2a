import pytest
from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.markup.structure import CHECK

ENGLISH = "Do this:\n\n1. One\n2. Two\n   - Three\n\n### Four\n\n|a|b|\n|-|-|\n|c|d|"


def test_the_same_blocks_are_good_however_they_are_wrapped() -> None:
    translation = ENGLISH.replace("Do this", "Faites\nceci").replace(
        "- Three", "* Trois\n     ici"
    )
    assert spans(CHECK, ENGLISH, translation) == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "   - Three",
            "",
            "the English has bulleted list of level 2, list item, paragraph here, this has nothing",
        ),
        (
            "### Four",
            "#### Four",
            "the English has heading of level 3 here, this has heading of level 4",
        ),
        (
            "\n\n1.",
            "\n2.",
            "the English has numbered list here, this has bulleted list",
        ),
        (
            "|c|d|",
            "|c|d|\n|e|f|",
            "the English has nothing here, this has table row, 2 × table cell",
        ),
    ],
)
def test_changed_blocks_are_found(before: str, after: str, message: str) -> None:
    assert message in [
        hit.message
        for hit in hits(CHECK, unit(ENGLISH, ENGLISH.replace(before, after)))
    ]


def test_bullets_instead_of_numbers_are_found() -> None:
    [hit] = hits(CHECK, unit("1. a\n2. b", "- a\n- b"))
    assert hit.message == "the English has numbered list here, this has bulleted list"


def test_the_span_is_what_is_too_much_or_what_stands_before_the_gap() -> None:
    assert spans(CHECK, "a\n\nb", "a\n\nb\n\nc") == ["c"]
    assert spans(CHECK, "a\n\nb\n\nc", "a\n\nb") == ["b"]


def test_a_list_that_became_text_is_found() -> None:
    assert spans(CHECK, "Steps:\n\n- a", "Étapes : - a") == ["Étapes : - a"]


def test_code_and_alerts_are_other_checks() -> None:
    assert spans(CHECK, "a\n\n```\nb\n```", "a") == []
    assert spans(CHECK, "> [!NOTE]\n> a", "> [!TIP]\n> a") == []
