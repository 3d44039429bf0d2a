"""Rules with stamps for tests of what is known of a translation."""

from collections.abc import Mapping
from dataclasses import replace

from lint_helpers import unit
from message_helpers import a_rule

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.subject import Subject
from bpadocs.rule.model import SOURCE_LANGUAGE, Stamp, Translation
from bpadocs.rule.provenance import fingerprint

ENGLISH = {"title": "Keep clocks in step", "issue": "The clock is late."}
FRENCH = {"title": "Gardez l’heure", "issue": "L’horloge retarde."}


def stamps(
    english: Mapping[str, str] = ENGLISH, french: Mapping[str, str] = FRENCH
) -> dict[str, Stamp]:
    """A stamp of each field: these texts were confirmed."""
    return {
        name: Stamp(fingerprint(english[name]), fingerprint(text))
        for name, text in french.items()
    }


def subject(
    french: Mapping[str, str] | None = None,
    stamped: Mapping[str, Stamp] | None = None,
    english: Mapping[str, str] = ENGLISH,
) -> Subject:
    """A rule in English and French; without French texts nothing is translated."""
    text = {SOURCE_LANGUAGE: Translation(english)}
    units = {}
    if french is not None:
        text["fr"] = Translation(french, stamped or {})
        for name, words in french.items():
            if name in english:
                units["fr", name] = unit(english[name], words, field=name)
    return Subject(
        id="hyper-v/clocks",
        file="rules/hyper-v/clocks.yaml",
        english={one.field: one.english for one in units.values()},
        units=units,
        rule=replace(a_rule("hyper-v/clocks", {}), text=text),
        locales={"en": "en-us", "fr": "fr-fr"},
    )


def found(check: RuleCheck, rule: Subject) -> list[tuple[str | None, str]]:
    """The field of each finding, all in French, and the words it points at."""
    hits = list(check.run(rule, Context()))
    assert {hit.language for hit in hits} <= {"fr"}
    places = []
    for hit in hits:
        text = rule.passage("fr", hit.field).text
        places.append((hit.field, text[hit.hit.start : hit.hit.end]))
    return places
