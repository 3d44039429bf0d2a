import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.word_senses import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "Press a key to continue.", "Premere un tasto per continuare."),
        (
            "es",
            "As long as the service is paused",
            "Mientras el servicio esté en pausa",
        ),
        ("it", "As long as the service is paused", "Finché il servizio è in pausa"),
        ("fr", "Turn on the computer.", "Allumez l’ordinateur."),
        ("ko", "a qualified server", "적합한 서버"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "it",
            "Press a key to continue.",
            "Premere una chiave per continuare.",
            ["chiave"],
        ),
        (
            "es",
            "As long as the service is paused",
            "Siempre que el servicio esté en pausa",
            ["Siempre que"],
        ),
        (
            "fr",
            "Turn on the computer.",
            "Activez l’ordinateur.",
            ["Activez l’ordinateur"],
        ),
        ("fr", "There is free space.", "Il y a de l’espace gratuit.", ["gratuit"]),
        (
            "it",
            "As long as it is paused",
            "Fino a quando è in pausa",
            ["Fino a quando "],
        ),
        (
            "it",
            "Address this problem.",
            "Indirizzare questo problema.",
            ["Indirizzare"],
        ),
        ("es", "Install the driver.", "Instale el conductor.", ["conductor"]),
        (
            "it",
            "Either the disk or the network",
            "Entrambi il disco o la rete",
            ["Entrambi"],
        ),
        ("ko", "a qualified server", "한정된 서버", ["한정된"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "Press a key of the registry.", "Aprire la chiave del registro."),
        ("fr", "a free service", "un service gratuit"),
        ("es", "Both disks are full.", "Ambos discos están llenos."),
        ("de", "Press a key.", "Drücken Sie einen Schlüssel."),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
