"""What differs between two sequences, in a time that stays in proportion to their length."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Final

WHOLE: Final = 2000 * 2000
"""Up to this product of the two lengths all is compared with all: texts of a rule are shorter."""
PIECE: Final = 400 * 400
"""Longer ones are cut at what stands once in both; a longer piece between two cuts is one change."""

Difference = tuple[str, int, int, int, int]
"""As difflib has it: equal, replace, delete or insert; start and end before, start and end after."""


def differences(before: Sequence[Hashable], after: Sequence[Hashable], whole: int = WHOLE) -> Sequence[Difference]:
    """How the one becomes the other, as difflib says it, but roughly where both are very long.

    The time of difflib grows with the square of the length.
    """
    if len(before) * len(after) <= whole:
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pieces = _between(_cuts(before, after), len(before), len(after))
    return _joined(chain.from_iterable(_piece(before, after, *piece) for piece in pieces))


def _cuts(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Pairs of places that hold the same: both ends, and between them what stands once in both."""
    shorter = min(len(before), len(after))
    left = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - left
    right = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    yield from ((at, at) for at in range(left))
    end, other_end = len(before) - right, len(after) - right
    once, other_once = _once(before, left, end), _once(after, left, other_end)
    yield from _ascending([(at, other_once[word]) for word, at in once.items() if word in other_once])
    yield from zip(range(end, len(before)), range(other_end, len(after)), strict=True)


def _once(words: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    """What stands once in this part, in its order, and where."""
    counts = Counter(words[start:end])
    return {words[at]: at for at in range(start, end) if counts[words[at]] == 1}


def _ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of these pairs that are in the order of their second places; given is that of the first."""
    ends: list[int] = []
    """The least place that a chain of each length ends in, and below which of the pairs that is."""
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [index]
    chosen = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _between(cuts: Iterator[tuple[int, int]], length: int, other_length: int) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of both that lie between the cuts, and the cuts themselves, as spans."""
    start = other = 0
    for at, other_at in cuts:
        yield start, at, other, other_at
        yield at, at + 1, other_at, other_at + 1
        start, other = at + 1, other_at + 1
    yield start, length, other, other_length


def _piece(
    before: Sequence[Hashable], after: Sequence[Hashable], start: int, end: int, other: int, other_end: int
) -> Iterator[Difference]:
    own, theirs = before[start:end], after[other:other_end]
    if own == theirs:
        yield from [("equal", start, end, other, other_end)] if own else []
    elif len(own) * len(theirs) <= PIECE:
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, own, theirs, autojunk=False).get_opcodes():
            yield kind, start + i1, start + i2, other + j1, other + j2
    else:
        yield "replace", start, end, other, other_end


def _joined(found: Iterator[Difference]) -> list[Difference]:
    """Neighbours of one kind as one."""
    joined: list[Difference] = []
    for kind, i1, i2, j1, j2 in found:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1], i2, joined[-1][3], j2)
        else:
            joined.append((kind, i1, i2, j1, j2))
    return joined
