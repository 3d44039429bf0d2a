"""A negation of the English that the translation has lost.

Sentence by sentence, and clause by clause where both have as many: where the English says no, not, cannot or never, the
translation has a negation too, or a word that stands for one (without, impossible, prevent).

    en: The service is not available.
    it: Il servizio non è disponibile.      good
    it: Il servizio è disponibile.          the negation is lost
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.languages import LanguageData, read_language
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, paired_sentences, pairs
from bpadocs.model import SOURCE_LANGUAGE

_NOT_MEANT: Final = re.compile(
    r"\bnot only\b|\bno more than\b|\bno (?:less|fewer|later|earlier) than\b|\bwhether or not\b|\bif not\b"
    r"|\bno longer\b|\bnot (?:necessarily|more|less)\b|\bno matter\b|\bor not\b",
    re.IGNORECASE,
)
_CLAUSES: Final = re.compile(r", |; ")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    english = read_language(SOURCE_LANGUAGE).negation
    if data.negation is None or english is None:
        return
    for pair in pairs(unit):
        if english.search(pair.english.text):
            yield from _lost(pair, data)


def _lost(pair: Pair, data: LanguageData) -> Iterator[Hit]:
    english = read_language(SOURCE_LANGUAGE).negation
    if english is None or data.negation is None:
        return
    for theirs, ours in paired_sentences(pair):
        source = _NOT_MEANT.sub("", theirs.text)
        match = english.search(source)
        if match is None:
            continue
        said = f"“{match[0]}” of the English is lost: this says the reverse"
        if not _negates(ours.text, data):
            yield Hit(*pair.translation.span(ours.start, ours.end), said)
            continue
        clauses, own = _CLAUSES.split(source), _CLAUSES.split(ours.text)
        if len(clauses) != len(own) or len(clauses) < 2 or not all(english.search(clause) for clause in clauses):
            continue
        start = ours.start
        for clause in own:
            if not _negates(clause, data):
                yield Hit(*pair.translation.span(start, start + len(clause)), said)
            start += len(clause) + 2


def _negates(text: str, data: LanguageData) -> bool:
    words = (data.negation, data.negative)
    return any(expression is not None and expression.search(text) for expression in words)


CHECK = UnitCheck("negation", run)
