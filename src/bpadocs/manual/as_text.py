"""Show a page of the manual as plain text, for a terminal.

Headings begin at the left, what stands below them is indented, and code keeps its lines. A name in
the page's `code` keeps its marks, so that it reads the same where there are no colours.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from bpadocs.formats.addresses import WEB, scheme
from bpadocs.formats.markdown import Block, Inline, parse

BODY: Final = 4
"""Columns before what stands below a heading."""
DEEPER: Final = 2
"""Columns before a heading that is below another one; nothing else begins there."""
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


def as_text(page: str, path: str, columns: int, topic_at: TopicAt) -> Iterator[str]:
    """Yield the lines of a page, which is at this path of the manual."""
    return _TextRenderer(page, path, columns, topic_at).lines()


class _TextRenderer:
    """Shows one page. Its blocks come flat, in their order; `path` says which are in which."""

    def __init__(self, page: str, path: str, columns: int, topic_at: TopicAt) -> None:
        self.document = parse(page)
        self.folder = posixpath.dirname(path)
        self.columns = columns
        self.topic_at = topic_at
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
        match block.kind:
            case "heading":
                before = " " * (DEEPER if block.level > 2 else 0)
                yield from self._filled(self._words(block.inlines), before, before)
            case "paragraph":
                before = " " * indent
                yield from self._filled(self._words(block.inlines), before, before)
            case "fence" | "code":
                for line in block.plain.rstrip("\n").split("\n"):
                    yield f"{' ' * (indent + _CODE)}{line}".rstrip()
            case "rule":
                yield f"{' ' * indent}{'-' * _NARROWEST}"
            case "bullet_list" | "ordered_list":
                yield from self._list(block, indent)
            case "table":
                yield from self._table(block, indent)
            case _:
                inner = self.inner.get(id(block), [])
                yield from self._blocks(inner, indent + _ITEM)

    def _list(self, block: Block, indent: int) -> Iterator[str]:
        is_loose = "\n\n" in self.document.text[block.start : block.end]
        for place, item in enumerate(self.inner.get(id(block), [])):
            if place and is_loose:
                yield ""
            mark = f"{block.level + place}. " if block.kind == "ordered_list" else "- "
            lines = self._blocks(self.inner.get(id(item), []), indent + len(mark))
            for number, line in enumerate(lines):
                if number == 0:
                    yield f"{' ' * indent}{mark}{line.strip()}"
                else:
                    yield line

    def _table(self, block: Block, indent: int) -> Iterator[str]:
        rows = []
        for row in self.inner.get(id(block), []):
            cells = self.inner.get(id(row), [])
            rows.append([self._words(cell.inlines) for cell in cells])
        head, *body = rows
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        room = self.columns - indent
        left = sum(widths[:-1]) + _GAP * (len(widths) - 1)
        if room - left >= min(widths[-1], room // 2):
            yield from self._in_columns(rows, widths, indent)
        else:
            yield from self._as_records(head, body, indent)

    def _in_columns(
        self, rows: Sequence[Sequence[str]], widths: Sequence[int], indent: int
    ) -> Iterator[str]:
        """Yield a table whose last column is folded into the room that the others leave."""
        has_head = any(rows[0])
        for number, row in enumerate(rows):
            if number == 0 and not has_head:
                continue
            first = " " * indent
            for cell, width in zip(row[:-1], widths[:-1], strict=True):
                first += cell.ljust(width + _GAP)
            yield from self._filled(row[-1], first, " " * len(first))
            if number == 0:
                dashes = ["-" * width for width in widths]
                line = f"{' ' * indent}{(' ' * _GAP).join(dashes)}"
                yield line[: self.columns]

    def _as_records(
        self, head: Sequence[str], body: Iterable[Sequence[str]], indent: int
    ) -> Iterator[str]:
        """Yield a table that is too wide: each row below its first cell."""
        for number, row in enumerate(body):
            if number:
                yield ""
            before = " " * indent
            yield from self._filled(row[0], before, before)
            before = " " * (indent + _CODE)
            for name, cell in zip(head[1:], row[1:], strict=True):
                if cell:
                    text = f"{name}: {cell}" if name else cell
                    yield from self._filled(text, before, before + " " * _ITEM)

    def _filled(self, text: str, first: str, later: str) -> Iterator[str]:
        """Yield a text in lines that fit, the first behind this beginning."""
        start = first
        for line in text.split("\n"):
            folded = wrap(
                line,
                max(self.columns - len(later), _NARROWEST),
                break_long_words=False,
                break_on_hyphens=False,
            )
            for words in folded or [""]:
                yield f"{start}{words}".replace(_BLANK, " ").rstrip()
                start = later

    def _words(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, piece: Inline) -> str:
        match piece.kind:
            case "code":
                code = f"`{piece.text}`"
                return code.replace(" ", _BLANK) if len(code) <= _UNBROKEN else code
            case "em" | "strong":
                return self._words(piece.children)
            case "link":
                return self._link(piece)
            case "image":
                return f"[{piece.text}]"
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
            return words if target in words else f"{words} <{target}>"
        path = target.partition("#")[0]
        if not path:
            return words
        topic = self.topic_at(posixpath.normpath(posixpath.join(self.folder, path)))
        if topic:
            return f"{words} ({f'bpa help {topic}'.replace(' ', _BLANK)})"
        return words
