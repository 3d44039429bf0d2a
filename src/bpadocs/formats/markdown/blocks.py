"""The tokens of markdown-it as blocks, with offsets in the document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from markdown_it.token import Token

from bpadocs.formats.markdown.inlines import InlineReader
from bpadocs.formats.markdown.places import parser
from bpadocs.formats.markdown.tree import Block, Inline, OffsetMap

_Span = tuple[int, int]

_KINDS: Final = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "bullet_list",
    "ordered_list_open": "ordered_list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "fence": "fence",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}
"""The kind of block that a token begins. The two parts of a table are none: it holds rows."""

_PARTS_OF_TABLE: Final = ("thead_close", "tbody_close")
_ALERT: Final = re.compile(r"\[!([A-Za-z]+)\][ \t]*(?:\n|$)")
_ITEM: Final = re.compile(r"[ \t]*(?:[-+*]|\d+[.)])")
_BLANKS: Final = re.compile(r"[ \t]*")
_HASHES: Final = re.compile(r"#{1,6}[ \t]*")
_BAR: Final = re.compile(r"(?<!\\)\|")
_ESCAPED_BAR: Final = re.compile(r"\\\|")


@dataclass(slots=True)
class _OpenBlock:
    """A block being read: what is known when it begins, and the blocks in it."""

    kind: str
    line: int
    start: int
    end: int
    level: int = 0
    info: str = ""
    inlines: tuple[Inline, ...] = ()
    plain: str = ""
    plain_map: OffsetMap = field(default=OffsetMap())
    inner: "list[_OpenBlock]" = field(default_factory=list)

    def close(self, path: tuple[Block, ...], closed: list[Block]) -> None:
        """Add the block and all blocks in it, in the order of the text."""
        block = Block(
            kind=self.kind,
            start=self.start,
            end=self.end,
            path=path,
            level=self.level,
            info=self.info,
            inlines=self.inlines,
            plain=self.plain,
            plain_map=self.plain_map,
        )
        closed.append(block)
        if self.inner:
            path = (*path, block)
        for inner in self.inner:
            inner.close(path, closed)


class BlockReader:
    """The reader of one text, without carriage returns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._written = text.split("\n")
        """The lines without their line breaks."""
        self._lines = [0]
        """The start of each line, and where one after the last would start."""
        for line in self._written:
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._top: list[_OpenBlock] = []
        self._open: list[_OpenBlock] = []
        self._cells: Iterator[_Span] = iter(())
        """The spans of the cells of the open row that have not begun yet."""

    def blocks(self) -> Sequence[Block]:
        """Return the blocks, in the order of the text."""
        for token in parser().parse(self._text):
            kind = _KINDS.get(token.type)
            if kind:
                self._enter(kind, token)
            elif token.type == "inline":
                self._read_inlines(self._open[-1], token)
            elif token.nesting == -1 and token.type not in _PARTS_OF_TABLE:
                self._leave()
        closed: list[Block] = []
        for block in self._top:
            block.close((), closed)
        return closed

    def _enter(self, kind: str, token: Token) -> None:
        if kind == "cell":
            block = self._next_cell()
        else:
            block = self._begin(kind, token)
        if self._open:
            self._open[-1].inner.append(block)
        else:
            self._top.append(block)
        if kind == "row":
            row = self._text[block.start : block.end]
            self._cells = _cells(row, block.start)
        if token.nesting == 1:
            self._open.append(block)
        elif kind in ("fence", "code"):
            self._read_code(block, token)

    def _leave(self) -> None:
        block = self._open.pop()
        if block.kind == "quote":
            _make_alert(block)

    def _next_cell(self) -> _OpenBlock:
        row = self._open[-1]
        # A row may have fewer cells than its table.
        missing = row.end, row.end
        start, end = next(self._cells, missing)
        return _OpenBlock(
            kind="cell",
            line=row.line,
            start=start,
            end=end,
        )

    def _begin(self, kind: str, token: Token) -> _OpenBlock:
        first, behind = token.map or [0, 0]
        last = behind - 1
        # Empty lines after a list or quote are counted to it.
        while last > first and not self._written[last].strip(" \t>"):
            last -= 1
        start = self._start(first)
        last_line = self._written[last].rstrip()
        end = self._lines[last] + len(last_line)
        block = _OpenBlock(
            kind=kind,
            line=first,
            start=start,
            end=max(start, end),
            info=token.info.strip(),
        )
        if kind == "heading":
            block.level = int(token.tag[1:])
        elif kind == "ordered_list":
            number = token.attrs.get("start", 1)
            block.level = int(number)
        elif kind == "row":
            is_first = not self._open[-1].inner
            block.info = "header" if is_first else ""
        return block

    def _start(self, line: int) -> int:
        """Return where the content of a line begins, inside the blocks that are open."""
        position = self._lines[line]
        for block in self._open:
            if block.kind == "quote":
                mark = _end(_BLANKS.match(self._text, position), position)
                if self._text.startswith(">", mark):
                    position = mark + 1
            elif block.kind == "item" and block.line == line:
                position = _end(_ITEM.match(self._text, position), position)
        return _end(_BLANKS.match(self._text, position), position)

    def _line_map(self, content: str, first: int) -> OffsetMap:
        """Return the way from each line of the content to the document.

        markdown-it has taken the indentation and the marks of outer blocks off the lines. What is
        left of a line is its end.
        """
        taken: list[int] = []
        source: list[int] = []
        offset = 0
        # A fence that is never closed may be the last line of the text: it has no further lines.
        numbers = range(first, len(self._written))
        for number, line in zip(numbers, content.split("\n"), strict=False):
            written = self._written[number]
            inner = line.lstrip(" \t")
            at = len(written) - len(inner)
            if inner and not written.endswith(inner):
                # Blanks, or the hashes that close a heading, were taken off the end as well.
                at = max(written.rfind(inner), 0)
            indentation = len(line) - len(inner)
            taken.append(offset + indentation)
            source.append(self._lines[number] + at)
            offset += len(line) + 1
        return OffsetMap(tuple(taken), tuple(source))

    def _read_code(self, block: _OpenBlock, token: Token) -> None:
        first = block.line
        if token.type == "fence":
            first += 1
        block.plain = token.content.removesuffix("\n")
        block.plain_map = self._line_map(block.plain, first)

    def _read_inlines(self, block: _OpenBlock, token: Token) -> None:
        reader = InlineReader(self._content_map(block, token.content))
        block.inlines = reader.read(token.children or [])
        if self._may_be_alert(block):
            marker = _ALERT.match(token.content)
        else:
            marker = None
        if marker:
            _take_off(block, marker[1], reader.source(marker.end()))
        block.plain, block.plain_map = reader.plain(block.inlines)

    def _content_map(self, block: _OpenBlock, content: str) -> OffsetMap:
        if block.kind == "cell":
            return _cell_map(self._text, block.start, block.end)
        if block.kind == "heading":
            hashes = _HASHES.match(self._text, block.start)
            if hashes:
                return OffsetMap((0,), (hashes.end(),))
        return self._line_map(content, block.line)

    def _may_be_alert(self, block: _OpenBlock) -> bool:
        """Return whether this is the first paragraph of a quote."""
        if block.kind != "paragraph" or len(self._open) < 2:
            return False
        outer = self._open[-2]
        return outer.kind == "quote" and outer.inner[0] is block


