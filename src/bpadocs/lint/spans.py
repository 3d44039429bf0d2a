"""Spans of one text, to ask quickly whether one of them covers a place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Span = tuple[int, int]


class Spans:
    """Spans of a text, none within another one: such a span would change no answer.

    Because of that, the ends ascend as the starts do, and both can be searched by halves.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        # Of spans with one start the longest comes first, so that the others are left out.
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            last = self._ends[-1] if self._ends else None
            if last is None or end > last:
                self._starts.append(start)
                self._ends.append(end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def add(self, start: int, end: int) -> None:
        """Add a span, in place of all that lie within it."""
        if self.around(start, end):
            return
        first = bisect_left(self._starts, start)
        after = bisect_right(self._ends, end)
        self._starts[first:after] = [start]
        self._ends[first:after] = [end]

    def around(self, start: int, end: int) -> bool:
        """Tell whether one of the spans has all of this one in it."""
        last = bisect_right(self._starts, start) - 1
        if last < 0:
            return False
        return self._ends[last] >= end

    def meet(self, start: int, end: int) -> bool:
        """Tell whether one of the spans has a part of this one in it."""
        last = bisect_left(self._starts, end) - 1
        if last < 0:
            return False
        return self._ends[last] > start
