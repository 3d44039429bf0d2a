"""One English text translated several ways across rules.

Where the same sentence, heading or label stands in several rules, its translations should be the same. Told at the
rarer translations; the message has the commonest.

    fr: Les machines virtuelles suivantes sont concernées :     in nine rules, good
    fr: Cela touche les machines virtuelles suivantes :         in one rule
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.checks._fingerprints import fingerprint
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.unit import LintRule, Unit
from bpadocs.lint.view import paired_sentences, pairs

_PLACEHOLDER = re.compile(r"<[^<>]*>")
"""An argument alone: the checks of arguments compare it with its label."""
SHORTEST = 12
"""Shorter texts mean different things in different places."""


class _Place(NamedTuple):
    """Where a sentence stands in a translation."""

    rule: str
    language: str
    field: str
    start: int
    end: int


def notes(rule: LintRule, context: Context) -> Iterator[Note]:
    """Of each text: language, field, and of each sentence what it says in English, in translation, and where."""
    for unit in rule.units.values():
        sentences = [] if unit.expected else list(_sentences(unit))
        if sentences:
            yield unit.language, unit.field, sentences


def _sentences(unit: Unit) -> Iterator[tuple[int, int, int, int]]:
    for pair in pairs(unit):
        for theirs, ours in paired_sentences(pair):
            if len(theirs.text) >= SHORTEST and not _PLACEHOLDER.fullmatch(theirs.text):
                start, end = pair.translation.span(ours.start, ours.end)
                yield fingerprint(_same(theirs.text)), fingerprint(_same(ours.text)), start, end


def run(notes: Mapping[str, Sequence[Note]], rules: Mapping[str, LintRule], context: Context) -> Iterator[RuleHit]:
    several = _translated_in_several_ways(notes)
    places: dict[tuple[str, int], dict[int, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    for rule, texts in notes.items():
        for language, field, sentences in texts:
            for english, translation, start, end in sentences:
                if (language, english) in several:
                    places[language, english][translation].append(_Place(rule, language, field, start, end))
    for translations in places.values():
        yield from _rarer(translations, rules)


def _translated_in_several_ways(notes: Mapping[str, Sequence[Note]]) -> set[tuple[str, int]]:
    """Language and English of the few sentences that need a closer look."""
    first: dict[str, dict[int, int]] = defaultdict(dict)
    several = set()
    for texts in notes.values():
        for language, _, sentences in texts:
            known = first[language]
            for english, translation, *_ in sentences:
                if known.setdefault(english, translation) != translation:
                    several.add((language, english))
    return several


def _rarer(translations: Mapping[int, Sequence[_Place]], rules: Mapping[str, LintRule]) -> Iterator[RuleHit]:
    counts = Counter({text: len({place.rule for place in places}) for text, places in translations.items()})
    (common, most), (_, second) = counts.most_common(2)
    if most < 2 or most == second:
        return
    rule, language, field, start, end = translations[common][0]
    usual = _same(rules[rule].passage(language, field).text[start:end])
    message = f"translated otherwise in {most} rules: “{usual}”"
    for text, places in translations.items():
        if text != common:
            for one in places:
                yield RuleHit(one.rule, one.language, one.field, Hit(one.start, one.end, message))


def _same(text: str) -> str:
    """The text without what may differ from page to page: blanks, and marks at the end."""
    return " ".join(text.replace("\u00a0", " ").replace("’", "'").split()).rstrip(".: ")


CHECK = ProjectCheck("consistent-translation", notes, run, Level.HINT, compares=True)
