"""A block as checks of language read it: code masked, words and sentences told apart, emphasis marked.

Offsets in a view lead back to the passage. Views are kept for a while, because many checks look at one block.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from bpadocs.languages import BOLD, CODE, END_BOLD, END_LINK, LINK
from bpadocs.lint.unit import Passage, Unit
from bpadocs.lint.word_index import WordIndex
from bpadocs.markdown import Block, Inline

_LATIN: Final = r"A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_WORD: Final = re.compile(
    rf"[{_LATIN}]+(?:['’][{_LATIN}]+)*(?:-[{_LATIN}0-9]+)*|(?:(?![{_LATIN}])[^\W\d_])+|\d+(?:[.,]\d+)*"
)
_SENTENCE_END: Final = re.compile(r"(?<![.!?])[.!?]+[\"”’)*]*\s+(?=\S)|\n\n")
_URL: Final = re.compile(r"https?://[^\s)>\]]+|www\.[^\s)>\]]+")
_PLACEHOLDER: Final = re.compile(r"\{[a-z_]+\}")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|ID|p\.\s?ej|es|ad es|núm|n|No)|\d)\.[\"”)]*(?P<blanks>\s+)", re.IGNORECASE
)

# Every check of a rule asks for the same views, and then nobody does: so many as a rule in twenty languages has.
_BLOCKS: Final = 2048
_PASSAGES: Final = 1024
_UNITS: Final = 512


class Word(NamedTuple):
    text: str
    start: int
    end: int
    lower: str


class Sentence(NamedTuple):
    start: int
    end: int
    text: str


@dataclass(frozen=True, eq=False)
class View:
    """A block's visible text; code, addresses and {arguments} are masked so that no word is found in them."""

    block: Block
    text: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the view as a span of the passage."""
        return self.block.plain_span(start, end)

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(Word(m[0], m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(self.text))

    @cached_property
    def index(self) -> WordIndex:
        return WordIndex(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words in lower case."""
        return frozenset(word.lower for word in self.words)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; together they are the whole text, blanks between them left out."""
        found = []
        start = 0
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
    """What a reader sees of the block."""
    text = block.plain
    pieces: list[str] = []
    for inline in block.walk():
        if inline.kind == "code":
            pieces.append(CODE * len(inline.text))
        elif inline.kind in ("text", "break"):
            pieces.append(inline.visible)
    if sum(map(len, pieces)) == len(text):
        text = "".join(pieces)
    return View(block, _masked(text))


def _masked(text: str) -> str:
    if "://" in text or "www." in text:
        text = _URL.sub(lambda match: CODE * len(match[0]), text)
    if "{" in text:
        text = _PLACEHOLDER.sub(lambda match: CODE * len(match[0]), text)
    return text


@dataclass(frozen=True, eq=False)
class Marked:
    """A block's visible text with the ends of bold and of links marked by the characters of bpadocs.languages."""

    text: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the marked text as a span of the passage; a mark counts as the place it stands at."""
        first = self._offset(start)
        return first, max(self._offset(max(end - 1, start)) + 1, first)

    def _offset(self, index: int) -> int:
        at = max(bisect_right(self.starts, index) - 1, 0)
        return self.sources[at] + index - self.starts[at] if self.starts else 0


@lru_cache(_BLOCKS)
def marked(block: Block) -> Marked:
    """The block with its bold and links marked, code, addresses and {arguments} masked."""
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
    for inline in inlines:
        if inline.kind == "code":
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


class Pair(NamedTuple):
    """A block of the translation beside its English, both as views."""

    english: View
    translation: View


@lru_cache(_UNITS)
def pairs(unit: Unit) -> tuple[Pair, ...]:
    """The blocks of a unit that stand at the same place of both texts, where the translation has words at all."""
    return tuple(
        Pair(view(segment.english), view(segment.translation)) for segment in unit.segments if segment.translation.plain
    )


@lru_cache(_PASSAGES)
def views(passage: Passage) -> tuple[View, ...]:
    """The blocks of a text that are written for readers."""
    return tuple(view(block) for block in passage.tree.prose if block.plain)


def paired_sentences(pair: Pair) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentence beside sentence where both have as many, else the whole block as one."""
    english, translation = pair.english.sentences, pair.translation.sentences
    if len(english) == len(translation):
        yield from zip(english, translation, strict=True)
    elif english and translation:
        yield (
            Sentence(0, len(pair.english.text), pair.english.text),
            Sentence(0, len(pair.translation.text), pair.translation.text),
        )
