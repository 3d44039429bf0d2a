from provenance_helpers import FRENCH, found, subject

from bpadocs.lint.checks.provenance.missing import CHECK


def test_what_is_translated_is_good() -> None:
    assert found(CHECK, subject(FRENCH)) == []


def test_a_field_that_is_not_translated_is_found() -> None:
    assert found(CHECK, subject({"title": FRENCH["title"]})) == [("issue", "")]


def test_a_language_without_anything_is_one_finding() -> None:
    assert found(CHECK, subject(None)) == [(None, "")]


def test_fields_that_the_english_does_not_have_are_left_alone() -> None:
    english = {"title": "Keep clocks in step"}
    assert found(CHECK, subject({"title": FRENCH["title"]}, english=english)) == []
