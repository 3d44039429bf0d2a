"""A translated page is kept as what its rule says in the language, with nothing lost."""

import pytest
from page_helpers import PAGE, page

from bpadocs.published.english import draft
from bpadocs.published.texts import StructureDiffersError
from bpadocs.published.translation import translation_data, translation_fields
from bpadocs.rule.provenance import fingerprint
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import UNTRANSLATED

SOURCE = Labels("en")

ENGLISH = draft(page(), SOURCE)
MARK = "[anglais] "
LABELS = Labels("fr", {("page", UNTRANSLATED): MARK})
FRENCH = (
    PAGE.replace("Keep clocks in step", "Gardez l’heure")
    .replace("*The clock is late.*", "*En retard.*")
    .replace(
        "*These drift:*\n\n\\<list of hosts>", "*Ceux-ci :*\n\n\\<liste des hôtes>"
    )
    .replace("*Set the clock.*\n\nThen look again.", "*Réglez.*\n\nRegardez.")
)
FIELDS = {
    "title": "Gardez l’heure",
    "description": "Online version of the text.",
    "issue": "En retard.",
    "impact": "Ceux-ci :\n\n{hosts}",
    "resolution": "Réglez.",
    "resolution_details": "Regardez.",
}


def fields(text: str) -> dict[str, str]:
    return translation_fields(ENGLISH, page(text, "fr", english=page()), LABELS)


def test_every_field_is_taken_over_in_the_order_of_a_rule() -> None:
    assert list(fields(FRENCH).items()) == list(FIELDS.items())


def test_parts_that_a_build_has_marked_as_english_are_no_translation() -> None:
    text = FRENCH.replace("*Réglez.*", f"{MARK}*Set the clock.*")
    text = text.replace("# Gardez", f"# {MARK}Gardez")
    missing = {"title", "resolution"}
    assert fields(text) == {
        name: text for name, text in FIELDS.items() if name not in missing
    }


def test_a_section_that_the_english_has_not_is_refused() -> None:
    with pytest.raises(
        StructureDiffersError, match="See Also, and the English has none"
    ):
        fields(f"{FRENCH}\n## See Also\nRien.\n")


def test_front_matter_of_an_older_english_gives_way() -> None:
    text = FRENCH.replace("8/16/2016", "1/1/2000").replace(
        "ms.date", "ms.locfileid: 7\nms.date"
    )
    translated = page(text, "fr")
    older = translation_data(ENGLISH, translated, FIELDS, "fr-fr", is_current=False)
    assert older.front_matter == {"ms.locfileid": "7"}
    assert older.synced == {}
    current = translation_data(ENGLISH, translated, FIELDS, "fr-fr", is_current=True)
    assert current.front_matter == {"ms.locfileid": "7", "ms.date": "1/1/2000"}


def test_what_a_build_writes_anyway_is_not_kept() -> None:
    stamps = f"ms.openlocfilehash: {'0' * 40}\nms.contentlocale: fr-FR\n"
    translated = page(FRENCH.replace("ms.date", f"{stamps}ms.date"), "fr")
    data = translation_data(ENGLISH, translated, FIELDS, "fr-fr", is_current=False)
    assert data.front_matter == {}
    assert data.synced == {"page": "0" * 40}


@pytest.mark.parametrize(("kind", "origin"), [("MT", "machine"), ("HT", "human")])
def test_fields_of_this_english_are_stamped(kind: str, origin: str) -> None:
    translated = page(
        FRENCH.replace("ms.date", f"ms.translationtype: {kind}\nms.date"), "fr"
    )
    data = translation_data(ENGLISH, translated, FIELDS, "fr-fr", is_current=True)
    assert list(data.synced) == list(FIELDS)
    assert fingerprint("The clock is late.") in data.synced["issue"]
    assert origin in data.synced["issue"]
