"""Who has confirmed which translation, noted in the rule file."""

from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.read_rule import read_rule
from bpadocs.rule.model import Origin, Product, Rule, SourceFile
from bpadocs.rule.provenance import State, fingerprint, states
from bpadocs.translators.stamping import (
    Confirmation,
    RefusedStamp,
    count_states,
    stamp,
    still_meant,
    write_stamps,
)
from bpadocs.words.labels import Labels

ENGLISH = Labels("en")
PRODUCT = Product(
    "p",
    "P",
    ("Windows",),
    "Windows",
    None,
    None,
    {},
    {},
    SourceFile("rules/p/product.yaml", ""),
)
TEXT = """\
page: Page
severity: error
category: policy
text:
  en: {title: T, issue: I, impact: M, resolution: R}
  fr:
    title: Titre
    issue: Question
"""


def rule_of(text: str) -> Rule:
    rule, problems = read_rule(
        Source("rules/p/r.yaml", text), "p/r", PRODUCT, ("en", "fr")
    )
    assert rule is not None, problems
    return rule


def stamped(text: str, confirmation: Confirmation = Confirmation()) -> str:  # noqa: B008
    return write_stamps(text, stamp(rule_of(text), ["fr"], confirmation, ENGLISH))


def test_every_translated_field_is_confirmed_and_nothing_else_changes() -> None:
    text = stamped(TEXT)
    assert text.startswith(TEXT)
    found = states(rule_of(text), "fr")
    assert found == {
        "title": State.CURRENT,
        "issue": State.CURRENT,
        "impact": State.MISSING,
        "resolution": State.MISSING,
    }
    assert stamped(text) == text


def test_only_the_fields_that_are_named() -> None:
    found = stamp(
        rule_of(TEXT), ["en", "fr", "xx"], Confirmation(), ENGLISH, ["issue", "nothing"]
    )
    assert list(found.stamps) == [("fr", "issue")]


def test_a_stale_translation_needs_a_reason() -> None:
    text = stamped(TEXT).replace("title: T,", "title: Other,")
    found = stamp(rule_of(text), ["fr"], Confirmation(), ENGLISH)
    assert found.refused == (RefusedStamp("fr", "title"),)
    assert not found.stamps
    found = stamp(rule_of(text), ["fr"], Confirmation(reason="only a word"), ENGLISH)
    assert found.stamps["fr", "title"].reason == "only a word"


def test_what_is_known_of_an_unchanged_translation_stays() -> None:
    machine = stamped(TEXT, Confirmation(origin=Origin.MACHINE, reviewed=True))
    text = machine.replace("title: Titre", "title: Intitulé")
    found = stamp(rule_of(text), ["fr"], Confirmation(), ENGLISH)
    assert list(found.stamps) == [("fr", "title")]
    new = found.stamps["fr", "title"]
    assert (new.origin, new.reviewed) == (Origin.HUMAN, False)
    assert new.target == fingerprint("Intitulé")


def test_a_text_that_changed_meanwhile_is_not_confirmed() -> None:
    then = rule_of(TEXT)
    now = rule_of(TEXT.replace("Titre", "Intitulé"))
    found = still_meant(
        stamp(then, ["fr"], Confirmation(), ENGLISH), then, now, ENGLISH
    )
    assert list(found.stamps) == [("fr", "issue")]


def test_states_are_counted_by_language_and_product() -> None:
    [(language, product, counts)] = count_states([rule_of(stamped(TEXT))], ["fr"])
    assert (language, product) == ("fr", "p")
    assert counts[State.CURRENT] == 2
    assert counts[State.MISSING] == 2
    assert counts[State.STALE] == 0


def test_what_was_carried_stays_so_until_somebody_has_read_it() -> None:
    carried = stamped(TEXT).replace(" human", " machine carried")
    assert stamped(carried) == carried
    read = stamped(carried, Confirmation(reviewed=True))
    assert read == carried.replace("machine carried", "machine reviewed")
    own = stamped(carried, Confirmation(origin=Origin.HUMAN))
    assert own == carried.replace("machine carried", "human")
    assert states(rule_of(carried), "fr")["title"] is State.CARRIED
