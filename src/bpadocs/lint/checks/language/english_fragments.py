"""A word or phrase left in English inside a translation.

Common English words that stand in the source and in the translation too, and are no words of its
language. Terms that the glossary knows are told by the check `terms`.

    en: There might be a delay.
    es: Podría haber un retraso.              good
    es: There podría haber un retraso.        an English word at the beginning
    en: Use local area networks.
    ko: local area networks를 사용합니다.       left in English
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Final

from bpadocs.formats.markdown import Block, Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.memo import Remembered
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.quoted import cut
from bpadocs.lint.spans import Span, Spans
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, ViewPair, Word, pairs
from bpadocs.words.glossary import Glossary
from bpadocs.words.languages import LanguageData

_OPTION: Final = re.compile(r"(?: \w+)? --?[A-Za-z]")
_EXPLAINED: Final = re.compile(r"[\"“«‘'][^\"”»\n]{2,200}[\"”»’'] ?\(")
_ENGLISH_SOUNDS: Final = ("th", "wh")
_NAME: Final = 3
"""A link with more words than this is the title of a page that has no translation."""
BRACKETS: Final = 60
"""Brackets with more characters than this explain no word."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the English words of a translation, those that follow each other as one."""
    glossary = context.glossary(unit.language)
    own = context.language(unit.language)
    source = context.source
    if not source.words:
        return  # small words alone are those of several languages
    foreign = _foreign(source, own)
    is_known = bool(own.function_words)
    for pair in pairs(unit):
        english, translation = pair
        if english.text == translation.text:  # the check `untranslated` tells it
            continue
        if english.vocabulary.isdisjoint(translation.vocabulary):
            continue
        text = translation.text
        kept = Spans(_phrases(translation, context.habits_in(unit.language).phrases))
        words = []
        for word in _left_over(pair, foreign, glossary):
            if not kept.around(word.start, word.end):
                words.append(word)
        for group in _groups(words, text):
            if not is_known and not _is_surely_english(group):
                continue
            first = group[0].start
            last = group[-1].end
            start, end = translation.span(first, last)
            yield Hit(
                start=start,
                end=end,
                message=f"“{cut(text[first:last])}” is left in English",
            )


@lru_cache(maxsize=64)
def _foreign(english: LanguageData, own: LanguageData) -> frozenset[str]:
    """Return the common English words that are no words of this language."""
    common = english.words | english.function_words
    return common - _own_words(own)


def _own_words(data: LanguageData) -> set[str]:
    """Return words of a language that English may have too, and those that say nothing."""
    words = {"a", "an"}
    words.update(data.function_words, data.loanwords)
    words.update(data.agreement.nouns, data.agreement.adjectives)
    for units in data.units.values():
        words.update(unit.lower() for unit in units)
    return words


def _left_over(
    pair: ViewPair,
    foreign: frozenset[str],
    glossary: Glossary,
) -> Sequence[Word]:
    """Return the English words of the translation, in order."""
    english, translation = pair
    shared = english.vocabulary & translation.vocabulary & foreign
    first = _first_left_over(pair)
    found = [] if first is None else [first]
    if not shared:
        return found
    may_be_english = Spans([*_names(pair, glossary), *_quoted(pair)])
    is_name = Remembered(lambda word: _capitalised_only(word, english.text))
    for word in translation.words:
        if word.lower not in shared or word == first:
            continue
        if _is_code_or_aside(translation.text, word):
            continue
        if may_be_english.around(word.start, word.end):
            continue
        if word.text[0].isupper() and is_name[word.text]:
            continue
        found.append(word)
    return sorted(found, key=attrgetter("start"))


def _is_code_or_aside(text: str, word: Word) -> bool:
    """Tell whether a word may be English, for it stands in brackets or in a literal."""
    return _in_brackets(text, word) or _is_in_literal(text, word)


def _first_left_over(pair: ViewPair) -> Word | None:
    """Return the first word of an emphasised sentence, if it is still the English one.

    It was left over when the beginning of the translation was moved out of the emphasis.
    """
    english = pair.english.block
    translation = pair.translation.block
    theirs = _first_emphasis(english)
    ours = _first_emphasis(translation)
    if theirs is None or ours is None:
        return None
    if english.inlines[0] is not theirs or translation.inlines[0] is ours:
        return None
    source = theirs.visible.split(maxsplit=1)
    own = ours.visible.split(maxsplit=1)
    if not source or source[:1] != own[:1]:
        return None
    start = pair.translation.text.find(ours.visible)
    for word in pair.translation.words:
        if word.start == start:
            return word
    return None


