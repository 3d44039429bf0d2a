import pytest
from lint_helpers import spans

from bpadocs.lint.checks.markup.glued_markup import CHECK


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("Abra **Windows** y, después, **Hyper-V**.", "es"),
        ("**설정**을 선택하고 `Get-VM`을 실행하세요. [여기](a.md)를 보세요.", "ko"),
        ("L’option **Arrêter** d’**Hyper-V** (*voir*)", "fr"),
        ("Der `Name`-Parameter und die **VM**-Einstellungen", "de"),
    ],
)
def test_blanks_and_punctuation_around_marks_are_good(
    translation: str, language: str
) -> None:
    assert (
        spans(CHECK, "Open **Windows** and **Hyper-V**.", translation, language) == []
    )


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("Abra **Windows**y, después", ["**Windows**y"]),
        ("Abra**Windows** y", ["Abra**Windows**"]),
        ("Ver [Requisitos de Hyper](a.md)-v en", ["[Requisitos de Hyper](a.md)-v"]),
        ("Ejecute `Get-VM`y", ["`Get-VM`y"]),
    ],
)
def test_a_missing_blank_is_found(translation: str, found: list[str]) -> None:
    assert spans(CHECK, "Open it.", translation, "es") == found


def test_what_the_english_glues_too_is_left_alone() -> None:
    assert spans(CHECK, "Two **VM**s", "Dos **VM**es", "es") == []
