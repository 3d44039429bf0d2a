"""A block as checks of language read it.

Code is masked, words and sentences are told apart, emphasis is marked. Offsets in a view lead back
to the passage. Views are kept for a while, because many checks look at one block.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from bpadocs.formats.markdown import Block, Inline
from bpadocs.lint.subject import Passage, Unit
from bpadocs.lint.word_index import WordIndex
from bpadocs.words.languages import BOLD, CODE, END_BOLD, END_LINK, LINK

_LATIN: Final = r"A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_WORD: Final = re.compile(
    # a Latin word, with apostrophes and hyphens inside: l’ordinateur, machine-hôte
    rf"[{_LATIN}]+(?:['’][{_LATIN}]+)*(?:-[{_LATIN}0-9]+)*"
    # letters of another script: a Korean particle is no part of the name before it
    rf"|(?:(?![{_LATIN}])[^\W\d_])+"
    # a number
    r"|\d+(?:[.,]\d+)*"
)
# A full stop with the quotation marks and brackets behind it, and a blank; or an empty line.
_SENTENCE_END: Final = re.compile(r"(?<![.!?])[.!?]+[\"”’)*]*\s+(?=\S)|\n\n")
# The mark behind an address ends the sentence, and not the address.
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s)>\]]*[^\s)>\].,;:!?]")
_PLACEHOLDER: Final = re.compile(r"\{[a-z_]+\}")
# A full stop that ends no sentence: after an abbreviation, or after a number, unless that is the
# last word and the next one begins with a capital.
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|ID|p\.\s?ej|es|ad es|núm|n|No)"
    r"|^\d+|\d(?=\.[\"”)]*\s+(?-i:[^\sA-ZÀ-Þ¿¡])))"
    r"\.[\"”)]*(?P<blanks>\s+)",
    re.IGNORECASE,
)

# Every check of a rule asks for the same views, and then nobody does. These numbers are what a rule
# in twenty languages has.
_BLOCKS: Final = 2048
_PASSAGES: Final = 1024
_UNITS: Final = 512


class Word(NamedTuple):
    """A word of a view, with its place in it."""

    text: str
    start: int
    end: int
    lower: str


class Sentence(NamedTuple):
    """A sentence of a view, with its place in it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, eq=False)
