"""Which parts of a text and of its translation belong together, where their numbers differ.

Words differ in two languages; numbers, code, names and addresses do not. Parts that share those, or
are about as long, are taken for the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

_Part = TypeVar("_Part")

PairedIndexes = tuple[int | None, int | None]
"""The index in the English and the one in the translation; None where the part has no partner."""

# What a translation keeps: numbers, names, which have a capital within a sentence, and words with a
# dot, a slash or the like inside.
_KEPT: Final = re.compile(
    r"\d+|(?<![A-Za-z])[A-Za-z]++[./_\\-][\w./\\-]*\w"
    r"|(?<=[\w,] )[A-Z][A-Za-z]+|\b\w+[a-z][A-Z]\w*"
)

_MOST_PAIRS: Final = 40_000
"""Up to this product of their numbers all parts are compared with all."""

_GAP: Final = -0.15
"""What a part without a partner costs. Two parts that share nothing are worth less than that."""

_FIRST: Final = 0.25
_LAST: Final = 0.2
"""What it is worth that two parts are the first ones of both, or the last ones."""

_SHORT: Final = 20
"""Of texts with so few characters, the length tells little."""


class Traits(NamedTuple):
    """What tells a part of a text in any language."""

    shape: tuple[object, ...]
    """What it is, such as a paragraph: parts of another shape never belong together."""
    length: int
    kept: Counter[str]
    """What its translation keeps, and how often it is there."""


def traits(shape: tuple[object, ...], text: str, addresses: Sequence[str]) -> Traits:
    """Return the traits of a part with this text, and these links or code."""
    kept = Counter(_KEPT.findall(text))
    kept.update(addresses)
    return Traits(shape, len(text), kept)


def likeness(english: Traits, translation: Traits) -> float:
    """Return how much two parts look like one another: 1 for the same, below 0 for others."""
    if english.shape != translation.shape:
        return -1.0
    shorter, longer = sorted((english.length, translation.length))
    lengths = (shorter + _SHORT) / (longer + _SHORT)
    if not english.kept and not translation.kept:
        return 0.6 * lengths - 0.1
    # A heading or a name may be English in one and translated in the other: what is shared says
    # more than what is not.
    return 0.9 * _shared(english.kept, translation.kept) + 0.4 * lengths - 0.3


def _shared(english: Counter[str], translation: Counter[str]) -> float:
    """Return how much of what both parts keep is in both; one of them keeps something."""
    # Asked of each part with each other one, and most share nothing: to count that takes longer.
    if english.keys().isdisjoint(translation):
        return 0.0
    shared = (english & translation).total()
    return shared / (english.total() + translation.total() - shared)


def paired(
    english: Sequence[_Part],
    translation: Sequence[_Part],
    alike: Callable[[_Part, _Part], float],
) -> list[PairedIndexes]:
    """Return which parts belong together, in the order of both, each part once.

    The pairs are those with the greatest likeness in all (Needleman and Wunsch). Very many parts
    are paired by their number.
    """
    if len(english) * len(translation) > _MOST_PAIRS:
        return _by_number(len(english), len(translation))
    steps = _best_steps(english, translation, alike)
    found: list[PairedIndexes] = []
    row, column = len(english), len(translation)
    while row or column:
        step = steps[row][column]
        row -= step[0]
        column -= step[1]
        found.append((row if step[0] else None, column if step[1] else None))
    found.reverse()
    return found


_BOTH: Final = (1, 1)
_ENGLISH: Final = (1, 0)
_TRANSLATION: Final = (0, 1)


def _best_steps(
    english: Sequence[_Part],
    translation: Sequence[_Part],
    alike: Callable[[_Part, _Part], float],
) -> list[list[tuple[int, int]]]:
    """Return, for each number of parts of both, the last step of the best way to pair them."""
    width = len(translation) + 1
    above = [column * _GAP for column in range(width)]
    steps = [[_TRANSLATION] * width]
    for row, own in enumerate(english, start=1):
        worth = [row * _GAP]
        line = [_ENGLISH]
        for column, other in enumerate(translation, start=1):
            both = above[column - 1] + alike(own, other)
            if row == column == 1:
                both += _FIRST
            elif row == len(english) and column == len(translation):
                both += _LAST
            without_english = above[column] + _GAP
            without_translation = worth[column - 1] + _GAP
            best = max(both, without_english, without_translation)
            worth.append(best)
            if best == both:
                line.append(_BOTH)
            elif best == without_english:
                line.append(_ENGLISH)
            else:
                line.append(_TRANSLATION)
        above = worth
        steps.append(line)
    return steps


def _by_number(english: int, translation: int) -> list[PairedIndexes]:
    shared = min(english, translation)
    found: list[PairedIndexes] = [(number, number) for number in range(shared)]
    found += [(number, None) for number in range(shared, english)]
    found += [(None, number) for number in range(shared, translation)]
    return found


def in_order_of(
    english: Sequence[Sequence[str]], translation: Sequence[Sequence[str]]
) -> list[int]:
    """Return the numbers of the parts of a translation, each at the place of its English part.

    Both are given by their addresses: two parts that share most of those belong together. Where a
    part shares none, it takes the first place that is left.
    """
    owners: dict[str, int | None] = {}
    for number, addresses in enumerate(english):
        for address in addresses:
            # an address of several parts tells nothing
            owners[address] = None if address in owners else number
    places: list[int | None] = [None] * len(english)
    rest: list[int] = []
    for number, addresses in enumerate(translation):
        known = Counter(owners.get(address) for address in addresses)
        del known[None]
        (place, _), *_ = known.most_common(1) or [(None, 0)]
        if place is None or places[place] is not None:
            rest.append(number)
        else:
            places[place] = number
    left = iter(rest)
    filled = [next(left, None) if place is None else place for place in places]
    return [place for place in filled if place is not None] + list(left)


def stretches(pairs: Sequence[PairedIndexes]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield each pair, and what stands between two pairs without a partner, as one stretch."""
    left: list[int] = []
    right: list[int] = []
    for own, other in pairs:
        if own is not None and other is not None:
            if left or right:
                yield left, right
                left, right = [], []
            yield [own], [other]
            continue
        if own is not None:
            left.append(own)
        if other is not None:
            right.append(other)
    if left or right:
        yield left, right
