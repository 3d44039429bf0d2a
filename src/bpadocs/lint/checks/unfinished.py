"""A sentence that breaks off.

A preposition or article right before a full stop, a Korean sentence that ends in the middle of a verb or without one.

    fr: avec l’outil de configuration.          good
    fr: avec l’outil de configuration de.       the phrase breaks off after “de”
    ko: 백업을 예약해야 합니다                     good
    ko: 백업을 예약해야                           the sentence breaks off
"""

import re
from collections.abc import Iterator

from bpadocs.languages import END_BOLD, LanguageData
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.patterns import find
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, marked, pairs

_STOPPED = re.compile(r"(?<![^\s.])(?P<last>[^\s.]+)\.[\"”’)]*$")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    for pair in pairs(unit):
        yield from find(data.unfinished, pair.translation, pair.english.text)
        if data.sentence_end:
            yield from _without_verb(pair, data)


def _without_verb(pair: Pair, data: LanguageData) -> Iterator[Hit]:
    """Sentences that end in a full stop, and not as a sentence ends."""
    for sentence in pair.translation.sentences:
        match = _STOPPED.search(sentence.text)
        if match is None or " " not in sentence.text or not _native(match["last"], data):
            continue
        if data.sentence_end and not data.sentence_end.search(match["last"]):
            start = sentence.start + match.start()
            yield Hit(*pair.translation.span(start, sentence.end), "the sentence ends without a verb")
    text = marked(pair.translation.block)
    for match in re.finditer(rf"{END_BOLD}\.(?=[\s)]|$)", text.text):
        yield Hit(*text.span(max(match.start() - 1, 0), match.end()), "the sentence ends in a name, without a verb")


def _native(word: str, data: LanguageData) -> bool:
    """Whether the word is written in the language's own script; names and codes may end a sentence."""
    letters = [character for character in word if character.isalpha()]
    return bool(letters) and (data.scripts != {"Hangul"} or "\uac00" <= letters[-1] <= "\ud7a3")


CHECK = UnitCheck("unfinished", run)
