"""Code fences, as CommonMark defines them, for code that reads Markdown line by line.

The tree of `formats/markdown/` knows fences as well. This module is for those who need nothing
else of it: to look at the lines alone is many times faster, and every page of a build is read so.
"""

import re
from enum import Enum, auto

# Three marks or more. What follows backticks has none itself: "```code```" is a code span.
_OPENING = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")

_MOST_INDENTED = 3
"""How many blanks may precede a fence, counted from the text that it belongs to."""


class FencePart(Enum):
    """What a line is to the fenced code in a text."""

    OUTSIDE = auto()
    OPENING = auto()
    CODE = auto()
    CLOSING = auto()


# Under a name of its own, for each look-up of an enumeration's member takes time.
_OUTSIDE = FencePart.OUTSIDE


class Fences:
    """Follows the code fences of one text; give it every line, in order."""

    __slots__ = ("_indent", "_least", "_marks")

    def __init__(self) -> None:
        self._marks = ""
        self._indent = 0
        self._least = 0

    @property
    def is_open(self) -> bool:
        """Whether the next line is code, unless it closes the fence."""
        return bool(self._marks)

    def has(self, line: str) -> bool:
        """Whether this line is code or a fence, and remember what it opens or closes."""
        if not self._marks and "```" not in line and "~~~" not in line:  # most lines
            return False
        return self.part(line) is not _OUTSIDE

    def part(self, line: str) -> FencePart:
        """Return what this line is, and remember what it opens or closes."""
        if self._marks and not self._ends_before(line):
            # Most lines of code have no such marks, and to look is faster than to take it apart.
            if self._marks not in line or not self._closes(line):
                return FencePart.CODE
            self._marks = ""
            return FencePart.CLOSING
        self._marks = ""
        if "```" not in line and "~~~" not in line:
            return _OUTSIDE
        opening = _OPENING.match(line)
        if opening is None:
            return _OUTSIDE
        self._marks = opening[1]
        self._indent = _indent(line)
        self._least = self._indent - _MOST_INDENTED
        return FencePart.OPENING

    def _ends_before(self, line: str) -> bool:
        """Whether the list item that holds the fence has ended, and with it the fence.

        A fence after more than three blanks belongs to a list item. Where the item's text begins
        is not known here, but at most three blanks before the fence.
        """
        if self._least <= 0 or not line.strip():
            return False
        return _indent(line) < self._least

    def _closes(self, line: str) -> bool:
        marks = line.strip(" \t\r")
        if not marks.startswith(self._marks) or marks.strip(self._marks[0]):
            return False
        return _indent(line) <= self._indent + _MOST_INDENTED


def _indent(line: str) -> int:
    """Return the number of columns before the first character; a tab ends at a multiple of four."""
    blanks = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blanks.expandtabs(4))
