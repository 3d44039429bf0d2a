import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.translated_literals import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "fr",
            "Set the DEFAULT pool with `Get-Pool DEFAULT`.",
            "Définissez le pool DEFAULT avec `Get-Pool DEFAULT`.",
        ),
        ("es", '"execute" or "execution"', '"ejecutar" o "ejecución"'),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "fr",
            "Set the DEFAULT pool with `Get-Pool DEFAULT`.",
            "Définissez le pool PAR DÉFAUT avec `Get-Pool DEFAULT`.",
            ["PAR DÉFAUT"],
        ),
        (
            "es",
            '"execute" or "execution"',
            '"ejecución" o "ejecución"',
            ['"ejecución" o "ejecución"'],
        ),
        ("ko", '"save" or "store"', '"저장" 또는 "저장"', ['"저장" 또는 "저장"']),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "The DEFAULT pool is used.", "Le pool par défaut est utilisé."),
        ("es", '"disk" and again "disk"', '"disco" y otra vez "disco"'),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
