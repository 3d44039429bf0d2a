"""Terms and labels with one accepted form are exchanged where they stand by themselves."""

import pytest

from bpadocs.translators.carry.english import NotCarried
from bpadocs.translators.carry.field import FieldChange
from bpadocs.translators.carry.known_words import KnownWords, known_words, with_one_form
from bpadocs.words.glossary import Glossary, Term

FRENCH = (("Paramètres", "Settings"), ("Outils", "Tools"), ("Action", "Action"))
ENGLISH = ("Settings", "Tools", "Action", "Services")
KOREAN = (("설정", "Settings"), ("도구", "Tools"))


@pytest.mark.parametrize(
    ("language", "before", "now", "text", "expected"),
    [
        ("fr", "Click **Settings**.", "Click **Tools**.", "Cliquez sur **Paramètres**.", "Cliquez sur **Outils**."),
        # an article goes by the gender and the number of the word
        ("fr", "Open **Settings**.", "Open **Tools**.", "Ouvrez les **Paramètres**.", None),
        # no term stands by itself there
        ("fr", "Click Settings.", "Click Tools.", "Cliquez sur Paramètres.", None),
        ("fr", "Click **Settings now**.", "Click **Tools now**.", "Cliquez sur **Paramètres**.", None),
        # not the accepted form
        ("fr", "Click **Settings**.", "Click **Tools**.", "Cliquez sur **Réglages**.", None),
        # nobody knows what it is called
        ("fr", "Click **Settings**.", "Click **Services**.", "Cliquez sur **Paramètres**.", None),
        ("fr", "Click **Settings**.", "Click **Options**.", "Cliquez sur **Paramètres**.", None),
        ("ko", "Click **Settings**.", "Click **Tools**.", "**설정**을 클릭합니다.", "**도구**를 클릭합니다."),
    ],
)  # fmt: skip
def test_a_label_by_itself_is_exchanged(
    language: str, before: str, now: str, text: str, expected: str | None
) -> None:
    terms = KOREAN if language == "ko" else FRENCH
    change = FieldChange(
        before, now, markup=True, words=KnownWords(terms=terms, english_terms=ENGLISH)
    )
    found = change.carried(text, language)
    assert (None if isinstance(found, NotCarried) else found) == expected


def test_only_what_has_one_form_of_its_own_is_certain() -> None:
    glossary = Glossary(
        "fr",
        terms={
            "backup": Term("backup", ("sauvegarde",)),
            "disk": Term("disk", ("disque",), also=("disque dur",)),
            "start": Term("start", ("démarrer",)),
            "boot": Term("boot", ("démarrer",)),
        },
        labels={"Settings": ("Paramètres",), "Turn Off": ("Éteindre", "Désactiver")},
    )
    assert with_one_form(glossary) == (
        ("sauvegarde", "backup"),
        ("Paramètres", "Settings"),
    )


def test_a_name_within_a_term_is_none() -> None:
    glossary = Glossary(
        "fr",
        names=("Hyper-V", "BitLocker"),
        terms={
            "hyper-v": Term("Hyper-V", ("Hyper-V",)),
            "hyper-v manager": Term("Hyper-V Manager", ("Gestionnaire Hyper-V",)),
        },
    )
    words = known_words([glossary])["fr"]
    assert words.english_compounds == ("Hyper-V Manager",)
    before = "Open Hyper-V Manager on Hyper-V"
    text = "Ouvrir Gestionnaire Hyper-V sur Hyper-V"
    in_term = FieldChange(before, "Open BitLocker Manager on Hyper-V", True, words)
    assert isinstance(in_term.carried(text, "fr"), NotCarried)
    beside = FieldChange(before, "Open Hyper-V Manager on BitLocker", True, words)
    found = beside.carried(text, "fr")
    assert found == "Ouvrir Gestionnaire Hyper-V sur BitLocker"
