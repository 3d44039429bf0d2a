"""The inline tokens of one block as a tree, with offsets in the document."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from markdown_it.token import Token

from bpadocs.formats.markdown.places import with_places
from bpadocs.formats.markdown.tree import Inline, OffsetMap

_DEEPEST: Final = 20
"""Marks of emphasis further inside than this are dropped, as markdown-it drops deeper blocks."""


_Span = tuple[int, int]


class InlineReader:
    """The reader of one block's inline tokens."""

    def __init__(self, content_map: OffsetMap) -> None:
        if not content_map.taken:
            content_map = OffsetMap((0,), (0,))
        self.content_map = content_map
        """From the content of the block, as markdown-it has it, to the document."""
        self._moved: int | None = None
        """How far the content is from the document, where it is one line, as mostly."""
        if len(content_map.taken) == 1:
            self._moved = content_map.source[0] - content_map.taken[0]
        self._code_maps: dict[Inline, OffsetMap] = {}

    def source(self, offset: int) -> int:
        """Return the offset in the document for an offset in the content."""
        if self._moved is not None:
            return max(offset + self._moved, 0)
        return max(self.content_map.lead_back(offset), 0)

    def read(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        """Return the tree of the tokens."""
        if len(tokens) == 1 and tokens[0].type == "text" and self._moved is not None:
            return (self._only_text(tokens[0].content),)  # as mostly
        top: list[Inline | _OpenText] = []
        open_inlines: list[_OpenInline] = []
        inside = top
        for token, start, end in with_places(tokens):
            if token.nesting == 1:
                opened = _OpenInline(token, start, around=inside)
                too_deep = len(open_inlines) >= _DEEPEST and token.type != "link_open"
                if too_deep:
                    # No inline is made of it: what it holds goes to the one around it.
                    opened.children = inside
                open_inlines.append(opened)
                inside = opened.children
            elif token.nesting == -1:
                opened = open_inlines.pop()
                inside = opened.around
                if opened.children is not inside:
                    inside.append(self._closed(opened, token, end))
            else:
                self._read_leaf(token, (start, end), inside)
        return _all_closed(top)

    def _only_text(self, text: str) -> Inline:
        """Return all of the content as one text."""
        start, end = self._span(0, len(text))
        return Inline(
            kind="text",
            start=start,
            end=end,
            text=text,
        )

    def plain(self, inlines: Sequence[Inline]) -> tuple[str, OffsetMap]:
        """Return what a reader sees of inlines that were read here, and its way to the document."""
        if len(inlines) == 1 and inlines[0].kind == "text":  # as mostly
            [text] = inlines
            return text.text, OffsetMap((0,), (text.start,))
        pieces: list[str] = []
        taken: list[int] = []
        source: list[int] = []
        length = 0
        for inline in _leaves(inlines):
            if inline.kind == "code":
                code_map = self._code_maps[inline]
                taken.extend(length + offset for offset in code_map.taken)
                source.extend(code_map.source)
            else:
                taken.append(length)
                source.append(inline.start)
            visible = inline.visible
            pieces.append(visible)
            length += len(visible)
        plain_map = OffsetMap(tuple(taken), tuple(source))
        return "".join(pieces), plain_map

    def _span(self, start: int, end: int) -> _Span:
        """Return a span of the content as a span of the document."""
        first = self.source(start)
        if end <= start:
            return first, first
        last = self.source(end - 1)
        return first, max(last + 1, first)

    def _closed(self, opened: "_OpenInline", closing: Token, end: int) -> Inline:
        start = opened.start
        if closing.type == "strong_close":
            # The place is that of the inner of two asterisks.
            start -= 1
            end += 1
        first, last = self._span(start, end)
        return Inline(
            kind=closing.type.removesuffix("_close"),
            start=first,
            end=last,
            target=str(opened.token.attrs.get("href", "")),
            children=_all_closed(opened.children),
        )

    def _read_leaf(
        self, token: Token, place: _Span, inside: "list[Inline | _OpenText]"
    ) -> None:
        start, end = self._span(*place)
        match token.type:
            case "text":
                self._read_text(token.content, place, inside)
            case "text_special":
                inside.append(_OpenText(start, end, [token.content]))
            case "code_inline":
                code = Inline(
                    kind="code",
                    start=start,
                    end=end,
                    text=token.content,
                )
                self._code_maps[code] = self._code_map(token, place)
                inside.append(code)
            case "html_inline":
                html = Inline(
                    kind="html",
                    start=start,
                    end=end,
                    text=token.content,
                )
                inside.append(html)
            case "image":
                target = str(token.attrs.get("src", ""))
                image = Inline(
                    kind="image",
                    start=start,
                    end=end,
                    text=token.content,
                    target=target,
                )
                inside.append(image)
            case "softbreak":
                soft_break = Inline(
                    kind="break",
                    start=start,
                    end=end,
                    text="soft",
                )
                inside.append(soft_break)
            case "hardbreak":
                hard_break = Inline(
                    kind="break",
                    start=start,
                    end=end,
                    text="hard",
                )
                inside.append(hard_break)

    def _code_map(self, token: Token, place: _Span) -> OffsetMap:
        """Return the way from a code span's text to the document, line by line."""
        start, end = place
        first = start + len(token.markup)
        last = end - len(token.markup)
        # One blank on either side is not part of the code where both are there.
        blanks = last - first - len(token.content)
        first += blanks // 2
        taken, source = self.content_map
        next_line = bisect_right(taken, first)
        behind = bisect_left(taken, last)
        further_starts = [start - first for start in taken[next_line:behind]]
        return OffsetMap(
            (0, *further_starts),
            (self.source(first), *source[next_line:behind]),
        )

    def _read_text(
        self, text: str, place: _Span, inside: "list[Inline | _OpenText]"
    ) -> None:
        if not text:  # a mark of emphasis that another token stands for
            return
        begin, behind = place
        start, end = self._span(begin, behind)
        before = inside[-1] if inside else None
        bounds = self._bounds(begin, behind)
        is_as_written = behind - begin == len(text)
        if bounds and is_as_written:
            # A cell's text is cut where the parser took out the backslash of a bar.
            for left, right in pairwise([begin, *bounds, behind]):
                first, last = self._span(left, right)
                piece = text[left - begin : right - begin]
                inside.append(_OpenText(first, last, [piece]))
        elif end - start == len(text) + 2:
            # The address in `<https://…>`.
            address = _OpenText(start + 1, end - 1, [text])
            inside.append(address)
        elif isinstance(before, _OpenText) and before.is_continued_at(start):
            before.add(text, end)
        else:
            inside.append(_OpenText(start, end, [text]))

    def _bounds(self, start: int, end: int) -> Sequence[int]:
        """Return the offsets inside this span of the content that a new line of the map is for."""
        taken = self.content_map.taken
        first = bisect_right(taken, start)
        behind = bisect_left(taken, end)
        return taken[first:behind]


@dataclass(slots=True)
class _OpenText:
    """A text that is being read: markdown-it cuts it at every mark that turns out to be none."""

    start: int
    end: int
    pieces: list[str]
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = len(self.pieces[0])

    def is_continued_at(self, start: int) -> bool:
        """Return whether a text that begins here goes on with this one, which is as written."""
        is_as_written = self.end - self.start == self.length
        return self.end == start and is_as_written

    def add(self, text: str, end: int) -> None:
        """Put a text that goes on with this one to its end."""
        self.pieces.append(text)
        self.length += len(text)
        self.end = end


@dataclass(slots=True)
class _OpenInline:
    """An emphasis or link that has begun, and what has been read of its inside."""

    token: Token
    start: int
    around: list[Inline | _OpenText]
    children: list[Inline | _OpenText] = field(default_factory=list)


def _all_closed(pieces: Sequence[Inline | _OpenText]) -> tuple[Inline, ...]:
    closed: list[Inline] = []
    for piece in pieces:
        if isinstance(piece, _OpenText):
            text = "".join(piece.pieces)
            piece = Inline(
                kind="text",
                start=piece.start,
                end=piece.end,
                text=text,
            )
        closed.append(piece)
    return tuple(closed)


def _leaves(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Yield the inlines that a reader sees something of themselves, at every depth."""
    for top in inlines:
        for inline in top.walk():
            if inline.kind in ("text", "code", "break"):
                yield inline
