"""Pages of a region: what it has not is there in its language, and nothing more is claimed of it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from message_helpers import a_rule
from projects import CANADIAN, REGIONS, write_project
from provenance_helpers import ENGLISH, FRENCH, stamps

from bpadocs.cli import main
from bpadocs.pages.borrowed import lenders, with_borrowed
from bpadocs.pages.page import SourcePage, localized_page
from bpadocs.rule.model import Origin, Rule, Stamp, Translation
from bpadocs.runtime import Messages
from bpadocs.words.labels import Labels, read_labels

LABELS = read_labels(None, ("en", "fr", "fr-CA"))
NOW = "a" * 40
THEN = "b" * 40
OWN = {"issue": "L’horloge tarde."}
STALE = stamps({**ENGLISH, "title": "Keep all clocks in step"})


def rule_of(french: Translation, canadian: Translation | None = None) -> Rule:
    text = {"en": Translation(ENGLISH), "fr": french}
    if canadian is not None:
        text["fr-CA"] = canadian
    return replace(a_rule("hyper-v/clocks", {}), text=text)


def confirmed(
    fields: Mapping[str, str],
    made_from: str | None = None,
    given: Mapping[str, Stamp] | None = None,
) -> Translation:
    return Translation(fields, given or stamps(french=fields), made_from=made_from)


def page(rule: Rule, labels: Labels = LABELS["fr-CA"]) -> str:
    return localized_page(rule, "fr-ca", labels, SourcePage(LABELS["en"], NOW))


def key(name: str, rule: Rule) -> str | None:
    found = re.search(f"^{re.escape(name)}: (.*)$", page(rule), re.MULTILINE)
    return found[1] if found else None


def made_from(rule: Rule) -> str | None:
    return key("ms.openlocfilehash", rule)


def test_each_text_comes_from_the_nearest_language_that_has_it() -> None:
    rule = a_rule(
        "hyper-v/clocks",
        {
            "en": {"title": "T", "issue": "I", "impact": "M", "resolution": "R"},
            "es": {"title": "E", "issue": "E", "impact": "E"},
            "es-419": {"title": "A", "issue": "A"},
            "es-MX": {"title": "M"},
        },
    )
    assert lenders(rule, "es-MX") == {"issue": "es-419", "impact": "es"}
    assert lenders(rule, "es-419") == {"impact": "es"}
    shown = with_borrowed(rule, "es-MX").text["es-MX"].fields
    assert shown == {"title": "M", "issue": "A", "impact": "E"}


@pytest.mark.parametrize("language", ["en", "fr", "fr-CA", "it"])
def test_where_nothing_is_borrowed_the_rule_is_the_same(language: str) -> None:
    rule = rule_of(Translation(OWN), Translation(OWN))
    assert with_borrowed(rule, language) is rule


def test_the_source_borrows_nothing_from_what_was_translated() -> None:
    text = {"fr-CA": Translation(OWN), "fr": Translation(FRENCH)}
    rule = replace(a_rule("hyper-v/clocks", {}), text=text, source_language="fr-CA")
    assert with_borrowed(rule, "fr-CA") is rule


def test_borrowed_texts_are_not_marked_and_those_of_the_source_are() -> None:
    rule = rule_of(Translation({"title": FRENCH["title"]}), Translation({}))
    written = page(rule)
    assert f"</a>{FRENCH['title']}\n" in written
    assert f"\n[en anglais] *{ENGLISH['issue']}*\n" in written
    assert "Certaines parties de cette page ne sont pas encore traduites" in written
    whole = page(rule_of(Translation(FRENCH), Translation({})))
    assert f"\n*{FRENCH['issue']}*\n" in whole
    assert "anglais" not in whole


def test_a_page_is_made_from_the_english_of_now_where_all_on_it_is_confirmed() -> None:
    assert made_from(rule_of(confirmed(FRENCH), confirmed(OWN))) == NOW
    assert made_from(rule_of(confirmed(FRENCH))) == NOW


def test_a_borrowed_text_that_is_stale_makes_the_page_stale() -> None:
    assert made_from(rule_of(confirmed(FRENCH, given=STALE), confirmed(OWN))) is None
    assert made_from(rule_of(confirmed(FRENCH, given=STALE))) is None


def test_a_borrowed_text_that_nobody_confirmed_claims_nothing() -> None:
    assert made_from(rule_of(Translation(FRENCH), confirmed(OWN))) is None


@pytest.mark.parametrize(
    ("lent", "own", "expected"),
    [
        (THEN, THEN, THEN),
        (THEN, "c" * 40, None),
        (THEN, None, None),
        (None, THEN, None),
    ],
)
def test_a_stale_page_names_the_english_that_both_were_made_from(
    lent: str | None, own: str | None, expected: str | None
) -> None:
    rule = rule_of(confirmed(FRENCH, lent, STALE), confirmed(OWN, own))
    assert made_from(rule) == expected


def test_a_page_all_of_which_is_borrowed_names_what_it_was_made_from() -> None:
    french = confirmed(FRENCH, THEN, STALE)
    assert made_from(rule_of(french)) == THEN
    assert made_from(rule_of(french, Translation({}))) == THEN


def test_what_a_region_has_of_its_own_does_not_count_with_its_language() -> None:
    title = {"title": "Gardez l’heure juste"}
    french = confirmed(FRENCH, THEN, STALE)
    assert made_from(rule_of(french, confirmed(title))) == NOW


def test_a_machine_that_made_a_borrowed_text_is_named() -> None:
    machine = {
        name: stamp._replace(origin=Origin.MACHINE) for name, stamp in stamps().items()
    }
    by_machine = rule_of(confirmed(FRENCH, given=machine), confirmed(OWN))
    assert key("ms.translationtype", by_machine) == "MT"
    assert key("ms.translationtype", rule_of(confirmed(FRENCH))) == "HT"
    unknown = rule_of(Translation(FRENCH), confirmed(OWN))
    assert key("ms.translationtype", unknown) is None


def test_the_page_says_what_the_messages_say(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": CANADIAN}, REGIONS)
    assert main(["build", "--project", str(root)]) == 0
    written = (root / "build/docs/fr-ca/hyper-v/Backups.md").read_text("utf-8")
    with Messages.open(root / "build/messages", "fr-CA") as messages:
        message = messages["hyper-v/backups"]
        assert f"</a>{message.title}\n" in written
        assert f"\n*{message.issue()}*\n" in written
        assert f"\n*{message.resolution()}*\n" in written
        assert f"|{message.severity}|\n" in written
        assert (message.issue().locale, message.title.locale) == ("fr-CA", "fr")
    contents = (root / "build/docs/fr-ca/toc.yml").read_text("utf-8")
    assert "    - name: Sauvegarder les machines virtuelles\n" in contents
