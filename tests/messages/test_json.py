"""Messages as JSON."""

import json as standard

from hypothesis import given, settings
from hypothesis import strategies as st
from message_helpers import FIXTURE, catalogs_of, nasty_catalogs, nasty_texts, write


def test_every_field_is_there_and_what_fell_back_is_named() -> None:
    built = catalogs_of(FIXTURE)
    found = standard.loads(write("json", built, "fr"))
    assert found["language"] == "fr"
    assert found["cldr"]["end"] == "{0} et {1}"
    assert found["messages"]["hyper-v/free-space"] == {
        "title": "Gardez de l’espace libre",
        "issue": {
            "counts": "volumes",
            "one": "{volumes} est plein. {{braces}} reste.",
            "many": "{volumes} sont pleins. {{braces}} reste.",
            "other": "{volumes} sont pleins. {{braces}} reste.",
        },
        "impact": {
            "counts": "gigabytes",
            "one": "Il manque {gigabytes} gigaoctet.",
            "many": "Il manque {gigabytes} de gigaoctets.",
            "other": "Il manque {gigabytes} gigaoctets.",
        },
        "resolution": "Delete what nobody needs.",
        "compliant": "All is well.",
        "severity": "Avertissement",
        "category": "Performances",
        "help": "https://example.org/fr-fr/hyper-v/Keep-space-free",
        "stale": ["title"],
        "fallback": ["resolution", "compliant"],
    }


@settings(max_examples=100)
@given(st.lists(nasty_texts, min_size=1, max_size=5))
def test_every_nasty_text_is_read_back(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    found = standard.loads(write("json", built, "en"))["messages"]
    assert {rule: dict(message) for rule, message in found.items()} == {
        entry.rule: dict(entry.fields) for entry in built["en"].entries
    }


def test_one_rule_a_line() -> None:
    built = catalogs_of(FIXTURE)
    lines = write("json", built, "fr").decode().split("\n")
    assert [line[:20] for line in lines[3:5]] == [
        '"hyper-v/free-space"',
        '"hyper-v/quiet": {"t',
    ]
