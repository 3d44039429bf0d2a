"""The tree of a Markdown text: a document, its blocks, and the inlines in these."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

_CODE: Final = frozenset({"fence", "code"})
_LEAVES: Final = frozenset({"paragraph", "heading", "cell", "fence", "code", "html"})
"""Blocks that hold text themselves; all others hold blocks."""

_PROSE: Final = frozenset({"paragraph", "heading", "cell"})


class OffsetMap(NamedTuple):
    """The way from offsets in a text back to the text that it was taken from.

    Both are the same from each of the offsets `taken` on, which is the one of `source` there.
    """

    taken: tuple[int, ...] = ()
    source: tuple[int, ...] = ()

    def lead_back(self, offset: int) -> int:
        """Return where the character at this offset was in the source."""
        if len(self.taken) == 1:  # one line, as most blocks are
            return self.source[0] + offset - self.taken[0]
        nearest = max(bisect_right(self.taken, offset) - 1, 0)
        distance = offset - self.taken[nearest]
        return self.source[nearest] + distance


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """A piece of running text; start and end are offsets in the document, markup included."""

    kind: str
    """text, em, strong, code, link, image, html or break (a line break; `text` says hard or soft).
    """
    start: int
    end: int
    text: str = ""
    """What a reader sees of a text or code, the tag of html, the alternative text of an image."""
    target: str = ""
    """Where a link or image leads, as written."""
    children: tuple["Inline", ...] = ()

    @property
    def inner(self) -> tuple[int, int]:
        """Start and end of what em, strong or a link holds; the whole where it holds nothing."""
        if not self.children:
            return self.start, self.end
        first = self.children[0]
        last = self.children[-1]
        return first.start, last.end

    def walk(self) -> Iterator["Inline"]:
        """Yield this piece and all inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def visible(self) -> str:
        """What a reader sees of this piece and all inside it."""
        if self.kind in ("text", "code"):
            return self.text
        if self.kind == "break":
            if self.text == "hard":
                return "\n"
            return " "
        return "".join(child.visible for child in self.children)


@dataclass(frozen=True, eq=False)
class Block:
    """A block; start and end are offsets in the document, without the markup of outer blocks."""

    kind: str
    """paragraph, heading, fence, code, html, rule, table, row, cell, quote, alert, item,
    bullet_list, ordered_list.
    """
    start: int
    end: int
    path: tuple["Block", ...] = ()
    """The blocks around this one, outermost first."""
    level: int = 0
    """A heading's level; an ordered list's first number."""
    info: str = ""
    """A fence's language; an alert's kind (NOTE, TIP …); an item's number; "header" for a table's
    first row.
    """
    inlines: tuple[Inline, ...] = ()
    plain: str = ""
    """What a reader sees: text without its markup, the content of code."""
    plain_map: OffsetMap = field(default=OffsetMap(), repr=False)
    """From `plain` to the document."""

    @property
    def depth(self) -> int:
        """How many blocks are around this one."""
        return len(self.path)

    @property
    def leaf(self) -> bool:
        """Whether this block holds text itself, not blocks."""
        return self.kind in _LEAVES

    def plain_offset(self, index: int) -> int:
        """Return the offset in the document of a character of `plain`; of its end for its length.

        The end is that of the last character: what follows in the document may be markup.
        """
        if not self.plain_map.taken:
            return self.start
        last = max(len(self.plain) - 1, 0)
        if index > last:
            return self.plain_map.lead_back(last) + index - last
        return self.plain_map.lead_back(index)

    def plain_span(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of `plain` as a span of the document."""
        first = self.plain_offset(start)
        if end <= start:
            return first, first
        return first, self.plain_offset(end - 1) + 1

    def walk(self) -> Iterator[Inline]:
        """Yield all inlines at every depth, in the order of the text."""
        for inline in self.inlines:
            yield from inline.walk()


@dataclass(frozen=True, eq=False)
class Document:
    """A text and its blocks, flat, in the order of the text."""

    text: str
    blocks: tuple[Block, ...]

    @cached_property
    def leaves(self) -> tuple[Block, ...]:
        """The blocks that hold text themselves: paragraphs, headings, cells, code, HTML."""
        return tuple(block for block in self.blocks if block.leaf)

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The leaves that are written for readers: no code, no HTML."""
        return tuple(block for block in self.blocks if block.kind in _PROSE)

    @cached_property
    def verbatim(self) -> tuple[Block, ...]:
        """The leaves that are no prose: code and HTML."""
        return tuple(block for block in self.leaves if block.kind not in _PROSE)

    @cached_property
    def code(self) -> tuple[Block, ...]:
        """The leaves that are code, between fences or indented."""
        return tuple(block for block in self.blocks if block.kind in _CODE)

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """All inlines of all blocks at every depth."""
        inlines: list[Inline] = []
        for block in self.blocks:
            inlines.extend(block.walk())
        return tuple(inlines)

    def of(self, kind: str) -> tuple[Inline, ...]:
        """Return all inlines of one kind."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Inline, ...]]:
        """All inlines by their kinds: many checks ask for one of them."""
        found: dict[str, list[Inline]] = {}
        for inline in self.inlines:
            found.setdefault(inline.kind, []).append(inline)
        return {kind: tuple(inlines) for kind, inlines in found.items()}
