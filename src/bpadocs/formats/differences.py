"""The differences of two sequences, in a time that is in proportion to their length."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

WHOLE: Final = 2000 * 2000
"""Up to this product of the two lengths all is compared with all: texts of a rule are shorter."""

PIECE: Final = 400 * 400
"""Longer ones are cut at what occurs once in both; a longer piece between two cuts is one change.
"""

Difference = tuple[str, int, int, int, int]
"""As difflib has it: equal, replace, delete or insert; start and end before, start and end after.
"""

_Items = Sequence[Hashable]
_Pair = tuple[int, int]
"""An index in the one sequence, and an index in the other."""


class _Stretch(NamedTuple):
    """A stretch of the one sequence, and the stretch of the other that is compared with it."""

    start: int
    end: int
    other_start: int
    other_end: int


def differences(
    before: _Items, after: _Items, whole: int = WHOLE
) -> Sequence[Difference]:
    """Return how the one becomes the other, as difflib tells it, but roughly for very long ones.

    The time of difflib grows with the square of the length.
    """
    if before and before == after:  # as two texts that have the same blocks
        return [("equal", 0, len(before), 0, len(after))]
    if len(before) * len(after) <= whole:
        return _exactly(before, after)
    found: list[Difference] = []
    for stretch in _stretches(before, after):
        found.extend(_in_stretch(before, after, stretch))
    return _joined(found)


def _exactly(before: _Items, after: _Items) -> Sequence[Difference]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.get_opcodes()


def _stretches(before: _Items, after: _Items) -> Iterator[_Stretch]:
    """Yield the stretches between the places where both have the same, and these places."""
    start = 0
    other_start = 0
    for at, other in _cuts(before, after):
        yield _Stretch(
            start=start,
            end=at,
            other_start=other_start,
            other_end=other,
        )
        yield _Stretch(
            start=at,
            end=at + 1,
            other_start=other,
            other_end=other + 1,
        )
        start = at + 1
        other_start = other + 1
    yield _Stretch(
        start=start,
        end=len(before),
        other_start=other_start,
        other_end=len(after),
    )


def _cuts(before: _Items, after: _Items) -> Iterator[_Pair]:
    """Yield the places where both have the same, in the order of both.

    These are their common beginning and end, and between them what occurs once in both.
    """
    shorter = min(len(before), len(after))
    left = _common_length(before, after, shorter)
    rest = shorter - left
    right = _common_length(before[::-1], after[::-1], rest)
    for at in range(left):
        yield at, at
    end = len(before) - right
    other_end = len(after) - right
    once = _once(before, left, end)
    other_once = _once(after, left, other_end)
    pairs: list[_Pair] = []
    for item, at in once.items():
        if item in other_once:
            pairs.append((at, other_once[item]))
    yield from _ascending(pairs)
    yield from zip(
        range(end, len(before)),
        range(other_end, len(after)),
        strict=True,
    )


def _common_length(before: _Items, after: _Items, most: int) -> int:
    """Return how many items both begin with."""
    for index in range(most):
        if before[index] != after[index]:
            return index
    return most


def _once(items: _Items, start: int, end: int) -> dict[Hashable, int]:
    """Return what occurs once between start and end, in its order, and where."""
    counts = Counter(items[start:end])
    places: dict[Hashable, int] = {}
    for at in range(start, end):
        item = items[at]
        if counts[item] == 1:
            places[item] = at
    return places


def _ascending(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Return the most of these pairs whose second places ascend, as their first places do.

    This is the longest increasing subsequence, found by patience sorting.
    """
    # For each length of a chain: the least place that one ends in, and the pair with that place.
    ends: list[int] = []
    last: list[int] = []
    # For each pair, the pair before it in its chain.
    previous: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        previous.append(last[length - 1] if length else -1)
        # Replaces the end of that chain, or begins one that is longer than all.
        ends[length : length + 1] = [place]
        last[length : length + 1] = [index]
    chosen: list[_Pair] = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = previous[index]
    chosen.reverse()
    return chosen


def _in_stretch(
    before: _Items, after: _Items, stretch: _Stretch
) -> Iterator[Difference]:
    start, end, other_start, other_end = stretch
    own = before[start:end]
    other = after[other_start:other_end]
    if own == other:
        if own:
            yield "equal", *stretch
    elif len(own) * len(other) <= PIECE:
        for kind, own_from, own_to, other_from, other_to in _exactly(own, other):
            yield (
                kind,
                start + own_from,
                start + own_to,
                other_start + other_from,
                other_start + other_to,
            )
    else:
        yield "replace", *stretch


def _joined(found: Iterable[Difference]) -> list[Difference]:
    """Return the differences, neighbours of one kind as one."""
    joined: list[Difference] = []
    for difference in found:
        kind, _, end, _, other_end = difference
        if joined and joined[-1][0] == kind:
            _, start, _, other_start, _ = joined.pop()
            difference = (kind, start, end, other_start, other_end)
        joined.append(difference)
    return joined
