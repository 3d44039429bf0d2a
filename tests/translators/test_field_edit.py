"""What may be said of a text that somebody writes, and what becomes of its rule."""

import pytest
from message_helpers import a_product
from projects import RULE

from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.read_rule import read_rule
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import State, states
from bpadocs.translators.field_edit import (
    FieldEdit,
    Say,
    base_of,
    refusal,
    shown_forms,
    with_edit,
)
from bpadocs.words.labels import Labels

LANGUAGES = ("en", "fr")
PRODUCT = a_product("hyper-v")


@pytest.fixture
def rule() -> Rule:
    source = Source("rules/hyper-v/backups.yaml", RULE)
    found, problems = read_rule(source, "hyper-v/backups", PRODUCT, LANGUAGES)
    assert found is not None, problems
    return found


def edit(rule: Rule, text: str | None, say: Say, reason: str = "") -> FieldEdit:
    """A text for the French title; None for the one that is there."""
    forms = shown_forms(rule, "fr", "title") if text is None else {"other": text}
    return FieldEdit(language="fr", field="title", forms=forms, say=say, reason=reason)


def done(rule: Rule, change: FieldEdit) -> Rule:
    new = with_edit(rule, change, LANGUAGES, Labels("en"))
    assert isinstance(new, Rule), new
    return new


def test_a_draft_writes_the_text_and_no_stamp(rule: Rule) -> None:
    new = done(rule, edit(rule, "Autre titre", Say.DRAFT))
    assert new.field("fr", "title") == "Autre titre"
    assert new.text["fr"].stamps == rule.text["fr"].stamps


def test_a_confirmed_text_has_a_stamp_of_its_own(rule: Rule) -> None:
    new = done(rule, edit(rule, "Autre titre", Say.CONFIRM))
    assert states(new, "fr")["title"] is State.CURRENT
    stamp = new.text["fr"].stamps["title"]
    assert (stamp.origin, stamp.reviewed) == ("human", False)
    again = done(new, edit(new, None, Say.REVIEWED))
    assert again.text["fr"].stamps["title"].reviewed


def test_a_draft_that_changes_nothing_writes_nothing(rule: Rule) -> None:
    assert done(rule, edit(rule, None, Say.DRAFT)) is rule


@pytest.mark.parametrize(
    ("text", "say", "why"),
    [
        ("", Say.DRAFT, "there is no text yet"),
        (" \n", Say.CONFIRM, "there is no text yet"),
        ("Neuf", Say.REVIEWED, "save it first"),
        ("Neuf", Say.STILL_RIGHT, "save it first"),
        (None, Say.STILL_RIGHT, "say why"),
        ("a\x1bb", Say.DRAFT, "U+001B"),
    ],
)
def test_what_cannot_be_said_is_refused(
    rule: Rule, text: str | None, say: Say, why: str
) -> None:
    refused = refusal(rule, edit(rule, text, say))
    assert refused is not None
    assert why in refused


def test_a_stale_text_wants_a_reason_or_another_text(rule: Rule) -> None:
    confirmed = done(rule, edit(rule, "Autre titre", Say.CONFIRM))
    before = confirmed.english["title"]
    text = confirmed.source.text.replace(str(before), f"{before} now", 1)
    source = Source(confirmed.source.path, text)
    stale, _ = read_rule(source, confirmed.id, PRODUCT, LANGUAGES)
    assert stale is not None
    assert states(stale, "fr")["title"] is State.STALE
    for say in (Say.CONFIRM, Say.REVIEWED):
        refused = refusal(stale, edit(stale, None, say))
        assert refused is not None
        assert "still right" in refused
    because = edit(stale, None, Say.STILL_RIGHT, "no change\nof meaning")
    assert refusal(stale, because) is None
    settled = done(stale, because)
    assert settled.text["fr"].stamps["title"].reason == "no change of meaning"
    assert refusal(stale, edit(stale, "Encore", Say.CONFIRM)) is None


def test_what_a_text_is_written_from_tells_a_change_to_the_letter(rule: Rule) -> None:
    base = base_of(rule, "fr", "title")
    wrapped = done(rule, edit(rule, "Autre  titre", Say.DRAFT))
    plain = done(rule, edit(rule, "Autre titre", Say.DRAFT))
    assert base_of(wrapped, "fr", "title").english == base.english
    targets = {base_of(one, "fr", "title").target for one in (rule, wrapped, plain)}
    assert len(targets) == 3
