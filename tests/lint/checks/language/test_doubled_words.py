import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.doubled_words import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "Redémarrez le serveur."),
        ("pt", "x", "Reinicie o servidor."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "x", "Redémarrez le le serveur.", ["le le"]),
        ("pt", "x", "Reinicie o o servidor.", ["o o"]),
        ("ko", "x", "서버를 서버를 확인합니다.", ["서버를 서버를"]),
        ("es", "x", "Está en la en la cocina.", ["en la en la"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "Vous vous connectez."),
        ("it", "x", "l'uno, l'uno e due"),
        ("it", "x", "passo a passo, passo a passo"),
        ("es", "x", "poco a poco"),
        ("es", "x", "versión 2 2"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
