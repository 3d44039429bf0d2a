import pytest
from lint_helpers import spans

from bpadocs.lint.checks.markup.emphasis_count import CHECK

ENGLISH = "Select **Start**, then **Run**. *Now.*"


@pytest.mark.parametrize(
    "translation",
    [
        "Sélectionnez **Démarrer**, puis **Exécuter**. *Maintenant.*",
        "*Maintenant* **Exécuter** et __Démarrer__",
    ],
)
def test_as_much_bold_and_italics_is_good(translation: str) -> None:
    assert spans(CHECK, ENGLISH, translation) == []


def test_missing_bold_is_found_in_its_paragraph() -> None:
    english = f"{ENGLISH}\n\nSelect **End**."
    translation = (
        "Sélectionnez **Démarrer**, puis **Exécuter**. *Là.*\n\nSélectionnez Fin."
    )
    assert spans(CHECK, english, translation) == ["Sélectionnez Fin."]


def test_bold_too_often_is_found() -> None:
    assert spans(CHECK, "Select **A**.", "Cliquez **A** **B**.") == ["**B**"]


def test_italics_instead_of_bold_are_found() -> None:
    assert spans(CHECK, "Select **A**.", "Cliquez *A*.") == ["Cliquez *A*.", "*A*"]


def test_ui_text_and_code_are_left_alone() -> None:
    assert spans(CHECK, "**A**", "A", field="issue") == []
    assert spans(CHECK, "`**A**`", "`A`") == []
