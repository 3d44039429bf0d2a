from provenance_helpers import ENGLISH, FRENCH, found, stamps, subject

from bpadocs.lint.checks.provenance.edited_unconfirmed import CHECK
from bpadocs.lint.context import Context

CHANGED = {**ENGLISH, "issue": "The clock is very late."}
REWRITTEN = {**FRENCH, "issue": "L’horloge retarde beaucoup."}


def test_what_was_confirmed_is_good() -> None:
    assert found(CHECK, subject(FRENCH, stamps())) == []


def test_another_translation_than_the_confirmed_one_is_found_whole() -> None:
    assert found(CHECK, subject(REWRITTEN, stamps())) == [("issue", REWRITTEN["issue"])]


def test_the_message_tells_whether_the_english_changed_too() -> None:
    [alone] = CHECK.run(subject(REWRITTEN, stamps()), Context())
    [both] = CHECK.run(subject(REWRITTEN, stamps(), CHANGED), Context())
    assert alone.hit.message.startswith("this has changed since it was confirmed: ")
    assert both.hit.message.startswith("the English has changed, and so has this: ")


def test_a_change_of_the_english_alone_is_another_check() -> None:
    assert found(CHECK, subject(FRENCH, stamps(), CHANGED)) == []