def _end(match: re.Match[str] | None, position: int) -> int:
    """Return the end of the match, or the position where there is none."""
    if match:
        return match.end()
    return position


def _take_off(block: _OpenBlock, marker: str, body: int) -> None:
    """Take the marker of an alert off its first paragraph, whose body begins at this offset."""
    block.info = marker.upper()
    block.inlines = tuple(inline for inline in block.inlines if inline.start >= body)
    block.start = block.end
    if block.inlines:
        block.start = block.inlines[0].start


def _make_alert(quote: _OpenBlock) -> None:
    """Make an alert of a quote whose first paragraph began with `[!NOTE]` or the like."""
    first = quote.inner[0] if quote.inner else None
    if not first or first.kind != "paragraph" or not first.info:
        return
    quote.kind = "alert"
    quote.info = first.info
    first.info = ""
    if not first.inlines:
        quote.inner.pop(0)


def _cells(row: str, start: int) -> Iterator[_Span]:
    """Yield the span of each cell of a table's row, which begins at this offset.

    The blanks around a cell are left out.
    """
    spans = _between_bars(row)
    # Before a bar that begins the row, and after one that ends it, there is no cell.
    if spans and _is_empty(spans[0]):
        spans.pop(0)
    if spans and _is_empty(spans[-1]):
        spans.pop()
    for left, right in spans:
        cell = row[left:right]
        content = cell.strip()
        first = start + left
        if content:
            first += len(cell) - len(cell.lstrip())
        yield first, first + len(content)


def _between_bars(row: str) -> list[_Span]:
    spans: list[_Span] = []
    left = 0
    for bar in _BAR.finditer(row):
        spans.append((left, bar.start()))
        left = bar.end()
    spans.append((left, len(row)))
    return spans


def _is_empty(span: _Span) -> bool:
    left, right = span
    return left == right


def _cell_map(text: str, start: int, end: int) -> OffsetMap:
    """Return the way from a cell's content, where each escaped bar has lost its backslash."""
    taken = [0]
    source = [start]
    cell = text[start:end]
    for count, match in enumerate(_ESCAPED_BAR.finditer(cell)):
        at = match.start()
        taken.append(at - count)
        source.append(start + at + 1)
    return OffsetMap(tuple(taken), tuple(source))
