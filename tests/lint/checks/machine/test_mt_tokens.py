import pytest
from lint_helpers import spans

from bpadocs.lint.checks.machine.mt_tokens import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "Ouvrez le panneau."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "x", "Ouvrez le @no__t-0 panneau.", ["@no__t-0"]),
        ("ko", "x", "@ no__t-1 항목", ["@ no__t-1"]),
        ("pt", "x", "Abra 0list aqui.", ["0list"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "Exécutez `@no__t-0`."),
        ("fr", "x", "Utilisez une liste de 10 éléments."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
