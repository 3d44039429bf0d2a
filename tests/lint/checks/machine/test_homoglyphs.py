import pytest
from lint_helpers import spans

from bpadocs.lint.checks.machine.homoglyphs import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "Serveur"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "x", "Sеrveur", ["Sеrveur"]),
        ("ko", "x", "Ｈyper-V", ["Ｈ"]),
        ("pt", "x", "Micrоsoft", ["Micrоsoft"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("ru", "x", "Сервер Hyper-V"),
        ("fr", "x", "µs et Ω"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_the_wide_marks_of_chinese_and_japanese_are_right(language: str) -> None:
    assert spans(CHECK, "Yes: no?", "是：否？（ＯＫ），", language) == ["ＯＫ"]
