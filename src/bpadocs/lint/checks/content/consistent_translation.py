"""One English text translated several ways across rules.

Where the same sentence, heading or label stands in several rules, its translations should be the
same. Told at the rarer translations; the message has the commonest.

    en: The following virtual machines are affected:
    fr: Les machines virtuelles suivantes sont concernées :     good, in nine rules
    fr: Cela touche les machines virtuelles suivantes :         in one rule
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.checks.content._fingerprints import fingerprint
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.quoted import cut
from bpadocs.lint.subject import Subject, Unit
from bpadocs.lint.view import paired_sentences, pairs

_PLACEHOLDER = re.compile(r"<[^<>]*>")
"""An argument alone: the checks of arguments compare it with its label."""
SHORTEST = 12
"""Shorter texts mean different things in different places."""


class _Occurrence(NamedTuple):
    """Where a sentence is in a translation."""

    rule: str
    language: str
    field: str
    start: int
    end: int
    written: str


_SentenceKey = tuple[str, int]
"""A language, and the fingerprint of an English sentence that is translated into it."""
_ByTranslation = dict[int, list[_Occurrence]]
"""Where each translation of one English sentence is, by fingerprint."""


def notes(rule: Subject, context: Context) -> Iterator[Note]:
    """Yield each sentence: its language, and the fingerprints of the English and the translation.

    Behind them stands where the translation is, and how it is written: a message quotes it.
    """
    for unit in rule.units.values():
        if unit.expected:
            continue
        text = unit.translation.text
        for english, translation, start, end in _sentences(unit):
            written = _same(text[start:end])
            yield unit.language, english, translation, unit.field, start, end, written


def _sentences(unit: Unit) -> Iterator[tuple[int, int, int, int]]:
    for pair in pairs(unit):
        for theirs, ours in paired_sentences(pair):
            if len(theirs.text) < SHORTEST:
                continue
            if _PLACEHOLDER.fullmatch(theirs.text):
                continue
            english = _english_fingerprint(theirs.text)
            translation = fingerprint(_same(ours.text))
            start, end = pair.translation.span(ours.start, ours.end)
            yield english, translation, start, end


# Cached, for the English is the same for every language.
@lru_cache(maxsize=1024)
def _english_fingerprint(sentence: str) -> int:
    return fingerprint(_same(sentence))


def key(note: Note) -> Note:
    """Return what the translations of one English sentence have in common."""
    language, english, *_ = note
    return language, english


def run(
    notes: Mapping[str, Sequence[Note]],
    rules: Mapping[str, Subject],
    context: Context,
) -> Iterator[RuleHit]:
    """Report the rarer translations of each English sentence."""
    several = _translated_in_several_ways(notes)
    found: dict[_SentenceKey, _ByTranslation] = {}
    for rule, sentences in notes.items():
        for language, english, translation, field, start, end, written in sentences:
            if (language, english) not in several:
                continue
            place = _Occurrence(
                rule=rule,
                language=language,
                field=field,
                start=start,
                end=end,
                written=written,
            )
            translations = found.setdefault((language, english), {})
            translations.setdefault(translation, []).append(place)
    for by_translation in found.values():
        yield from _rarer(by_translation)


def _translated_in_several_ways(
    notes: Mapping[str, Sequence[Note]],
) -> set[_SentenceKey]:
    """Return language and English of the few sentences that need a closer look.

    Most sentences are translated in one way: their places are not worth the memory.
    """
    first: dict[str, dict[int, int]] = defaultdict(dict)
    several = set()
    for sentences in notes.values():
        for language, english, translation, *_ in sentences:
            if first[language].setdefault(english, translation) != translation:
                several.add((language, english))
    return several


def _rarer(translations: _ByTranslation) -> Iterator[RuleHit]:
    """Report each occurrence of a translation that is not the commonest one."""
    counts: Counter[int] = Counter()
    for translation, places in translations.items():
        rules_with_it = {place.rule for place in places}
        counts[translation] = len(rules_with_it)
    commonest, next_one = counts.most_common(2)
    common, most = commonest
    _, second = next_one
    if most < 2 or most == second:
        return
    usual = translations[common][0].written
    message = f"translated otherwise in {most} rules: “{cut(usual)}”"
    for translation, places in translations.items():
        if translation == common:
            continue
        for place in places:
            yield RuleHit(
                rule=place.rule,
                language=place.language,
                field=place.field,
                hit=Hit(
                    start=place.start,
                    end=place.end,
                    message=message,
                ),
            )


def _same(text: str) -> str:
    """Return the text without what may differ from page to page: blanks, and marks at the end."""
    text = text.replace("\u00a0", " ")
    text = text.replace("’", "'")
    words = text.split()
    return " ".join(words).rstrip(".: ")


CHECK = ProjectCheck(
    "consistent-translation",
    run,
    notes=notes,
    key=key,
    compares=True,
    severity=Level.HINT,
    mqm=Mqm.INCONSISTENT_STYLE,
)
