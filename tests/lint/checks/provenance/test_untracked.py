from provenance_helpers import FRENCH, found, stamps, subject

from bpadocs.lint.checks.provenance.untracked import CHECK


def test_what_is_stamped_is_good() -> None:
    assert found(CHECK, subject(FRENCH, stamps())) == []


def test_a_field_without_a_stamp_among_others_is_found_whole() -> None:
    stamped = stamps()
    del stamped["issue"]
    assert found(CHECK, subject(FRENCH, stamped)) == [("issue", FRENCH["issue"])]


def test_a_language_without_any_stamp_is_one_finding() -> None:
    assert found(CHECK, subject(FRENCH)) == [(None, "")]


def test_a_language_without_texts_is_another_check() -> None:
    assert found(CHECK, subject(None)) == []
