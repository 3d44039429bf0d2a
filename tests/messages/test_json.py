"""Messages as JSON."""

import json as standard

from hypothesis import given
from hypothesis import strategies as st
from message_helpers import FIXTURE, catalogs_of, nasty_catalogs, nasty_texts, write


def test_every_field_is_there_and_what_fell_back_is_named() -> None:
    built = catalogs_of(FIXTURE)
    found = standard.loads(write("json", built, "fr"))
    assert found["format"] == 1
    assert found["version"] == "1.2"
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
        "rule": {
            "help_id": "FreeSpace",
            "severity": "warning",
            "category": "performance",
            "page": "Keep-space-free",
            "arguments": [
                {"name": "volumes", "type": "list"},
                {"name": "gigabytes", "type": "number"},
            ],
        },
        "stale": ["title"],
        "fallback": ["resolution", "compliant"],
    }


@given(st.lists(nasty_texts, min_size=1, max_size=5))
def test_every_nasty_text_is_read_back(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    found = standard.loads(write("json", built, "en"))["messages"]
    for entry in built["en"].entries:
        message = found.pop(entry.rule)
        assert message.pop("rule")["help_id"] == entry.facts.help_id
        assert message == entry.fields
    assert not found


def test_one_rule_a_line() -> None:
    built = catalogs_of(FIXTURE)
    lines = write("json", built, "fr").decode().split("\n")
    assert [line[:20] for line in lines[5:7]] == [
        '"hyper-v/free-space"',
        '"hyper-v/quiet": {"t',
    ]
