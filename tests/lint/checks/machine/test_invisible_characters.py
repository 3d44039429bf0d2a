import pytest
from lint_helpers import spans

from bpadocs.lint.checks.machine.invisible_characters import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "serveur"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "x", "ser\u200bveur", ["\u200b"]),
        ("pt", "x", "ser\xadvidor", ["\xad"]),
        ("ko", "x", "서버\ufeff", ["\ufeff"]),
        ("fr", "x", "d�marrer", ["�"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "un\xa0disque"),
        ("fa", "x", "می\u200cشود"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


def test_marks_of_direction_belong_to_arabic_and_hebrew() -> None:
    arabic = "على Linux\u200f، ثم \u2067Windows\u2069."
    assert spans(CHECK, "On Linux, then Windows.", arabic, "ar") == []
    assert spans(CHECK, "On Linux.", "على\u200b Linux.", "ar") == ["\u200b"]
    assert spans(CHECK, "On Linux.", "Sous Linux\u200f.", "fr") == ["\u200f"]
