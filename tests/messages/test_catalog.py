"""Rules and labels as a neutral catalog."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from message_helpers import (
    FIXTURE,
    a_rule,
    catalogs_of,
    catalogs_of_rules,
    nasty_catalogs,
    nasty_texts,
    write_messages,
)

from bpadocs.messages.catalog import merged
from bpadocs.rule.model import Plural


def test_a_language_has_what_is_translated_and_no_more() -> None:
    built = catalogs_of(FIXTURE)
    free_space, quiet = built["es"].entries
    assert list(free_space.fields) == ["title", "issue", "severity", "category", "help"]
    assert list(quiet.fields) == ["compliant", "severity", "category", "help"]
    assert free_space.fields["severity"] == "Advertencia"
    assert "severity" not in built["ru"].entries[0].fields


def test_fields_whose_english_changed_are_stale() -> None:
    assert catalogs_of(FIXTURE)["fr"].entries[0].stale == ("title",)


def test_missing_fields_come_from_english_and_are_named() -> None:
    built = catalogs_of(FIXTURE)
    fields, fallback = merged(built["fr"].entries[0], built["en"].entries[0])
    assert list(fields) == [
        "title",
        "issue",
        "impact",
        "resolution",
        "compliant",
        "severity",
        "category",
        "help",
    ]
    assert fallback == ("resolution", "compliant")
    assert fields["resolution"] == "Delete what nobody needs."
    assert merged(built["en"].entries[0], built["en"].entries[0])[1] == ()


def test_a_text_that_counts_in_english_has_every_plural_form_everywhere() -> None:
    built = catalogs_of(FIXTURE)
    french, spanish, korean = (
        built[language].entries[0].fields for language in ("fr", "es", "ko")
    )
    assert french["issue"] == Plural(
        "volumes",
        {
            "one": "{volumes} est plein. {{braces}} reste.",
            "many": "{volumes} sont pleins. {{braces}} reste.",
            "other": "{volumes} sont pleins. {{braces}} reste.",
        },
    )
    text = "Sin espacio: {volumes}."
    assert spanish["issue"] == Plural(
        "volumes", {"one": text, "many": text, "other": text}
    )
    assert korean["impact"] == Plural(
        "gigabytes", {"other": "{gigabytes}기가바이트가 부족합니다."}
    )


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("one\ntwo\n\nthree\n", "one two\n\nthree"),
        ("list:\n- a\n- b", "list:\n- a\n- b"),
        ("steps:\n1. a\n2) b\n* c", "steps:\n1. a\n2) b\n* c"),
        ("in\n2016 it changed", "in 2016 it changed"),
        ("a  \n  b", "a b"),
        ("a\r\nb\rc", "a b c"),
        (
            "bell\x07 escape\x1b nul\0 next\x85 half\ud800 none\ufffe",
            "bell� escape� nul� next� half� none�",
        ),
        ("l’été : «\u202foui\u202f»\t한", "l’été : «\u202foui\u202f»\t한"),
    ],
)
def test_wrapped_lines_are_joined_and_control_characters_are_not_kept(
    written: str, clean: str
) -> None:
    (entry,) = catalogs_of_rules(a_rule("a/b", {"en": {"title": written}}))[
        "en"
    ].entries
    assert entry.fields["title"] == clean


def test_a_text_of_nothing_is_missing() -> None:
    built = catalogs_of_rules(
        a_rule(
            "a/b",
            {"en": {"title": "T", "issue": "i"}, "fr": {"title": " \n", "issue": ""}},
        )
    )
    assert "title" not in built["fr"].entries[0].fields
    assert "issue" not in built["fr"].entries[0].fields


def test_the_same_rules_in_any_order_give_the_same_bytes() -> None:
    rules = [
        a_rule(f"a/{name}", {"en": {"title": name}, "fr": {"title": f"le {name}"}})
        for name in "cabd"
    ]
    assert write_messages(catalogs_of_rules(*rules)) == write_messages(
        catalogs_of_rules(*reversed(rules))
    )


@given(nasty_texts)
@example("a\nb")
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    (entry,) = nasty_catalogs([text])["en"].entries
    if clean := entry.fields.get("title"):
        assert isinstance(clean, str)
        (again,) = nasty_catalogs([clean])["en"].entries
        assert again.fields["title"] == clean


def test_a_region_has_only_its_own_and_the_words_that_stand_in_texts() -> None:
    """What is looked up by itself falls back in readers; a label within a text cannot."""
    rule = a_rule(
        "a/b",
        {
            "en": {"title": "Clocks", "issue": "Late: {machines}"},
            "fr": {"title": "Horloges", "issue": "En retard : {machines}"},
            "fr-CA": {"title": "Cadrans"},
        },
        "machines",
    )
    label = "list of virtual machines"
    argument = rule.arguments["machines"]._replace(label=label)
    rule = replace(rule, arguments={"machines": argument})
    built = catalogs_of_rules(rule, languages=("en", "fr", "fr-CA"))
    [canadian], [french] = built["fr-CA"].entries, built["fr"].entries
    assert list(canadian.fields) == ["title", "help"]
    assert canadian.argument_labels == french.argument_labels
    assert canadian.argument_labels["machines"] != label
