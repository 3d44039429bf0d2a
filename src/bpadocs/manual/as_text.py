"""Show a page of the manual as plain text, for a terminal.

Headings begin at the left, what stands below them is indented, and code keeps its lines. Code
within a line keeps its marks, so that it reads the same where there are no colours.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Final, NamedTuple

from bpadocs.formats.addresses import WEB, scheme
from bpadocs.formats.markdown import Block, Inline, parse

BODY: Final = 4
"""Columns before what stands below a heading."""
DEEPER: Final = 2
"""Columns before a heading that is below another one; nothing else begins there."""
_TOP_LEVEL: Final = 2
"""Headings of this level begin at the left, as the title of the page does."""
_ITEM: Final = 2
_CODE: Final = 4
_GAP: Final = 2
"""Columns between two cells of a table."""
_NARROWEST: Final = 20
_UNBROKEN: Final = 40
"""Characters: code that is no longer stands on one line."""
_BLANK: Final = "\ue000"
"""Stands for a blank that no line is broken at; no page has it."""

TopicAt = Callable[[str], str]
"""Returns the topic that a page of the manual is, by its path; empty where there is none."""

_Row = Sequence[str]
"""The cells of a row of a table, as text."""


def as_text(page: str, path: str, columns: int, topic_at: TopicAt) -> Iterator[str]:
    """Yield the lines of a page, which is at this path of the manual."""
    return _TextRenderer(page, path, columns, topic_at).lines()


class _Margins(NamedTuple):
    """What stands before the first line of a text, and before the others."""

    first: str
    later: str

    @classmethod
    def of(cls, indent: int) -> "_Margins":
        """Return margins of blanks, the same for all lines."""
        blanks = " " * indent
        return cls(blanks, blanks)


class _TextRenderer:
    """Shows one page. Its blocks come flat, in their order; `path` says which are in which."""

    def __init__(self, page: str, path: str, columns: int, topic_at: TopicAt) -> None:
        self.document = parse(page)
        self.folder = posixpath.dirname(path)
        self.columns = columns
        self.topic_at = topic_at
        self.pointed: set[str] = set()
        """The topics that the block has named already: each is named once."""
        self.inner: dict[int, list[Block]] = {}
        self.top: list[Block] = []
        for block in self.document.blocks:
            if block.path:
                self.inner.setdefault(id(block.path[-1]), []).append(block)
            else:
                self.top.append(block)

    def lines(self) -> Iterator[str]:
        """Yield all lines, with an empty one between two blocks."""
        return self._blocks(self.top, BODY)

    def _blocks(self, blocks: Iterable[Block], indent: int) -> Iterator[str]:
        is_first = True
        for block in blocks:
            # a remark of whoever writes the page
            if block.kind == "html":
                continue
            if not is_first:
                yield ""
            is_first = False
            yield from self._block(block, indent)

    def _block(self, block: Block, indent: int) -> Iterator[str]:
        self.pointed.clear()
        match block.kind:
            case "heading":
                yield from self._heading(block)
            case "paragraph":
                # tags around a picture leave nothing but the end of their line
                words = self._words(block.inlines).lstrip(" ")
                yield from self._filled(words, _Margins.of(indent))
            case "fence" | "code":
                yield from _code(block.plain, indent + _CODE)
            case "rule":
                blanks = " " * indent
                yield blanks + "-" * _NARROWEST
            case "bullet_list" | "ordered_list":
                yield from self._list(block, indent)
            case "table":
                yield from self._table(block, indent)
            case _:
                inner = self._in(block)
                yield from self._blocks(inner, indent + _ITEM)

    def _heading(self, block: Block) -> Iterator[str]:
        words = self._words(block.inlines)
        indent = DEEPER
        if block.level <= _TOP_LEVEL:
            indent = 0
        return self._filled(words, _Margins.of(indent))

    def _in(self, block: Block) -> list[Block]:
        return self.inner.get(id(block), [])

    def _list(self, block: Block, indent: int) -> Iterator[str]:
        source = self.document.text[block.start : block.end]
        is_loose = "\n\n" in source
        before = " " * indent
        for place, item in enumerate(self._in(block)):
            if place and is_loose:
                yield ""
            mark = "- "
            if block.kind == "ordered_list":
                mark = f"{block.level + place}. "
            inner = self._in(item)
            lines = self._blocks(inner, indent + len(mark))
            first = next(lines, "")
            yield before + mark + first.strip()
            yield from lines

    def _table(self, block: Block, indent: int) -> Iterator[str]:
        rows: list[_Row] = []
        for row in self._in(block):
            cells: list[str] = []
            for cell in self._in(row):
                cells.append(self._words(cell.inlines))
            rows.append(cells)
        widths: list[int] = []
        for column in zip(*rows, strict=True):
            widths.append(max(map(len, column)))
        *left, last = widths
        gaps = _GAP * len(left)
        room = self.columns - indent
        wanted = min(last, room // 2)
        if sum(left) + gaps + wanted <= room:
            yield from self._in_columns(rows, widths, indent)
        else:
            yield from self._as_records(rows, indent)

    def _in_columns(
        self, rows: Sequence[_Row], widths: Sequence[int], indent: int
    ) -> Iterator[str]:
        """Yield a table whose last column is folded into the room that the others leave."""
        head, *body = rows
        if any(head):
            yield from self._row(head, widths, indent)
            dashes = ["-" * width for width in widths]
            yield from self._row(dashes, widths, indent)
        for row in body:
            yield from self._row(row, widths, indent)

    def _row(self, row: _Row, widths: Sequence[int], indent: int) -> Iterator[str]:
        *left, last = row
        first = " " * indent
        for cell, width in zip(left, widths, strict=False):
            first += cell.ljust(width + _GAP)
        if not last.strip("-"):
            # the line below the head is no longer than the others
            last = last[: self._room(len(first))]
        later = " " * len(first)
        yield from self._filled(last, _Margins(first, later))

    def _as_records(self, rows: Sequence[_Row], indent: int) -> Iterator[str]:
        """Yield a table that is too wide: each row below its first cell."""
        head, *body = rows
        is_first = True
        for row in body:
            if not is_first:
                yield ""
            is_first = False
            yield from self._record(head, row, indent)

    def _record(self, head: _Row, row: _Row, indent: int) -> Iterator[str]:
        deeper = " " * (indent + _CODE)
        later = deeper + " " * _ITEM
        margins = _Margins(deeper, later)
        yield from self._filled(row[0], _Margins.of(indent))
        for name, cell in zip(head[1:], row[1:], strict=True):
            text = cell
            if name:
                text = f"{name}: {cell}"
            if cell:
                yield from self._filled(text, margins)

    def _room(self, taken: int) -> int:
        """Return how many columns are left of a line."""
        return max(self.columns - taken, _NARROWEST)

    def _filled(self, text: str, margins: _Margins) -> Iterator[str]:
        """Yield a text in lines that fit, behind these margins."""
        margin = margins.first
        room = self._room(len(margins.later))
        for line in text.split("\n"):
            folded = wrap(
                line,
                room,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for words in folded or [""]:
                shown = (margin + words).rstrip()
                yield shown.replace(_BLANK, " ")
                margin = margins.later

    def _words(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, piece: Inline) -> str:
        match piece.kind:
            case "code":
                return _unbroken(f"`{piece.text}`")
            case "em" | "strong":
                return self._words(piece.children)
            case "link":
                return self._link(piece)
            case "image":
                words = " ".join(piece.text.split())
                return f"[{words}]"
            case "break":
                return "\n" if piece.text == "hard" else " "
            case "html":
                return "\n" if piece.text.startswith("<br") else ""
        return piece.text

    def _link(self, piece: Inline) -> str:
        """Return the words of a link, and where it leads to where one can go from a terminal."""
        words = self._words(piece.children)
        target = piece.target
        if scheme(target) in WEB:
            if target in words:
                return words
            return f"{words} <{target}>"
        path, _, _ = target.partition("#")
        if not path:
            return words
        whole = posixpath.normpath(posixpath.join(self.folder, path))
        topic = self.topic_at(whole)
        if not topic or topic in self.pointed:
            return words
        self.pointed.add(topic)
        command = _unbroken(f"bpa help {topic}")
        return f"{words} ({command})"


def _code(code: str, indent: int) -> Iterator[str]:
    """Yield the lines of a block of code."""
    before = " " * indent
    for line in code.rstrip("\n").split("\n"):
        shown = before + line
        yield shown.rstrip()


def _unbroken(text: str) -> str:
    """Return a text that stands on one line, if it is short enough."""
    if len(text) > _UNBROKEN:
        return text
    return text.replace(" ", _BLANK)
