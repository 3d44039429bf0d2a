"""Reading of Markdown, and of text without markup, as a tree."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final

from bpadocs.formats.markdown.blocks import BlockReader
from bpadocs.formats.markdown.tree import Block, Document, Inline, OffsetMap

# A paragraph ends before a line break that only blanks follow in its line.
_PARAGRAPH: Final = re.compile(r"\S(?:.|\n(?![ \t]*(?:\n|\Z)))*")

# A line of words that begins with a letter, and has nothing in it that Markdown looks at further.
_WORDS: Final = re.compile(r"[^\W\d_][^\n\r\0\\`*_\[\]!<&]*")


# The same texts are asked for by many checks; a page of a rule is a dozen of them.
@lru_cache(maxsize=4096)
def parse(text: str) -> Document:
    """Return the tree of a Markdown text, whose front matter is not included."""
    if _WORDS.fullmatch(text):  # as many paragraphs are, and no parser has to be asked
        return parse_plain(text)
    if "\r" in text:
        return _parse_with_returns(text)
    return Document(text, tuple(BlockReader(text).blocks()))


@lru_cache(maxsize=4096)
def parse_plain(text: str) -> Document:
    """Return the tree of a text without markup: paragraphs of one piece, between empty lines."""
    if "\n" not in text:  # as nearly always
        value = text.strip()
        start = len(text) - len(text.lstrip())
        return Document(text, (_paragraph(value, start),) if value else ())
    blocks: list[Block] = []
    for match in _PARAGRAPH.finditer(text):
        blocks.append(_paragraph(match.group().rstrip(), match.start()))
    return Document(text, tuple(blocks))


def _paragraph(value: str, start: int) -> Block:
    end = start + len(value)
    text = Inline(
        kind="text",
        start=start,
        end=end,
        text=value,
    )
    return Block(
        kind="paragraph",
        start=start,
        end=end,
        inlines=(text,),
        plain=value,
        plain_map=OffsetMap((0,), (start,)),
    )


def _parse_with_returns(text: str) -> Document:
    """Return the tree of the text with LF, its offsets moved by the carriage returns before each.

    markdown-it turns CRLF into LF itself, and would give offsets in a text that nobody has.
    """
    document = parse(re.sub(r"\r\n?", "\n", text))
    mover = _Mover(_returns(text))
    moved: dict[int, Block] = {}
    for block in document.blocks:
        moved[id(block)] = Block(
            kind=block.kind,
            start=mover.offset(block.start),
            end=mover.offset(block.end),
            path=tuple(moved[id(outer)] for outer in block.path),
            level=block.level,
            info=block.info,
            inlines=tuple(mover.inline(inline) for inline in block.inlines),
            plain=block.plain,
            plain_map=mover.plain_map(block.plain_map, len(block.plain)),
        )
    return Document(text, tuple(moved.values()))


def _returns(text: str) -> list[int]:
    """Return the offsets, in the text with LF, of the line breaks that have a carriage return."""
    returns: list[int] = []
    for match in re.finditer(r"\r(?=\n)", text):
        # Those before it are gone there.
        returns.append(match.start() - len(returns))
    return returns


class _Mover:
    """Moves what is at an offset of a text with LF to its place in the text with CRLF."""

    def __init__(self, returns: list[int]) -> None:
        self._returns = returns

    def offset(self, offset: int) -> int:
        """Return an offset moved by the carriage returns before it."""
        before = bisect_right(self._returns, offset - 1)
        return offset + before

    def inline(self, inline: Inline) -> Inline:
        """Return an inline moved, and all inside it."""
        return Inline(
            kind=inline.kind,
            start=self.offset(inline.start),
            end=self.offset(inline.end),
            text=inline.text,
            target=inline.target,
            children=tuple(self.inline(child) for child in inline.children),
        )

    def plain_map(self, plain_map: OffsetMap, length: int) -> OffsetMap:
        """Return the map with one more entry after each carriage return inside an entry."""
        ends = (*plain_map.taken[1:], length)
        taken: list[int] = []
        source: list[int] = []
        for at, end, offset in zip(
            plain_map.taken, ends, plain_map.source, strict=False
        ):
            taken.append(at)
            source.append(self.offset(offset))
            last = offset + end - at - 1
            first_inside = bisect_left(self._returns, offset)
            behind = bisect_left(self._returns, last)
            for line_break in self._returns[first_inside:behind]:
                next_line = line_break + 1
                taken.append(at + next_line - offset)
                source.append(self.offset(next_line))
        return OffsetMap(tuple(taken), tuple(source))
