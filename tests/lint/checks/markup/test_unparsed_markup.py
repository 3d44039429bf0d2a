import pytest
from lint_helpers import english_spans, spans

from bpadocs.lint.checks.markup.unparsed_markup import CHECK


@pytest.mark.parametrize(
    ("translation", "language", "found"),
    [
        ("Sélectionnez ** Démarrer**.", "fr", ["**", "**"]),
        ("**'설정'**을 선택하세요.", "ko", ["**", "**"]),
        ("Haga lo siguiente: *", "es", ["*"]),
        ("Selezionare [Avvio] (avvio.md), poi [Fine](fine.md) e `codice.", "it", ["`"]),
        ("Voir [le guide](mon guide.md).", "fr", ["[le guide]"]),
    ],
)
def test_marks_that_do_not_parse_are_found(
    translation: str, language: str, found: list[str]
) -> None:
    assert spans(CHECK, "", translation, language) == found


@pytest.mark.parametrize(
    "text",
    [
        "**설정**을 선택하세요.",
        "Select **Start** > **Run**, not `**`.",
        r"Type \*\*, or 2 * 3, or 2*3.",
        "Copy *.vhdx from snake_case_name.",
        "- item\n- item\n\n> [!NOTE]\n> Text",
        "See [array](a.md) and [1].",
    ],
)
def test_markup_and_plain_characters_are_left_alone(text: str) -> None:
    assert english_spans(CHECK, text) == []


def test_ui_text_is_no_markdown_and_is_left_alone() -> None:
    assert spans(CHECK, "", "Saisissez ** ou `.", field="issue") == []
