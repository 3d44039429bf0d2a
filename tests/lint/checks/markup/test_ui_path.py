from lint_helpers import spans

from bpadocs.lint.checks.markup.ui_path import CHECK

ENGLISH = "Click **Tools** > **Manager** >> **New**."


def test_a_path_with_its_signs_is_good() -> None:
    assert (
        spans(
            CHECK, ENGLISH, "Cliquez sur **Outils** > **Gestionnaire** > **Nouveau**."
        )
        == []
    )


def test_a_missing_sign_is_found() -> None:
    assert spans(
        CHECK, ENGLISH, "Cliquez sur **Outils** > **Gestionnaire** **Nouveau**."
    ) == ["**Outils** > **Gestionnaire**"]
    lost = "Cliquez sur **Outils**, **Gestionnaire**, **Nouveau**."
    assert spans(CHECK, ENGLISH, lost) == [lost]


def test_comparisons_in_text_are_left_alone() -> None:
    assert (
        spans(CHECK, "If **a** is > 2 and **b**", "Si **a** dépasse 2 et **b**") == []
    )
