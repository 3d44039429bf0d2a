"""Read the property table of a page, which is Markdown or HTML."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bpadocs.pages.published import PROPERTIES, Row, Span, Table
from bpadocs.published.wording import Hints, bare

MAX_TABLE: Final = 20_000
"""How many characters of HTML are read as a table."""

# The row below the head of a Markdown table. A possessive quantifier (`*+`) does not give back what
# it has taken, so that a long line is tried once.
_DELIMITER_ROW = re.compile(
    r"\s*+(?:\|\s*+)?:?-++:?\s*+(?>(?:\|\s*+:?-++:?\s*+)*)(?:\|\s*+)?$"
)
_CELL = re.compile(r"(?:\\.|[^|\\])*")
_FIRST_TAGS = re.compile(r"(?>(?:\s|<[^<>]*>)*)")
_ROW, _CELLS = ("tr",), ("td", "th")


def read_table(text: str, block: Span, hints: Hints) -> Table | None:
    """Return the property table that this block of the page is; nothing where it is none."""
    return _TableReader(text, block, hints).table()


class _TableReader:
    def __init__(self, text: str, block: Span, hints: Hints) -> None:
        self.text = text
        self.block = block
        self.hints = hints

    def table(self) -> Table | None:
        """Return the table of the block; nothing where it is none."""
        text = self.text[self.block.start : self.block.end]
        if "<table" in text.lower():
            if len(text) <= MAX_TABLE:
                return self._html_table(text)
            return None
        lines = text.split("\n")
        if len(lines) < 2 or not _DELIMITER_ROW.match(lines[1]) or "|" not in lines[0]:
            return None
        rows = []
        position = self.block.start
        for number, line in enumerate(lines):
            if number != 1:
                rows.append(_markdown_cells(position, line))
            position += len(line) + 1
        return self._table_of(rows, has_header=True, is_html=False)

    def _html_table(self, text: str) -> Table | None:
        rows: list[list[Span]] = []
        has_header = False
        found = [whole for whole, _ in _elements(text, _ROW)]
        for whole in found:
            row = text[whole.start : whole.end]
            cells = _html_cells(self.block.start + whole.start, row)
            if not rows:
                has_room = len(found) > len(PROPERTIES)
                has_header = "<th" in row.lower() and bool(cells) and has_room
            rows.append(cells)
        return self._table_of(rows, has_header=has_header, is_html=True)

    def _table_of(
        self, rows: Sequence[Sequence[Span]], *, has_header: bool, is_html: bool
    ) -> Table | None:
        """Return the table of these cells; of each row, the first two count."""
        pairs = []
        for cells in rows:
            if cells:
                label = cells[0]
                if len(cells) > 1:
                    value = cells[1]
                else:
                    value = Span(label.end, label.end)
                pairs.append((label, value))
        if not pairs:
            return None
        header = None
        if has_header:
            (label, value), *pairs = pairs
            header = Row(None, label, value)
        return Table(
            whole=self.block,
            header=header,
            rows=tuple(self._rows(pairs)),
            html=is_html,
        )

    def _rows(self, pairs: Sequence[tuple[Span, Span]]) -> list[Row]:
        """Return the rows with the properties that they state."""
        is_usual = len(pairs) == len(PROPERTIES)
        rows = []
        for label, value in pairs:
            name = self._property(label, value, is_usual=is_usual)
            rows.append(Row(name, label, value))
        order = self._order(len(rows))
        named = {row.property for row in rows} - {None}
        # Words may mislead (two rows of one word); the order of the rows never does where their
        # number is right.
        if order is None or len(named) == len(rows):
            return rows
        ordered = []
        for name, (label, value) in zip(order, pairs, strict=True):
            ordered.append(Row(name, label, value))
        return ordered

    def _property(self, label: Span, value: Span, *, is_usual: bool) -> str | None:
        """Return what a row is about by the words of its label.

        In a table of another length than usual, its value tells too: “Warning” is a severity.
        """
        words = self.text[label.start : label.end]
        name = self.hints.meaning(words)
        if name is None and not is_usual:
            words = self.text[value.start : value.end]
            name = self.hints.words.get(f"= {bare(words)}")
        if name in PROPERTIES:
            return name
        return None

    def _order(self, count: int) -> Sequence[str | None] | None:
        """Return the properties of a table of so many rows, if its length tells them."""
        table = self.hints.english.table if self.hints.english else None
        if table is not None and len(table.rows) == count:
            return [row.property for row in table.rows]
        if count == len(PROPERTIES):
            return PROPERTIES
        return None


# Cells


def _markdown_cells(offset: int, line: str) -> list[Span]:
    """Return the cells of a row that begins at this offset, without the blanks around them."""
    start = len(line) - len(line.lstrip())
    if line[start : start + 1] == "|":
        start += 1
    cells = []
    while start <= len(line):
        found = _CELL.match(line, start)
        end = found.end() if found else len(line)
        cell = line[start:end]
        is_last = end >= len(line)
        if is_last and not cell.strip():
            # nothing is behind the last |
            break
        blanks = len(cell) - len(cell.lstrip())
        # of a cell of blanks, nothing is left
        words_end = max(blanks, len(cell.rstrip()))
        first = offset + start
        cells.append(Span(first + blanks, first + words_end))
        if is_last:
            break
        start = end + 1
    return cells


def _html_cells(offset: int, row: str) -> list[Span]:
    """Return the words of each cell of a row that begins at this offset."""
    cells = []
    for _, inner in _elements(row, _CELLS):
        content = row[inner.start : inner.end]
        cells.append(_inside(content, offset + inner.start))
    return cells


def _inside(cell: str, offset: int) -> Span:
    """Return the words of an HTML cell, without the tags around them."""
    first = _FIRST_TAGS.match(cell)
    start = first.end() if first else 0
    end = len(cell)
    while True:
        end = start + len(cell[start:end].rstrip())
        opening = -1
        if cell.endswith(">", start, end):
            opening = cell.rfind("<", start, end)
        is_tag = opening >= 0 and ">" not in cell[opening : end - 1]
        if not is_tag:
            return Span(offset + start, offset + end)
        end = opening


def _elements(text: str, names: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    """Yield each HTML element of these names: the whole, and what is inside.

    What is never closed is none.
    """
    last = text.rfind(">") + 1
    position = 0
    while names and (tag := _opening(names).search(text, position, last)):
        closing = re.compile(f"</{tag[1]}>", re.IGNORECASE)
        end = closing.search(text, tag.end())
        if end is None:
            # none after this one is closed either: to look for its end each time would take long
            names = [name for name in names if name != tag[1].lower()]
            position = tag.start() + 1
        else:
            whole = Span(tag.start(), end.end())
            inside = Span(tag.end(), end.start())
            yield whole, inside
            position = end.end()


def _opening(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(names)})\b[^>]*+>", re.IGNORECASE)
