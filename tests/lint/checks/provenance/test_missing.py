from dataclasses import replace

from message_helpers import a_rule
from provenance_helpers import ENGLISH, FRENCH, found, subject

from bpadocs.lint.checks.provenance.missing import CHECK
from bpadocs.lint.context import Context


def test_what_is_translated_is_good() -> None:
    assert found(CHECK, subject(FRENCH)) == []


def test_a_field_that_is_not_translated_is_found() -> None:
    assert found(CHECK, subject({"title": FRENCH["title"]})) == [("issue", "")]


def test_a_language_without_anything_is_one_finding() -> None:
    assert found(CHECK, subject(None)) == [(None, "")]


def test_fields_that_the_english_does_not_have_are_left_alone() -> None:
    english = {"title": "Keep clocks in step"}
    assert found(CHECK, subject({"title": FRENCH["title"]}, english=english)) == []


def test_what_a_region_borrows_is_found_in_its_language_alone() -> None:
    texts = {"en": ENGLISH, "fr": {"title": FRENCH["title"]}}
    looked_at = replace(
        subject(None),
        rule=a_rule("hyper-v/clocks", texts),
        locales={"en": "en-us", "fr": "fr-fr", "fr-CA": "fr-ca"},
    )
    hits = CHECK.run(looked_at, Context())
    assert [(hit.language, hit.field) for hit in hits] == [
        ("fr", "issue"),
        ("fr-CA", "issue"),
    ]
    whole = replace(looked_at, rule=a_rule("r/r", {"en": ENGLISH, "fr": FRENCH}))
    assert list(CHECK.run(whole, Context())) == []
