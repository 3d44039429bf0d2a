import pytest
from lint_helpers import spans, unit

from bpadocs.lint.checks.language.register import CHECK
from bpadocs.lint.context import Context
from bpadocs.lint.habits import Habits


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("es", "Open the panel. Click it.", "Abra el panel. Haga clic en él."),
        ("it", "Open the pane.", "Aprire il riquadro."),
        ("fr", "Open the pane.", "Ouvrez le volet."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "es",
            "Open the panel. Click it.",
            "Abre el panel. Haga clic en él.",
            ["Abre "],
        ),
        ("it", "Open the pane.", "Apri il riquadro.", ["Apri "]),
        ("fr", "Open the pane.", "Ouvre le volet.", ["Ouvre "]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("es", "The rule starts the service.", "Inicia el servicio."),
        ("de", "Open the pane.", "Öffne den Bereich."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "form", "english", "familiar", "polite"),
    [
        ("es", "tú", "Open the panel.", "Abre el panel.", "Abra el panel."),
        ("it", "tu", "Open the pane.", "Apri il riquadro.", "Aprire il riquadro."),
        ("fr", "tu", "Open the pane.", "Ouvre le volet.", "Ouvrez le volet."),
    ],
)
def test_on_pages_that_are_familiar_the_polite_form_is_the_odd_one(
    language: str, form: str, english: str, familiar: str, polite: str
) -> None:
    context = Context(habits={language: Habits(address=form)})

    def messages(translation: str) -> list[str]:
        hits = CHECK.run(unit(english, translation, language), context)
        return [hit.message for hit in hits]

    assert messages(familiar) == []
    (message,) = messages(polite)
    assert message.endswith(f"the rest says {form}")
