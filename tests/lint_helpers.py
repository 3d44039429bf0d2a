"""Units for tests of checks, built from two texts."""

from collections.abc import Mapping, Sequence
from typing import Any

from bpadocs.lint.check import Check, ProjectCheck, RuleCheck, TextCheck, UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import is_shown
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.subject import ArgumentLabel, Passage, Subject, Unit
from bpadocs.rule.model import DETAIL_FIELDS, SOURCE_LANGUAGE
from bpadocs.words.profiles import WINDOWS

LOCALES = {
    "en": "en-us",
    "fr": "fr-fr",
    "it": "it-it",
    "es": "es-es",
    "ko": "ko-kr",
    "de": "de-de",
}


def passage(text: str, markup: bool = True, file: str = "rule.yaml") -> Passage:
    """A text that is a file of its own: offsets are lines and columns of the text."""

    def locate(offset: int) -> tuple[int, int]:
        before = text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    return Passage(text, markup, file, locate)


def plain(texts: Mapping[str, str]) -> dict[str, Passage]:
    """These texts by name, without markup."""
    return {name: passage(text, markup=False) for name, text in texts.items()}


SECTION = "rules"
"""A section of a page that is no page of a rule: Markdown, as its details are."""


def unit(
    english: str,
    translation: str,
    language: str = "fr",
    field: str = "resolution_details",
    arguments: dict[str, tuple[str, str]] | None = None,
    expected: tuple[str, ...] = (),
) -> Unit:
    """One field: Markdown where the field is, unless it is UI text."""
    markup = field in (*DETAIL_FIELDS, SECTION)
    labels = {name: ArgumentLabel(*pair) for name, pair in (arguments or {}).items()}
    return Unit(
        "product/rule",
        language,
        LOCALES.get(language, language),
        field,
        passage(english, markup),
        passage(translation, markup, f"{language}.yaml"),
        labels,
        expected,
    )


def rule(*units: Unit, id: str = "product/rule", **more: Any) -> Subject:
    """One rule of these units."""
    english = {one.field: one.english for one in units}
    by_place = {(one.language, one.field): one for one in units}
    return Subject(id, "rule.yaml", english, by_place, locales=LOCALES, **more)


def hits(check: Check, unit: Unit, context: Context | None = None) -> Sequence[Hit]:
    """What the check says of this unit."""
    context = context or Context(profile=WINDOWS)
    if isinstance(check, UnitCheck | TextCheck) and not is_shown(check, unit):
        return ()
    match check:
        case UnitCheck():
            return list(check.run(unit, context))
        case TextCheck():
            return list(check.run(unit.translation, unit.language, context))
        case RuleCheck():
            return [found.hit for found in check.run(rule(unit), context)]
        case ProjectCheck():
            return [found.hit for found in over_all(check, [rule(unit)], context)]
    raise TypeError("a derived check looks at findings: run it by the engine")


def over_all(
    check: ProjectCheck, rules: Sequence[Subject], context: Context | None = None
) -> Sequence[RuleHit]:
    """What the check says of these rules together."""
    context = context or Context(profile=WINDOWS)
    notes = {rule.id: list(check.notes(rule, context)) for rule in rules}
    return list(check.run(notes, {rule.id: rule for rule in rules}, context))


def spans(
    check: Check, english: str, translation: str, language: str = "fr", **more: Any
) -> list[str]:
    """The spans the check complains of, as the text that stands there."""
    one = unit(english, translation, language, **more)
    sides = {"translation": one.translation.text, "english": one.english.text}
    return [sides[hit.side][hit.start : hit.end] for hit in hits(check, one)]


def english_spans(
    check: TextCheck, text: str, field: str = "resolution_details"
) -> list[str]:
    """What a check of one text complains of in English."""
    one = unit(text, text, SOURCE_LANGUAGE, field)
    return [
        text[hit.start : hit.end]
        for hit in check.run(one.english, SOURCE_LANGUAGE, Context(profile=WINDOWS))
    ]
