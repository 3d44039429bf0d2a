"""The line that a mistake or a finding is about, cut to the terminal, and marks below it."""

import shutil
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bpadocs import shown

WIDTH = 110
"""Columns of a line of output where no terminal says how many it has."""

MARGIN = 11
"""Columns for the line's number, and for the marks of the parts that are cut off."""

_FIRST_OTHER_WIDTH = "\u0300"
"""The first character that does not take one column, as all of the Latin alphabet do."""

_NARROWEST = 30
"""Columns of the excerpt, however narrow the terminal is."""


def excerpt(number: int, line: str, start: int, end: int) -> Iterator[str]:
    """Yield the part of a line around a span, and below it the marks of the span.

    The span is in characters, from 0.
    """
    terminal = shutil.get_terminal_size((WIDTH, 0))
    room = max(terminal.columns - MARGIN, _NARROWEST)
    # The width in characters: a line of Hangul has room for half as many.
    width = room * len(line) // max(_columns(line), 1)
    left, right = _window(len(line), start, min(end, len(line)), width)
    marked_end = min(end, right)
    before = ("…" if left else "") + line[left:start]
    after = line[marked_end:right] + ("…" if right < len(line) else "")
    # What cannot be seen is spelled out here already, or the marks below would be too far left.
    before = shown.line(before)
    marked = shown.line(line[start:marked_end])
    yield f"{number:6} | {before}{marked}{after}"
    yield f"       | {' ' * _columns(before)}{'^' * max(_columns(marked), 1)}"


def _window(length: int, start: int, end: int, width: int) -> tuple[int, int]:
    """Return the part of a line around the span that has room, in characters."""
    if length <= width:
        return 0, length
    spare = max(width - (end - start), 0)
    left = max(0, min(start - spare // 2, length - width))
    return left, min(length, left + width)


# The text before the span is measured again for each finding in the line.
@lru_cache(maxsize=64)
def _columns(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if max(text, default="") < _FIRST_OTHER_WIDTH:
        return len(text)
    columns = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        wide = unicodedata.east_asian_width(character) in "WF"
        columns += 2 if wide else 1
    return columns
