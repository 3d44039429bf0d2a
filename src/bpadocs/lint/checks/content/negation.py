"""A negation of the English that the translation has lost.

Sentence by sentence, and clause by clause where both have as many: where the English says no, not,
cannot or never, the translation has a negation too, or a word that stands for one (without,
impossible, prevent). Where the sentence beside it says no, and its English does not, the two
texts are divided in different ways, and nothing is said. Where one text has more sentences than
the other, one word anywhere in the translation is enough.

    en: The service is not available.
    it: Il servizio non è disponibile.      good
    it: Il servizio è disponibile.          the negation is lost
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Span
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import Sentence, View, ViewPair, paired_sentences, pairs
from bpadocs.words.expression import Expression
from bpadocs.words.languages import LanguageData
from bpadocs.words.of_source import is_english

_NOT_MEANT: Final = re.compile(
    r"\bnot only\b|\bno more than\b|\bno (?:less|fewer|later|earlier) than\b"
    r"|\bwhether or not\b|\bif not\b"
    r"|\bno longer\b|\bnot (?:necessarily|more|less)\b|\bno matter\b|\bor not\b"
    r"|\bnot (?:yet|all|every|always|sure|familiar|aware|so|just|merely|limited)\b"
    r"|\b(?:don['’]t|do not) (?:forget|worry)\b|\bdon['’]t (?:know|have)\b|\bwhy not\b"
    r"|\bnone\b|\bno\b(?! (?:\w+ ){1,3}(?:is|are|was|were|can|will)\b)|\bnor\b",
    re.IGNORECASE,
)
_CLAUSES: Final = re.compile(r", |; ")
_BETWEEN_CLAUSES: Final = len(", ")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the sentences and clauses that say no in English alone."""
    if not is_english(context.source_language):
        return  # what says no there and means something else is known of English alone
    data = context.language(unit.language)
    source = context.source
    english = source.negation
    if data.negation is None or english is None:
        return
    for pair in pairs(unit):
        if _says_no(pair.english, english):
            moved = _moved_to(pair, source, data)
            yield from _lost(pair, english, data, moved)


# Cached, for the English is the same for every language.
@lru_cache(maxsize=256)
def _says_no(english: View, negation: Expression) -> bool:
    return negation.search(english.text) is not None


@lru_cache(maxsize=256)
def _meant(sentence: str) -> str:
    """Return an English sentence without the words that say no and mean something else."""
    return _NOT_MEANT.sub("", sentence)


def _lost(
    pair: ViewPair, english: Expression, data: LanguageData, moved: set[int]
) -> Iterator[Hit]:
    if len(pair.english.sentences) != len(pair.translation.sentences):
        # which of them says it is not known, but one of them has to
        yield from _lost_anywhere(pair, english, data)
        return
    for index, (theirs, ours) in enumerate(paired_sentences(pair)):
        if not moved.isdisjoint((index - 1, index + 1)):
            continue
        source = _meant(theirs.text)
        match = english.search(source)
        if match is None:
            continue
        message = f"“{match[0]}” of the English is lost: this says the reverse"
        if not _negates(ours.text, data):
            start, end = pair.translation.span(ours.start, ours.end)
            yield Hit(
                start=start,
                end=end,
                message=message,
            )
            continue
        clauses = _CLAUSES.split(source)
        if len(clauses) > 1 and all(english.search(clause) for clause in clauses):
            for start, end in _other_clauses(ours, len(clauses), data):
                start, end = pair.translation.span(start, end)
                yield Hit(
                    start=start,
                    end=end,
                    message=message,
                )


def _lost_anywhere(
    pair: ViewPair, english: Expression, data: LanguageData
) -> Iterator[Hit]:
    """Yield the whole text where nothing in it says no."""
    match = english.search(_meant(pair.english.text))
    text = pair.translation.text
    if match is None or _negates(text, data):
        return
    start, end = pair.translation.span(0, len(text))
    yield Hit(
        start=start,
        end=end,
        message=f"“{match[0]}” of the English is lost, or the sentence with it",
    )


def _moved_to(pair: ViewPair, source: LanguageData, data: LanguageData) -> set[int]:
    """Return which sentences say no whose English does not: it may be that of the one beside."""
    found: set[int] = set()
    if data.negation is None or len(pair.english.sentences) == 1:
        return found
    for index, (theirs, ours) in enumerate(paired_sentences(pair)):
        if data.negation.search(ours.text) and not _negates(theirs.text, source):
            found.add(index)
    return found


def _other_clauses(
    sentence: Sentence, count: int, data: LanguageData
) -> Iterator[Span]:
    """Yield the clauses that do not say no, of a sentence that has so many clauses."""
    clauses = _CLAUSES.split(sentence.text)
    if len(clauses) != count:
        return
    start = sentence.start
    for clause in clauses:
        end = start + len(clause)
        if not _negates(clause, data):
            yield start, end
        start = end + _BETWEEN_CLAUSES


def _negates(text: str, data: LanguageData) -> bool:
    """Tell whether a text says no, or has a word that stands for it."""
    if data.negation and data.negation.search(text):
        return True
    return bool(data.negative and data.negative.search(text))


CHECK = UnitCheck(
    "negation",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISTRANSLATION,
)
