"""A sentence that breaks off.

A preposition or article right before a full stop, a Korean sentence that ends in the middle of a
verb or without one.

    fr: avec l’outil de configuration.          good
    fr: avec l’outil de configuration de.       the phrase breaks off after “de”
    ko: 백업을 예약해야 합니다                     good
    ko: 백업을 예약해야                           the sentence breaks off
"""

import re
from collections.abc import Iterator, Set
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.patterns import find
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import Marked, View, marked, pairs
from bpadocs.words.expression import Expression
from bpadocs.words.languages import END_BOLD, LanguageData

_STOPPED: Final = re.compile(r"(?<![^\s.])(?P<last>[^\s.]+)\.[\"”’)]*$")
"""The last word of a text that ends in a full stop."""
_PHRASE: Final = 9
"""An English text with no more words, and no verb that is known, may be no sentence."""
_BOLD_STOPPED: Final = re.compile(rf"{END_BOLD}\.(?=[\s)]|$)")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the ends that patterns find, and where verbs come last, sentences without one."""
    data = context.language(unit.language)
    verbs = context.source.verbs
    for english, translation in pairs(unit):
        yield from find(data.unfinished, translation, english.text)
        if data.sentence_end:
            if _has_verb(english, verbs):
                yield from _without_verb(translation, data, data.sentence_end)
            yield from _ends_in_a_name(marked(translation.block), data.sentence_end)


def _without_verb(
    view: View,
    data: LanguageData,
    sentence_end: Expression,
) -> Iterator[Hit]:
    """Report sentences that end in a full stop, and not as a sentence ends."""
    for sentence in view.sentences:
        match = _STOPPED.search(sentence.text)
        if match is None or " " not in sentence.text:
            continue
        last = match["last"]
        if last.endswith(")") or ":" in sentence.text:
            continue  # a note in brackets, or what a word means, may well end in a noun
        if not _is_native(last, data) or sentence_end.search(last):
            continue
        last_start = sentence.start + match.start()
        start, end = view.span(last_start, sentence.end)
        yield Hit(
            start=start,
            end=end,
            message="the sentence ends without a verb",
        )


def _has_verb(english: View, verbs: Set[str]) -> bool:
    """Tell whether the English has a whole sentence, as far as verbs that are known tell."""
    return len(english.words) > _PHRASE or not verbs.isdisjoint(english.vocabulary)


def _ends_in_a_name(text: Marked, sentence_end: Expression) -> Iterator[Hit]:
    """Report sentences that end in bold, unless all of the sentence is bold."""
    for match in _BOLD_STOPPED.finditer(text.text):
        if sentence_end.search(text.text[: match.start()]):
            continue
        last_letter = max(match.start() - 1, 0)
        start, end = text.span(last_letter, match.end())
        yield Hit(
            start=start,
            end=end,
            message="the sentence ends in a name, without a verb",
        )


def _is_native(word: str, data: LanguageData) -> bool:
    """Tell whether a word is in the language's own script; names and codes may end a sentence."""
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return False
    if data.scripts != {"Hangul"}:
        return True
    return "\uac00" <= letters[-1] <= "\ud7a3"


CHECK = UnitCheck("unfinished", run, mqm=Mqm.UNINTELLIGIBLE)
