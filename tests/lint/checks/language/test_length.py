import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.length import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "fr",
            "Stop the service, move the files, and start the service again.",
            "Arrêtez le service, déplacez les fichiers, puis redémarrez le service.",
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
            "Stop the service, move the files, and start the service again.",
            "Arrêtez le service.",
            ["Arrêtez le service."],
        ),
        (
            "pt",
            "Stop the service, move the files, and start the service again.",
            "Pare.",
            ["Pare."],
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
        ("fr", "Stop it.", "Arrêtez immédiatement ce service, je vous prie."),
        (
            "it",
            "The service of this computer was stopped by somebody else just now.",
            "The service of this computer was stopped by somebody else just now. "
            "(Il servizio di questo computer è stato appena arrestato da altri.)",
        ),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
