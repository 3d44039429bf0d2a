import pytest
from lint_helpers import spans

from bpadocs.lint.checks.machine.mojibake import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "Le réseau est à l’arrêt."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "x", "Le rÃ©seau est lent.", ["Ã©"]),
        ("es", "x", "la configuraciÃ³n", ["Ã³"]),
        ("pt", "x", "nÃ£o", ["Ã£"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "Â bas"),
        ("es", "x", "¡Ánimo!"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
