from provenance_helpers import FRENCH, found, stamps, subject

from bpadocs.lint.checks.provenance.orphan import CHECK


def test_fields_that_the_english_has_are_good() -> None:
    assert found(CHECK, subject(FRENCH, stamps())) == []


def test_a_field_that_the_english_does_not_have_is_found() -> None:
    english = {"title": "Keep clocks in step"}
    assert found(CHECK, subject(FRENCH, english=english)) == [("issue", "")]


def test_a_stamp_without_its_field_is_found() -> None:
    french = {"title": FRENCH["title"]}
    assert found(CHECK, subject(french, stamps())) == [("synced.issue", "")]


def test_a_field_that_is_not_translated_is_another_check() -> None:
    assert found(CHECK, subject({"title": FRENCH["title"]})) == []
