import pytest
from lint_helpers import spans

from bpadocs.lint.checks.markup.emphasis_reach import CHECK


@pytest.mark.parametrize(
    "translation",
    ["*El disco está lleno.*", "*El disco está lleno*.", "*El* *disco está lleno:*"],
)
def test_all_of_the_paragraph_is_good(translation: str) -> None:
    assert spans(CHECK, "*The disk is full.*", translation, "es") == []


@pytest.mark.parametrize(
    ("translation", "outside"),
    [
        ("El disco *está lleno.*", ["El disco"]),
        ("*El disco* está lleno.", ["está lleno"]),
        ("El *disco* lleno.", ["El", "lleno"]),
    ],
)
def test_words_outside_are_found(translation: str, outside: list[str]) -> None:
    assert spans(CHECK, "*The disk is full.*", translation, "es") == outside


@pytest.mark.parametrize(
    "translation",
    [
        "*The disk is full.* (El disco está lleno.)",
        "*El disco está lleno*\n![Un disco](disk.png)",
    ],
)
def test_explanations_and_images_fall_out_of_nothing(translation: str) -> None:
    assert spans(CHECK, "*The disk is full.*", translation, "es") == []


def test_where_the_english_marks_a_part_nothing_is_found() -> None:
    assert spans(CHECK, "The disk is *full*.", "El *disco* está lleno.", "es") == []


def test_missing_emphasis_is_another_check() -> None:
    assert spans(CHECK, "*The disk is full.*", "El disco está lleno.", "es") == []
