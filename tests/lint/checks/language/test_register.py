import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.register import CHECK


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
