import pytest
from lint_helpers import spans

from bpadocs.lint.checks.typography.colon_capital import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "fr",
            "Check this: the disk is full.",
            "Vérifiez ceci\xa0: le disque est plein.",
        ),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "fr",
            "Check this: the disk is full.",
            "Vérifiez ceci\xa0: Le disque est plein.",
            ["Le"],
        ),
        (
            "es",
            "Check this: the disk is full.",
            "Compruebe esto: El disco está lleno.",
            ["El"],
        ),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "fr",
            "Check this: The disk is full.",
            "Vérifiez ceci\xa0: Le disque est plein.",
        ),
        ("pt", "Check: the disk", "Verifique: O disco"),
        ("es", "Stop. Note: the disk is full.", "Pare. **Nota**: El disco está lleno."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
