from provenance_helpers import ENGLISH, FRENCH, found, stamps, subject

from bpadocs.lint.checks.provenance.stale import CHECK

CHANGED = {**ENGLISH, "issue": "The clock is very late."}


def test_a_translation_of_this_english_is_good() -> None:
    assert found(CHECK, subject(FRENCH, stamps())) == []


def test_a_translation_of_another_english_is_found_whole() -> None:
    assert found(CHECK, subject(FRENCH, stamps(), CHANGED)) == [
        ("issue", FRENCH["issue"])
    ]


def test_english_that_was_only_wrapped_anew_is_left_alone() -> None:
    wrapped = {**ENGLISH, "issue": "The clock\nis late."}
    assert found(CHECK, subject(FRENCH, stamps(), wrapped)) == []


def test_a_translation_that_changed_too_is_another_check() -> None:
    changed = {**FRENCH, "issue": "L’horloge retarde beaucoup."}
    assert found(CHECK, subject(changed, stamps(), CHANGED)) == []
