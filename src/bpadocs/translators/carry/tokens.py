"""A text as the list of what is exchanged as a whole, and of the words between.

Whatever a reader sees of a text is in its list, and so is each mark of its structure: two texts
with the same list differ in typography, wrapping and the style of their markup alone.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache, partial
from operator import attrgetter
from typing import Final, NamedTuple

from bpadocs.formats.markdown import Block, Inline, parse, parse_plain
from bpadocs.lint.checks.content.literals import LITERAL
from bpadocs.lint.checks.content.numbers import (
    Number,
    numbers_in,
    quantity_of,
)
from bpadocs.rule.provenance import nfc
from bpadocs.words.languages import read_language

_TAKEN: Final = "\ufffc"
"""Stands in the place of what is a token already. No text has it."""

_ADDRESS: Final = re.compile(r"https?://[^\s)>\]\ufffc]*[^\s)>\]\ufffc.,;:!?]")
_ARGUMENT: Final = re.compile(r"\{[a-z][a-z0-9_]*\}")
# KB5004442, 22H2, R2, IPv6: letters and digits in one word
_MIXED: Final = re.compile(
    r"(?<![\w\ufffc.-])(?=[A-Za-z.-]*\d)(?=[\d.-]*[A-Za-z])"
    r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*(?![A-Za-z0-9_\u00c0-\u024f])"
)
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*|\.\.\.|[^\w\s\ufffc]")
_VERSION: Final = re.compile(r"[\d.]+")
_CLOSED: Final = re.compile(r"\n[ \t>]*(?:`{3,}|~{3,})[ \t]*$")
_DIGIT: Final = re.compile(r"\d")
_BITS: Final = re.compile("[KMGTP]b")
"""Units that are others than MB and the like, though people write these in any case."""
_MAYBE_LITERAL: Final = re.compile(r"[-\\%]|\.\S|0x")
_EMPHASIS: Final = ("em", "strong")
_PROSE: Final = ("paragraph", "heading", "cell")
"""Blocks with running text."""
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]\n]+\]:.*$", re.MULTILINE)
NO_LEAF: Final = -1
"""The leaf of what is in none: the mark of a list, which holds blocks and no text."""
_MARKER: Final = "¶"
"""Begins the token of a mark of structure; in a text it is a word of its own, and followed by none.
"""
_BLOCK_MARKER: Final = f"{_MARKER}block "
_CELL_MARKER: Final = f"{_BLOCK_MARKER}cell "
_SAME_SIGN: Final = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
    }
)
"""Signs that are another typography of each other."""


class TokenKind(StrEnum):
    """What a token is; all but words stand the same in every language."""

    WORD = "word"
    """A word, a sign, or a mark of structure."""
    NUMBER = "number"
    NAME = "name"
    """A name that no language translates, with its version: `Windows Server 2019`."""
    LITERAL = "literal"
    """What a reader types or finds byte for byte: a cmdlet, a file, `22H2`."""
    TERM = "term"
    """A term or a label of Windows that is all of what is bold or in italics: `**Settings**`."""
    ADDRESS = "address"
    ARGUMENT = "argument"
    CODE = "code"
    BLOCK = "code block"
    TARGET = "link"
    """Where a link leads to or an image comes from."""


Identity = tuple[TokenKind, str]
"""What is the same of two tokens that say the same: kind and key."""


class TextToken(NamedTuple):
    """A token and its place in the text."""

    kind: TokenKind
    key: str
    """What it says, however it is written: `1024 GB`."""
    start: int
    end: int
    leaf: int
    """The block that it is in, of those that hold text, counted from 0."""
    written: str = ""
    """How it is written; empty for a mark of structure."""
    number: Number | None = None

    @property
    def identity(self) -> Identity:
        """What is the same of two tokens that say the same."""
        return self.kind, self.key


class Reading(NamedTuple):
    """How a text is read."""

    language: str
    markup: bool
    """As Markdown, else as plain text with {arguments}."""
    names: tuple[str, ...] = ()
    """The names that no language translates."""
    terms: tuple[tuple[str, str], ...] = ()
    """The terms with one accepted form: that form, and the English."""
    compounds: tuple[str, ...] = ()
    """Terms that have a name in them, which is no name of its own there."""


def tokens(text: str, reading: Reading) -> tuple[TextToken, ...]:
    """Return the tokens of a text, in its order."""
    document = parse(text) if reading.markup else parse_plain(text)
    found: list[TextToken] = []
    leaf = -1
    for block in document.blocks:
        leaf += block.leaf
        reader = _BlockTokens(
            text=text,
            block=block,
            leaf=leaf,
            reading=reading,
        )
        found += reader.marks()
        if block.kind in _PROSE:
            found += reader.running_text()
    if reading.markup and "]:" in text:
        for match in _DEFINITION.finditer(text):
            found.append(
                _word(f"{_MARKER}definition {match[0].strip()}", match.start())
            )
    return tuple(sorted(found, key=attrgetter("start")))


def structure(found: tuple[TextToken, ...]) -> list[str]:
    """Return the blocks of a text: their kinds and levels, not what they say."""
    blocks = []
    for token in found:
        if token.kind is TokenKind.BLOCK:
            blocks.append(str(token.kind))
        elif token.key.startswith(_BLOCK_MARKER):
            blocks.append(token.key)
    return blocks


def anchors(found: tuple[TextToken, ...]) -> Mapping[int, Sequence[Identity]]:
    """Return by leaf what tells its block from others in every language: all but the words.

    The cells of a table have in common what is in their row.
    """
    by_leaf: dict[int, list[Identity]] = {}
    block: list[Identity] = []
    for token in found:
        if _begins_block(token):
            block = []
        by_leaf.setdefault(token.leaf, block)
        if token.kind is not TokenKind.WORD:
            block.append(token.identity)
    for block in by_leaf.values():
        block.sort()
    return by_leaf


def _begins_block(token: TextToken) -> bool:
    if token.key.startswith(_CELL_MARKER):
        return False
    return token.kind is TokenKind.BLOCK or token.key.startswith(_BLOCK_MARKER)


def _word(key: str, start: int, leaf: int = NO_LEAF) -> TextToken:
    return TextToken(
        kind=TokenKind.WORD,
        key=key,
        start=start,
        end=start,
        leaf=leaf,
    )


class _BlockTokens:
    """Reads the tokens of one block."""

    def __init__(self, text: str, block: Block, leaf: int, reading: Reading) -> None:
        self.text = text
        self.block = block
        self.leaf = leaf
        self.reading = reading

    def marks(self) -> Iterator[TextToken]:
        """Yield what is no running text: the block itself, its markup, code and links."""
        block = self.block
        raw = self.text[block.start : block.end]
        if block.kind in ("fence", "code"):
            kind = TokenKind.BLOCK
            if block.kind == "fence" and not _CLOSED.search(raw):
                # It takes in what follows, which may be words for readers.
                kind = TokenKind.WORD
            yield self._token(kind, raw, block.start, block.end)
            return
        name = f"{block.kind} {block.level} {block.info} {block.depth}"
        leaf = self.leaf if block.leaf else NO_LEAF
        yield _word(f"{_BLOCK_MARKER}{name}", block.start, leaf)
        if block.kind == "html":
            yield _word(f"{_MARKER}html {raw}", block.start, self.leaf)
            return
        for inline in block.walk():
            yield from self._of_inline(inline)

    def _token(
        self,
        kind: TokenKind,
        key: str,
        start: int,
        end: int,
    ) -> TextToken:
        return TextToken(
            kind=kind,
            key=key,
            start=start,
            end=end,
            leaf=self.leaf,
            written=self.text[start:end],
        )

    def _mark(self, name: str, start: int) -> TextToken:
        return _word(f"{_MARKER}{name}", start, self.leaf)

    def _of_inline(self, inline: Inline) -> Iterator[TextToken]:
        match inline.kind:
            case "code":
                raw = self.text[inline.start : inline.end]
                yield self._token(TokenKind.CODE, raw, inline.start, inline.end)
            case "em" | "strong":
                yield self._mark(inline.kind, inline.start)
                yield self._mark(f"end {inline.kind}", inline.end)
            case "html":
                yield self._mark(f"html {inline.text}", inline.start)
            case "break" if inline.text == "hard":
                yield self._mark("break", inline.start)
            case "link":
                yield from self._of_link(inline)
            case "image":
                yield self._mark(f"image {inline.text}", inline.start)
                at = self.text.rfind("](", inline.start, inline.end)
                yield from self._of_target(inline, at)
                yield self._mark("end image", inline.end)

    def _of_link(self, link: Inline) -> Iterator[TextToken]:
        yield self._mark("link", link.start)
        # the address in `<https://…>` is its text
        if not self.text.startswith("<", link.start):
            _, end = link.inner
            yield from self._of_target(link, end if link.children else -1)
        yield self._mark("end link", link.end)

    def _of_target(self, inline: Inline, at: int) -> Iterator[TextToken]:
        """Yield where a link or image leads, and the title behind it, which are at this offset."""
        target = inline.target
        start = at + len("](")
        if self.text.startswith("<", start):
            start += 1
        if at < 0 or not target or not self.text.startswith(f"{target}", start):
            # its address is in a definition elsewhere, or written in some other way
            yield self._mark(f"target {target}", inline.end)
            return
        end = start + len(target)
        yield self._token(TokenKind.TARGET, target, start, end)
        title = self.text[end : inline.end].strip(" )>")
        if title:
            yield self._mark(f"title {title}", inline.end)

    # Running text

    def running_text(self) -> list[TextToken]:
        """Return the tokens of the running text, first those that may hold others."""
        tokens = []
        masked = self._without_code()
        for kind, find in self._finders(masked):
            pieces = []
            reached = 0
            for start, end, key, number in find(masked):
                if start < reached:
                    continue  # a bold text in italics is one term, not two
                tokens.append(self._of_span(kind, key, start, end, number))
                pieces += [masked[reached:start], _TAKEN * (end - start)]
                reached = end
            masked = "".join([*pieces, masked[reached:]])
        for match in _WORD.finditer(masked):
            word = match[0]
            key = word if word.isascii() else _key(word)
            start, end = match.span()
            tokens.append(self._of_span(TokenKind.WORD, key, start, end))
        return tokens

    def _without_code(self) -> str:
        pieces = []
        for inline in self.block.walk():
            if inline.kind == "code":
                pieces.append(_TAKEN * len(inline.text))
            elif inline.kind in ("text", "break"):
                pieces.append(inline.visible)
        return "".join(pieces)

    def _finders(self, text: str) -> "Iterator[tuple[TokenKind, _Finder]]":
        """Yield what finds the tokens of each kind that the text may have."""
        if "://" in text:
            yield TokenKind.ADDRESS, partial(_found, _ADDRESS)
        if "{" in text and not self.reading.markup:
            yield TokenKind.ARGUMENT, partial(_found, _ARGUMENT)
        kinds = {inline.kind for inline in self.block.inlines}
        if not kinds.isdisjoint(_EMPHASIS):
            yield TokenKind.TERM, self._terms
        yield from self._phrase_finders(text)
        if _MAYBE_LITERAL.search(text):
            yield TokenKind.LITERAL, _literals
        if _DIGIT.search(text):
            yield TokenKind.NUMBER, self._numbers
            yield TokenKind.LITERAL, partial(_found, _MIXED)

    def _phrase_finders(self, text: str) -> "Iterator[tuple[TokenKind, _Finder]]":
        """Yield what finds the phrases of the glossary that the text has.

        That is few of them, and to look for all at once is slow.
        """
        lower = text.lower()
        known = _in_lower_case(self.reading.compounds)
        compounds = [one for one in known if one in lower]
        if compounds:
            pattern = _compounds(tuple(compounds))
            yield TokenKind.WORD, partial(_found, pattern)
        names = [name for name in self.reading.names if name in text]
        if names:
            pattern = _names(tuple(names))
            yield TokenKind.NAME, partial(_found, pattern)

    def _terms(self, text: str) -> "Iterator[_Found]":
        """Yield the terms that are all of what is emphasised, as the text is without code."""
        known = _by_form(self.reading.terms)
        offset = 0
        for inline in self.block.walk():
            if inline.kind in _EMPHASIS:
                visible = inline.visible
                end = offset + len(visible)
                if visible in known and text[offset:end] == visible:
                    yield offset, end, known[visible], None
            elif inline.kind in ("text", "code", "break"):
                offset += len(inline.visible)

    def _numbers(self, text: str) -> "Iterator[_Found]":
        language = self.reading.language
        for number in numbers_in(text, read_language(language), language):
            if number.unit and not self._is_whole(number.start, number.end):
                # `**512** MB`: the number by itself, and its unit as a word
                digits = text[number.start : number.end].removesuffix(number.written)
                end = number.start + len(digits.rstrip())
                number = number._replace(unit="", written="", end=end)
            value, unit = quantity_of(number)
            if _BITS.fullmatch(number.written):
                unit = number.written
            yield number.start, number.end, f"{value} {unit}".rstrip(), number

    def _of_span(
        self,
        kind: TokenKind,
        key: str,
        start: int,
        end: int,
        number: Number | None = None,
    ) -> TextToken:
        """Return a token of the running text, by its span there."""
        first, last = self._span(start, end)
        if last - first != end - start:
            # With markup inside, it is no longer one thing that can be exchanged.
            kind = TokenKind.WORD
            number = None
        return TextToken(
            kind=kind,
            key=key,
            start=first,
            end=last,
            leaf=self.leaf,
            written=self.text[first:last],
            number=number,
        )

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether there is no markup inside a span of the running text."""
        first, last = self._span(start, end)
        return last - first == end - start

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the running text as one of the whole text."""
        taken, source = self.block.plain_map
        piece = bisect_right(taken, start) - 1
        is_last = piece + 1 == len(taken)
        if piece >= 0 and (is_last or taken[piece + 1] >= end):
            first = source[piece] + start - taken[piece]
            return first, first + end - start
        return self.block.plain_span(start, end)


_Found = tuple[int, int, str, Number | None]


_Finder = Callable[[str], Iterator[_Found]]
"""Finds the tokens of one kind."""


def _found(pattern: re.Pattern[str], text: str) -> Iterator[_Found]:
    """Yield start, end and key of each match."""
    for match in pattern.finditer(text):
        yield match.start(), match.end(), " ".join(match[0].split()), None


def _literals(text: str) -> Iterator[_Found]:
    for match in LITERAL.finditer(text):
        # A version is read as a number: `1.024` is one in English, and a thousand in Italian.
        if not _VERSION.fullmatch(match[0]):
            yield match.start(), match.end(), match[0], None


# Words come again and again, in a text and from one text to the next.
@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    """Return a word or sign as it is compared, in any typography."""
    return nfc(word).translate(_SAME_SIGN)


@lru_cache(maxsize=64)
def _in_lower_case(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term.lower() for term in terms)


@lru_cache(maxsize=64)
def _by_form(terms: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(terms)


@lru_cache(maxsize=64)
def _compounds(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a term of several words."""
    longest_first = sorted(terms, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first))
    return re.compile(
        rf"(?<![\w\ufffc-])(?i:{alternatives})(?![A-Za-z0-9_\u00c0-\u024f])"
    )


@lru_cache(maxsize=64)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds a name, with the version behind it where it has one."""
    longest_first = sorted(names, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first))
    return re.compile(
        rf"(?<![\w\ufffc-])(?:{alternatives})"
        r"(?:[ \u00a0]\d+(?:\.\d+)*(?![A-Za-z0-9_%]|[.,\u00a0\u202f]\d| \d{3}\b)"
        r"(?:[ \u00a0](?:R\d|SP\d))?)?"
        r"(?![A-Za-z0-9_\u00c0-\u024f])"
    )