def _first_emphasis(block: Block) -> Inline | None:
    for inline in block.inlines:
        if inline.kind == "em":
            return inline
    return None


def _names(pair: ViewPair, glossary: Glossary) -> Sequence[Span]:
    """Return where the translation has names and terms, those that are left in English too."""
    text = pair.translation.text
    lower = text.lower()
    found: list[Span] = []
    for name in glossary.names:
        found += _all(name, text)
    terms = dict.fromkeys(glossary.found_in(pair.english.text))
    for term, words in terms:
        found += [match.span() for match in term.right.finditer(text)]
        found += _all(words.lower(), lower)
    return found


def _all(part: str, text: str) -> Iterator[Span]:
    """Yield where the text has this part, overlapping ones too."""
    start = text.find(part)
    while start >= 0:
        yield start, start + len(part)
        start = text.find(part, start + 1)


def _phrases(view: View, phrases: frozenset[str]) -> Iterator[Span]:
    """Yield where two words side by side are an English phrase that the set of pages keeps."""
    if not phrases:
        return
    for one, other in pairwise(view.words):
        if view.text[one.start : other.end].lower() in phrases:
            yield one.start, other.end


def _is_in_literal(text: str, word: Word) -> bool:
    """Tell whether a word is part of a file name, an address, a variable or the like."""
    before = text[max(word.start - 1, 0) : word.start]
    after = text[word.end : word.end + 2]
    if (before and before in "_/\\@.$%&") or (after[:1] and after[:1] in "_/\\@>"):
        return True
    if after[:1] == "." and after[1:].isalnum():
        return True
    # a command line that is not marked as code: tool.exe sources add -Name
    return before == "-" or _OPTION.match(text, word.end) is not None


def _quoted(pair: ViewPair) -> Iterator[Span]:
    """Yield what the translation quotes: English in bold, italics or quotation marks that is
    explained in brackets behind it, and links whose English text stayed as it is.
    """
    text = pair.translation.text
    for match in _EXPLAINED.finditer(text):
        yield match.span()
    position = 0
    for top in pair.translation.block.inlines:
        length = len(top.visible)
        end = position + length
        if top.kind in ("strong", "em") and text[end : end + 2].lstrip(" ").startswith(
            "("
        ):
            yield position, end
        if (
            top.kind == "link"
            and top.visible in pair.english.text
            and len(top.visible.split()) > _NAME
        ):
            yield position, end
        position = end


def _in_brackets(text: str, word: Word) -> bool:
    """Tell whether a word is in brackets, where English explains the word before them."""
    earliest = max(word.start - BRACKETS, 0)
    opened = text.rfind("(", earliest, word.start)
    if opened < 0 or ")" in text[opened : word.start]:
        return False
    closed = text.find(")", word.end, opened + BRACKETS)
    return closed >= 0


def _capitalised_only(word: str, english: str) -> bool:
    """Tell whether the English has a word with its capital within a sentence: then it is a name."""
    start = english.find(word)
    if start <= 0 or english[start - 1] != " ":
        return False
    before_blank = english[max(start - 2, 0)]
    return before_blank not in ".!?:*"


def _is_surely_english(words: Sequence[Word]) -> bool:
    """Tell whether no other language has these words.

    One of which nothing is known may have “in” as well, but hardly two of them side by side.
    """
    return len(words) > 1 or any(sound in words[0].lower for sound in _ENGLISH_SOUNDS)


def _groups(words: Sequence[Word], text: str) -> Iterator[Sequence[Word]]:
    """Yield the words that follow each other, with nothing but blanks between them, as one."""
    group: list[Word] = []
    end = 0
    for word in words:
        gap = text[end : word.start]
        if group and gap.strip(" "):
            yield group
            group = []
        group.append(word)
        end = word.end
    if group:
        yield group


CHECK = UnitCheck("english-fragments", run, mqm=Mqm.UNTRANSLATED)
