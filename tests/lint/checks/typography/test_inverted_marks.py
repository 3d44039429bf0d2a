import pytest
from lint_helpers import spans

from bpadocs.lint.checks.typography.inverted_marks import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("es", "x", "¿Está listo?"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("es", "x", "Está listo?", ["Está listo?"]),
        ("es", "x", "Espere. Cuidado!", ["Cuidado!"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "Prêt\xa0?"),
        ("es", "x", "Está listo."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
