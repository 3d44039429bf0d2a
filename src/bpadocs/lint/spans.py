"""Many spans of one text, and whether one of them covers a place: asked for each finding."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Span = tuple[int, int]


class Spans:
    """Spans of a text. Those that lie within another one are left out: they answer no question."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        """As ascending as the starts, since no span lies within another."""
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not self._ends or end > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def add(self, start: int, end: int) -> None:
        """One more span."""
        if self.around(start, end):
            return
        first, after = bisect_left(self._starts, start), bisect_right(self._ends, end)
        self._starts[first:after] = [start]
        self._ends[first:after] = [end]

    def around(self, start: int, end: int) -> bool:
        """Whether one of them has all of this span in it."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self._ends[at] >= end

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has a part of this span in it."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start
