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


_SentenceKey = tuple[str, int]
"""A language, and the fingerprint of an English sentence that is translated into it."""
_ByTranslation = dict[int, list[_Occurrence]]
"""Where each translation of one English sentence is, by fingerprint."""


def notes(rule: Subject, context: Context) -> Iterator[Note]:
    """Yield language and field of each text, with its sentences.

    Of each sentence: the fingerprints of the English and the translation, and where the
    translation is.
    """
    for unit in rule.units.values():
        if unit.expected:
            continue
        sentences = list(_sentences(unit))
        if sentences:
            yield unit.language, unit.field, sentences


def _sentences(unit: Unit) -> Iterator[Note]:
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


def run(
    notes: Mapping[str, Sequence[Note]],
    rules: Mapping[str, Subject],
    context: Context,
) -> Iterator[RuleHit]:
    """Report the rarer translations of each English sentence."""
    several = _translated_in_several_ways(notes)
    found: dict[_SentenceKey, _ByTranslation] = {}
    for rule, texts in notes.items():
        for language, field, sentences in texts:
            for english, translation, start, end in sentences:
                if (language, english) not in several:
                    continue
                place = _Occurrence(
                    rule=rule,
                    language=language,
                    field=field,
                    start=start,
                    end=end,
                )
                translations = found.setdefault((language, english), {})
                translations.setdefault(translation, []).append(place)
    for by_translation in found.values():
        yield from _rarer(by_translation, rules)


def _translated_in_several_ways(
    notes: Mapping[str, Sequence[Note]],
) -> set[_SentenceKey]:
    """Return language and English of the few sentences that need a closer look.

    Most sentences are translated in one way: their places are not worth the memory.
    """
    first: dict[str, dict[int, int]] = defaultdict(dict)
    several = set()
    for texts in notes.values():
        for language, _, sentences in texts:
            known = first[language]
            for english, translation, *_ in sentences:
                if known.setdefault(english, translation) != translation:
                    several.add((language, english))
    return several


def _rarer(
    translations: _ByTranslation,
    rules: Mapping[str, Subject],
) -> Iterator[RuleHit]:
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
    usual = _wording(translations[common][0], rules)
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


def _wording(place: _Occurrence, rules: Mapping[str, Subject]) -> str:
    rule = rules[place.rule]
    passage = rule.passage(place.language, place.field)
    text = passage.text[place.start : place.end]
    return _same(text)


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
    compares=True,
    severity=Level.HINT,
    mqm=Mqm.INCONSISTENT_STYLE,
)
