"""A rule is a draft while any of its English is that of a new rule."""

from message_helpers import a_rule

from bpadocs.rule.drafts import STARTERS, untouched
from bpadocs.rule.model import Plural, Text


def test_what_nobody_has_replaced_is_named() -> None:
    texts = {**STARTERS, "title": "T", "issue": "Disks are full."}
    assert untouched(a_rule("a/b", {"en": texts})) == (
        "description",
        "impact",
        "resolution",
        "resolution_details",
    )


def test_what_an_older_bpadocs_wrote_is_a_draft_too() -> None:
    issue = "What was found. The checker prints it; plain text and {{arguments}}."
    assert untouched(a_rule("a/b", {"en": {"title": "T", "issue": issue}})) == (
        "issue",
    )


def test_what_is_written_is_no_draft_whatever_its_translations() -> None:
    english: dict[str, Text] = {
        "title": "Some rule",
        "issue": Plural("x", {"other": "X"}),
    }
    rule = a_rule("a/some-rule", {"en": english, "fr": dict(STARTERS)}, "x")
    assert untouched(rule) == ()


def test_no_starter_has_a_brace_that_somebody_may_copy() -> None:
    assert not [text for text in STARTERS.values() if "{" in text or "}" in text]
