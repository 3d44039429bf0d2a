"""Places in a text: as offsets, as lines and columns, and as the editor counts them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types
from pygls.workspace import PositionCodec

from bpadocs.formats.yaml.nodes import Node
from bpadocs.lint.findings import Place


@dataclass(frozen=True)
class PlacedText:
    """A text, and how its editor counts what is in a line: most count as UTF-16 does."""

    text: str
    codec: PositionCodec

    @cached_property
    def lines(self) -> list[str]:
        """The lines; only a line feed ends one, for the editor and for us."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts[:-1]

    def position(self, offset: int) -> types.Position:
        """Return where an offset in the text is for the editor."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        column = offset - start + 1
        return self._for_editor(line, column)

    def offset(self, position: types.Position) -> int:
        """Return the offset of a place that the editor names; the nearest, where there is none."""
        # a copy, for the codec changes what it is given
        asked = types.Position(
            line=position.line,
            character=position.character,
        )
        found = self.codec.position_from_client_units(self.lines, asked)
        length = len(self.lines[found.line])
        column = min(found.character, length)
        return self._starts[found.line] + column

    def span(self, start: int, end: int) -> types.Range:
        """Return the range between two offsets."""
        return types.Range(self.position(start), self.position(end))

    def range(self, place: Place) -> types.Range:
        """Return the range of a place, which counts lines and columns from 1."""
        start = self._for_editor(
            line=place.line,
            column=place.column,
        )
        end = self._for_editor(
            line=place.end_line,
            column=place.end_column,
        )
        return types.Range(start, end)

    def rest_of_line(self, line: int, column: int) -> types.Range:
        """Return the range from a place, counted from 1, to the last word of its line."""
        last = len(self.lines)
        row = min(line, last) - 1
        first = self._starts[row]
        written = self.lines[row].rstrip()
        length = len(written)
        start = min(column - 1, length)
        return self.span(first + start, first + length)

    def end_of(self, node: Node) -> int:
        """Return where the last word of a node ends; blank lines behind it are no part of it."""
        written = self.text[node.start : node.end]
        return node.start + len(written.rstrip())

    def _for_editor(self, line: int, column: int) -> types.Position:
        """Return a place, which is counted from 1, as the editor counts."""
        # a mistake may be told behind the last line: of a file that ends too early
        last = len(self.lines)
        if line > last:
            line = last
            ending = self.lines[-1]
            column = len(ending) + 1
        place = types.Position(
            line=line - 1,
            character=column - 1,
        )
        return self.codec.position_to_client_units(self.lines, place)


def replaced(old: str, new: str) -> tuple[int, int, str]:
    """Return the one piece of the old text that is to be replaced, and what comes in its place."""
    start, end = differing(old, new)
    new_end = end + len(new) - len(old)
    piece = new[start:new_end]
    return start, end, piece


def differing(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return between which characters of an old text, or which lines, all is that has changed."""
    start = _alike(old, new)
    rest = old[start:]
    new_rest = new[start:]
    # from the end, as far as what is alike at the beginning
    same = _alike(rest[::-1], new_rest[::-1])
    return start, len(old) - same


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many characters, or lines, two texts have in common at their beginning."""
    count = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        count += 1
    return count
