"""A word or phrase left in English inside a translation.

Common English words that stand in the source and in the translation too, and are no words of its language. Terms that
the glossary knows are told by the check `terms`.

    en: There might be a delay.
    es: Podría haber un retraso.              good
    es: There podría haber un retraso.        an English word at the beginning
    en: Use local area networks.
    ko: local area networks를 사용합니다.       left in English
"""

from collections.abc import Iterator
from functools import lru_cache

from bpadocs.glossary import Glossary
from bpadocs.languages import LanguageData, read_language
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.remembered import Remembered
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, Word, pairs
from bpadocs.model import SOURCE_LANGUAGE

BRACKETS = 60
"""Brackets with more characters than this explain no word."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    glossary = context.glossary(unit.language)
    foreign = _foreign(unit.language)
    for pair in pairs(unit):
        if pair.english.text == pair.translation.text or not pair.english.vocabulary & pair.translation.vocabulary:
            continue
        for group in _groups(_left_over(pair, foreign, data, glossary), pair):
            start, end = pair.translation.span(group[0].start, group[-1].end)
            text = pair.translation.text[group[0].start : group[-1].end]
            yield Hit(start, end, f"“{text}” is left in English")


@lru_cache(maxsize=64)
def _foreign(language: str) -> frozenset[str]:
    """Common English words that are no words of this language."""
    english, own = read_language(SOURCE_LANGUAGE), read_language(language)
    known = own.function_words | own.loanwords | own.agreement.nouns.keys() | own.agreement.adjectives.keys()
    units = {unit.lower() for group in own.units.values() for unit in group}
    return (english.words | english.function_words) - known - units - {"a", "an"}


def _left_over(pair: Pair, foreign: frozenset[str], data: LanguageData, glossary: Glossary) -> list[Word]:
    english, translation = pair
    shared = english.vocabulary & translation.vocabulary & foreign
    first = _first_left_over(pair, data)
    if not shared and first is None:
        return []
    names = Spans(_names(pair, glossary))
    capitalised = Remembered(lambda word: _capitalised_only(word, english.text))
    found = [
        word
        for word in translation.words
        if word.lower in shared
        and not _in_brackets(translation.text, word)
        and not names.around(word.start, word.end)
        and not (word.text[0].isupper() and capitalised[word.text])
    ]
    if first is not None and first not in found:
        found.insert(0, first)
    return sorted(found, key=lambda word: word.start)


def _first_left_over(pair: Pair, data: LanguageData) -> Word | None:
    """The first word of an emphasised sentence, kept while the sentence before it was moved out of the emphasis."""
    emphasised = [inline for inline in pair.translation.block.inlines if inline.kind == "em"]
    theirs = [inline for inline in pair.english.block.inlines if inline.kind == "em"]
    if not emphasised or not theirs or pair.translation.block.inlines[0].kind == "em":
        return None
    source = theirs[0].visible.split(maxsplit=1)
    own = emphasised[0].visible.split(maxsplit=1)
    if not source or not own or source[0] != own[0] or pair.english.block.inlines[0].kind != "em":
        return None
    at = pair.translation.text.find(emphasised[0].visible)
    return next((word for word in pair.translation.words if word.start == at), None)


def _names(pair: Pair, glossary: Glossary) -> list[tuple[int, int]]:
    """Where names and the glossary's terms, right or left in English, stand in the translation."""
    text = pair.translation.text
    found = [(at, at + len(name)) for name in glossary.names for at in _all(name, text)]
    for term, words in dict.fromkeys(glossary.found_in(pair.english.text)):
        found += [match.span() for match in term.right.finditer(text)]
        found += [(at, at + len(words)) for at in _all(words.lower(), text.lower())]
    return found


def _all(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _in_brackets(text: str, word: Word) -> bool:
    """An English word in brackets explains the one before them."""
    opened = text.rfind("(", max(word.start - BRACKETS, 0), word.start)
    return opened >= 0 and ")" not in text[opened : word.start] and text.find(")", word.end, opened + BRACKETS) >= 0


def _capitalised_only(word: str, english: str) -> bool:
    """A word in capitals within a sentence is a name as long as the English has it so, and not at a beginning."""
    at = english.find(word)
    return at > 0 and english[at - 1] == " " and english[max(at - 2, 0)] not in ".!?:*"


def _groups(words: list[Word], pair: Pair) -> Iterator[list[Word]]:
    """Words that stand side by side are one fragment."""
    group: list[Word] = []
    for word in words:
        if group and pair.translation.text[group[-1].end : word.start].strip(" "):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


CHECK = UnitCheck("english-fragments", run)
