"""Which English page a localized page says it was made from: never more than is so, and who made
its texts likewise.
"""

import re

import pytest

from bpadocs.formats.yaml.nodes import Source
from bpadocs.pages.front_matter import page_hash
from bpadocs.pages.page import SourcePage, localized_page, source_hash, source_page
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import fingerprint
from bpadocs.words.labels import Labels

EN = Labels("en")
THEN = "58e744c182fb2013e55e91f58140c6ba14181f9f"
PRODUCT = "name: Hyper-V\noperating_systems: [Windows Server 2016]\n"
ENGLISH = {
    "title": "Keep clocks in step",
    "issue": "Late.",
    "impact": "Drift.",
    "resolution": "Set it.",
    "compliant": "All is well.",
}
FRENCH = {
    "title": "Gardez l’heure",
    "issue": "En retard.",
    "impact": "Dérive.",
    "resolution": "Réglez-la.",
    "compliant": "Tout va bien.",
}


def lines(fields: dict[str, str]) -> str:
    return "".join(f"    {name}: {text}\n" for name, text in fields.items())


def stamps(origin: str = "human") -> dict[str, str]:
    return {
        name: f"{fingerprint(ENGLISH[name])} {fingerprint(FRENCH[name])} {origin}"
        for name in ENGLISH
    }


def rule_of(
    english: dict[str, str], french: dict[str, str], synced: dict[str, str]
) -> Rule:
    known = "    synced:\n" + lines(synced).replace("    ", "      ") if synced else ""
    head = "page: Keep-clocks\nseverity: warning\ncategory: operations\ntext:\n"
    text = f"{head}  en:\n{lines(english)}  fr:\n{lines(french)}{known}"
    product, problems = read_product(Source("rules/p/product.yaml", PRODUCT), "p")
    assert product, problems
    rule, problems = read_rule(
        Source("rules/p/r.yaml", text), "p/r", product, ("en", "fr")
    )
    assert rule, problems
    return rule


def french_page(rule: Rule, now: str | None = None) -> str:
    made_from = SourcePage(EN, now or source_hash(rule, EN))
    return localized_page(rule, "fr-fr", Labels("fr"), made_from)


def made_from(rule: Rule, now: str | None = None) -> str | None:
    found = re.search(
        r"^ms\.openlocfilehash: (.*)$", french_page(rule, now), re.MULTILINE
    )
    return found[1] if found else None


NOTED = {**stamps(), "page": THEN}


def test_a_page_whose_texts_are_all_confirmed_is_made_from_the_english_of_now() -> None:
    rule = rule_of(ENGLISH, FRENCH, NOTED)
    assert made_from(rule) == page_hash(source_page(rule, EN)) != THEN


@pytest.mark.parametrize("name", ["title", "issue", "resolution"])
def test_a_page_with_one_stale_text_keeps_the_hash_that_was_noted(name: str) -> None:
    assert made_from(rule_of({**ENGLISH, name: "Another text"}, FRENCH, NOTED)) == THEN


def test_a_stale_page_of_which_nothing_was_noted_does_not_say() -> None:
    assert (
        made_from(rule_of({**ENGLISH, "issue": "Another text"}, FRENCH, stamps()))
        is None
    )


def test_an_untracked_text_makes_no_claim_and_takes_none_away() -> None:
    known = {name: stamp for name, stamp in stamps().items() if name != "issue"}
    assert made_from(rule_of(ENGLISH, FRENCH, known)) is None
    assert made_from(rule_of(ENGLISH, FRENCH, {"page": THEN})) == THEN


def test_an_edited_text_is_not_passed_off_as_made_from_the_english_of_now() -> None:
    edited = rule_of(ENGLISH, {**FRENCH, "issue": "N’importe quoi."}, NOTED)
    assert made_from(edited, now=THEN) is None, (
        "what was noted is the English of now, and this text nobody compared"
    )
    assert made_from(edited) == THEN


def test_a_missing_text_stands_there_in_english_and_claims_nothing() -> None:
    rule = rule_of(
        ENGLISH,
        {name: text for name, text in FRENCH.items() if name != "impact"},
        NOTED,
    )
    assert made_from(rule) == source_hash(rule, EN)


def test_what_no_page_shows_does_not_count() -> None:
    rule = rule_of({**ENGLISH, "compliant": "Another text"}, FRENCH, NOTED)
    assert made_from(rule) == source_hash(rule, EN)


def test_a_text_whose_english_is_gone_counts() -> None:
    assert made_from(rule_of(ENGLISH, {**FRENCH, "see_also": "Voir."}, NOTED)) == THEN


@pytest.mark.parametrize(
    ("origin", "edited", "expected"),
    [
        ("human", (), "HT"),
        ("machine", (), "MT"),
        ("machine", ("issue",), "MT"),
        ("human", ("issue",), None),
        ("machine", tuple(FRENCH), None),
    ],
)
def test_who_made_a_text_is_said_of_that_text_only(
    origin: str, edited: tuple[str, ...], expected: str | None
) -> None:
    french = {
        name: f"{text} Bis." if name in edited else text
        for name, text in FRENCH.items()
    }
    found = re.search(
        r"^ms\.translationtype: (.*)$",
        french_page(rule_of(ENGLISH, french, stamps(origin))),
        re.M,
    )
    assert (found[1] if found else None) == expected
