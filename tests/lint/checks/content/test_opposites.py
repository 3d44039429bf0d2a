import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.opposites import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "It is never empty.", "Il n’est jamais vide."),
        ("it", "Always close it.", "Chiuderlo sempre."),
        ("es", "Save it before you leave.", "Guárdelo antes de salir."),
        ("ko", "Save it before you leave.", "나가기 전에 저장하세요."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "It never leaves you.", "Il vous quitte toujours.", ["toujours"]),
        ("it", "Save it after that.", "Salvarlo prima.", ["prima"]),
        (
            "es",
            "Use version 2 or later.",
            "Use la versión 2 o una versión anterior.",
            ["o una versión anterior"],
        ),
        ("ko", "Disable the cache.", "캐시를 활성화합니다.", ["활성화"]),
        (
            "fr",
            "Open it. Increase the size.",
            "Ouvrez-le. Diminuez la taille.",
            ["Diminuez"],
        ),
        ("it", "the minimum size", "la dimensione massima", ["massima"]),
    ],
)
def test_the_reverse_is_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        # no and the opposite say the same
        ("fr", "The cache is disabled.", "Le cache n’est pas activé."),
        ("it", "Do not disable it.", "Lasciare attivata la cache."),
        # both are said
        ("es", "Before and after that", "Antes y después"),
        ("es", "Save before you leave.", "Después de guardar antes, salga."),
        # which sentence says it is not known
        ("fr", "It never ends. It waits.", "Toujours en attente, sans fin."),
        ("de", "It is never empty.", "Er ist immer leer."),
    ],
)
def test_what_may_be_right_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
