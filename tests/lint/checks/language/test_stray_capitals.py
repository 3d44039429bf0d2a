import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.stray_capitals import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "Open the user interface.", "Aprire l’interfaccia utente."),
        ("es", "Use Device Manager.", "Use el Administrador de dispositivos."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("it", "Open the user interface.", "Aprire l’interfaccia Utente.", ["Utente"]),
        ("es", "It does not isolate it.", "Esto no Aísle nada.", ["Aísle"]),
        ("fr", "a virtual disk", "un disque Virtuel", ["Virtuel"]),
        ("it", "the cache (GAC)", "la cache del Disco (GAC)", ["Disco"]),
        ("fr", "the button for a disk", "le bouton du Disque", ["Disque"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "Open **Tools**.", "Aprire **Strumenti Rete**."),
        # the bold is broken, and so its name looks like a word
        ("fr", "Open the menu **Jobs**.", "Ouvrez le menu ** Tâches **."),
        ("fr", "Call Contoso Support.", "Appelez Contoso Assistance."),
        ("de", "a virtual disk", "eine virtuelle Festplatte"),
        ("pt", "a disk", "um Disco"),
        ("es", "It needs server A.", "Necesita el Servidor A."),
        ("fr", "Click Clear now.", "Cliquez sur le bouton Effacer maintenant."),
        ("it", "the assets pane", "nel riquadro Risorse"),
        ("fr", "It is `~/Packages`.", "Ce dossier-là, Packages, est `~/Packages`."),
        ("fr", "the cache (GAC)", "dans le GAC (Global Assembly Cache)"),
        ("it", "the use of SR-IOV", "per l’uso di Single-Root I/O Virtualization"),
        ("it", "the Azure Active directory", "il servizio Azure Active Directory"),
        ("it", "the account settings", "le Account settings (Impostazioni account)"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