class View:
    """The visible text of a block.

    Code, addresses and {arguments} are masked, so that no word is found in them.
    """

    block: Block
    text: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the view as a span of the passage."""
        return self.block.plain_span(start, end)

    @cached_property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order."""
        words = []
        for match in _WORD.finditer(self.text):
            # by place, because it is done for every word of every text
            words.append(Word(match[0], match.start(), match.end(), match[0].lower()))
        return tuple(words)

    @cached_property
    def index(self) -> WordIndex:
        """The places of the words, to look up names."""
        return WordIndex(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words in lower case."""
        return frozenset(word.lower for word in self.words)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; together they are the whole text but for blanks between them."""
        if not _SENTENCE_END.search(self.text):
            whole = self._sentence(0, len(self.text))
            return (whole,) if whole.text else ()
        found = []
        start = 0
        # The abbreviations are gone through together with the ends: both come in order.
        abbreviations = _ABBREVIATION.finditer(self.text)
        one = next(abbreviations, None)
        for match in _SENTENCE_END.finditer(self.text):
            while one and one.end() < match.end():
                one = next(abbreviations, None)
            if one and start <= one.start() and one.start("blanks") < match.end():
                continue  # the full stop is that of the abbreviation
            found.append(self._sentence(start, match.end()))
            start = match.end()
        found.append(self._sentence(start, len(self.text)))
        return tuple(sentence for sentence in found if sentence.text)

    def _sentence(self, start: int, end: int) -> Sentence:
        text = self.text[start:end]
        inner = text.strip()
        start += len(text) - len(text.lstrip())
        return Sentence(start, start + len(inner), inner)


@lru_cache(_BLOCKS)
def view(block: Block) -> View:
    """Return what a reader sees of the block."""
    text = block.plain
    if _is_running_text(block):
        return View(block, _masked(text))
    pieces: list[str] = []
    for inline in block.walk():
        if inline.kind == "code":
            pieces.append(CODE * len(inline.text))
        elif inline.kind in ("text", "break"):
            pieces.append(inline.visible)
    # A block of code has no inlines, and joined blocks have empty lines that are in none: both stay
    # as they are.
    if sum(map(len, pieces)) == len(text):
        text = "".join(pieces)
    return View(block, _masked(text))


def _is_running_text(block: Block) -> bool:
    """Tell whether the block is one piece of text without any markup, as most are."""
    if len(block.inlines) != 1:
        return False
    only = block.inlines[0]
    return only.kind == "text" and only.text == block.plain


def _masked(text: str) -> str:
    """Return the text with a mask in the place of addresses and {arguments}, of the same length."""
    # most texts have none, and to look for a few characters is faster than to search
    if "://" in text or "www." in text:
        text = _URL.sub(lambda match: CODE * len(match[0]), text)
    if "{" in text:
        text = _PLACEHOLDER.sub(lambda match: CODE * len(match[0]), text)
    return text


@dataclass(frozen=True, eq=False)
class Marked:
    """The visible text of a block, with the ends of bold and of links marked.

    The marks are the characters of bpadocs.words.languages.
    """

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    @cached_property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the marked text as a span of the passage.

        A mark counts as the place where it is.
        """
        first = self._offset(start)
        return first, max(self._offset(max(end - 1, start)) + 1, first)

    def _offset(self, index: int) -> int:
        if not self.starts:
            return 0
        at = max(bisect_right(self.starts, index) - 1, 0)
        return self.sources[at] + index - self.starts[at]


@lru_cache(_BLOCKS)
def marked(block: Block) -> Marked:
    """Return the block with its bold and links marked, and with code and the like masked."""
    if _is_running_text(block):
        return Marked(_masked(block.plain), (0,), (block.inlines[0].start,))
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = 0
    for text, source in _pieces(block.inlines):
        starts.append(length)
        sources.append(source)
        pieces.append(text)
        length += len(text)
    return Marked(_masked("".join(pieces)), tuple(starts), tuple(sources))


_AROUND: Final = {"strong": (BOLD, END_BOLD), "link": (LINK, END_LINK)}


def _pieces(inlines: tuple[Inline, ...]) -> Iterator[tuple[str, int]]:
    """Yield pieces of the marked text, and where each is in the passage."""
    for inline in inlines:
        if inline.kind == "code":
            # the backticks are not visible, and may be several
            ticks = (inline.end - inline.start - len(inline.text)) // 2
            yield CODE * len(inline.text), inline.start + max(ticks, 0)
        elif inline.kind in ("text", "break"):
            yield inline.visible, inline.start
        else:
            opening, closing = _AROUND.get(inline.kind, ("", ""))
            if opening:
                yield opening, inline.start
            yield from _pieces(inline.children)
            if closing:
                yield closing, inline.end - 1


class ViewPair(NamedTuple):
    """A block of the translation and its English, both as views."""

    english: View
    translation: View


@lru_cache(_UNITS)
def pairs(unit: Unit) -> tuple[ViewPair, ...]:
    """Return the blocks at the same place of both texts, where the translation has words at all."""
    found = []
    for english, translation in unit.segments:
        if translation.plain:
            found.append(ViewPair(view(english), view(translation)))
    return tuple(found)


@lru_cache(_UNITS)
def marked_lower(unit: Unit) -> str:
    """Return all blocks of a translation with their bold and links marked, in lower case."""
    return "\n".join(marked(pair.translation.block).lower for pair in pairs(unit))


@lru_cache(_PASSAGES)
def views(passage: Passage) -> tuple[View, ...]:
    """Return the blocks of a text that are written for readers."""
    return tuple(view(block) for block in passage.tree.prose if block.plain)


def paired_sentences(pair: ViewPair) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield sentence by sentence if both have as many, else the whole block as one."""
    english, translation = pair.english.sentences, pair.translation.sentences
    if len(english) == len(translation):
        yield from zip(english, translation, strict=True)
    elif english and translation:
        yield _whole(pair.english), _whole(pair.translation)


def _whole(view: View) -> Sentence:
    return Sentence(0, len(view.text), view.text)
