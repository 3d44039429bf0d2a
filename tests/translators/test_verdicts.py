"""What becomes of one text, by what rules/ and its file say."""

from dataclasses import replace

import pytest

from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.read_rule import read_rule
from bpadocs.rule.model import Origin, Product, Rule, SourceFile, Stamp
from bpadocs.rule.provenance import State, fingerprint
from bpadocs.translators.exported import exported_line, parse_exported
from bpadocs.translators.returned import NO_TERMS, Returned, Terms
from bpadocs.translators.verdicts import Left, LeftText, RefusedText, TextChange, judge

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
OLD, NEW, OTHER = "Libérez de l’espace.", "Faites de la place.", "Achetez un disque."
ENGLISH = "Free some space."
HEAD = f"""\
page: Page
severity: error
category: policy
arguments:
  percent: {{type: number, label: percentage}}
text:
  en: {{title: T, issue: '{{percent}}', impact: I, resolution: {ENGLISH}}}
"""


def rule_with(translation: str | None, *, stamped: bool = True) -> Rule:
    text = HEAD
    if translation is not None:
        text += f"  fr:\n    resolution: {translation}\n"
        if stamped:
            stamp = f"{fingerprint(ENGLISH)} {fingerprint(translation)} human"
            text += f"    synced:\n      resolution: {stamp}\n"
    rule, problems = read_rule(
        Source("rules/p/r.yaml", text), "p/r", PRODUCT, ("en", "fr")
    )
    assert rule is not None, problems
    return rule


def returned(
    text: str, went_out: str | None = OLD, state: State = State.CURRENT
) -> Returned:
    note = "" if went_out is None else exported_line(state, {"other": went_out})
    return Returned(
        id="p/r#resolution",
        line=7,
        english=ENGLISH,
        english_other=ENGLISH,
        forms={"other": text},
        plural=False,
        exported=parse_exported(note),
    )


def of(rule: Rule, text: Returned, terms: Terms = NO_TERMS) -> object:
    return judge(text, rule, "resolution", "fr", terms)


def change(rule: Rule, text: Returned, terms: Terms = NO_TERMS) -> TextChange:
    found = of(rule, text, terms)
    assert isinstance(found, TextChange)
    return found


def why(rule: Rule, text: Returned, terms: Terms = NO_TERMS) -> str:
    found = of(rule, text, terms)
    assert isinstance(found, RefusedText)
    assert (found.line, found.id) == (7, "p/r#resolution")
    return found.why


def test_what_rules_has_already_is_no_change() -> None:
    assert of(rule_with(OLD), returned(OLD)) is None


def test_what_rules_has_without_a_stamp_is_confirmed() -> None:
    found = change(rule_with(OLD, stamped=False), returned(OLD, state=State.UNTRACKED))
    assert not found.text_changed
    assert found.stamp == Stamp(fingerprint(ENGLISH), fingerprint(OLD))


def test_another_text_goes_in_where_rules_has_not_changed() -> None:
    found = change(rule_with(OLD), returned(NEW))
    assert (found.text, found.text_changed) == (NEW, True)
    assert found.stamp == Stamp(fingerprint(ENGLISH), fingerprint(NEW))


def test_what_nobody_touched_is_left_where_rules_has_changed() -> None:
    assert of(rule_with(OTHER), returned(OLD)) == LeftText(Left.NEWER)


def test_what_would_replace_a_newer_translation_is_refused() -> None:
    assert "the translation has changed since the export" in why(
        rule_with(OTHER), returned(NEW)
    )
    assert change(rule_with(OTHER), returned(NEW), Terms(force=True)).text == NEW


def test_without_its_note_a_text_replaces_no_confirmed_translation() -> None:
    assert "has lost what it was exported with" in why(
        rule_with(OLD), returned(NEW, None)
    )
    assert change(rule_with(None), returned(NEW, None)).text == NEW


def test_what_is_not_done_is_left() -> None:
    rule = rule_with(OLD)
    assert of(rule, returned(" ")) == LeftText(Left.UNTRANSLATED)
    fuzzy = replace(returned(NEW), unfinished="still fuzzy")
    assert of(rule, fuzzy) == LeftText(Left.UNFINISHED)


def test_another_english_refuses_what_was_translated_and_leaves_the_rest() -> None:
    english = "Free more space."
    moved = replace(returned(NEW), english=english, english_other=english)
    assert "the English has changed since the export" in why(rule_with(OLD), moved)
    untouched = replace(returned(OLD), english=english, english_other=english)
    assert of(rule_with(OTHER), untouched) == LeftText(Left.NEWER)


def test_lost_markup_is_refused() -> None:
    broken = replace(returned(NEW), broken="the translation is without “`x`”")
    assert why(rule_with(OLD), broken) == "the translation is without “`x`”"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{percents}", "unknown argument {percents}; did you mean “percent”?"),
        ("{zzz}", "unknown argument {zzz}; the rule has percent"),
        ("{percent", "“{” is never closed"),
    ],
)
def test_broken_arguments_are_refused(text: str, message: str) -> None:
    assert message in why(rule_with(OLD), returned(text))


def test_the_stamp_says_what_the_person_says_who_brings_it_back() -> None:
    terms = Terms(origin=Origin.MACHINE, reviewed=True)
    stamp = change(rule_with(OLD), returned(NEW), terms).stamp
    assert stamp
    assert (stamp.origin, stamp.reviewed) == (Origin.MACHINE, True)


def test_what_is_known_of_this_very_text_stays() -> None:
    known = Stamp(
        fingerprint(ENGLISH), fingerprint(NEW), Origin.MACHINE, True, "agreed"
    )
    brought = replace(returned(NEW, None), stamp=known)
    assert change(rule_with(None), brought).stamp == known
