"""Regular expressions that others wrote, within bounds: so much work at each place of a text.

Python's expressions may take a time that grows with a power of the text's length, or worse. Here
every repetition has an end, and what is left to try at one place is counted beforehand; what is too
much is refused. The time is then in proportion to the text.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from bpadocs.errors import BpadocsError

REACH: Final = 40
"""How often at most what has `*` or `+` behind it is repeated: more than a word has letters."""
MOST_WORK: Final = 10_000
"""Steps that an expression may take at one place of a text."""
LONGEST: Final = 20_000
"""Characters of an expression, with its lists."""
DEEPEST: Final = 20
"""Groups within groups."""

_PIECE: Final = re.compile(
    r"\\(?:x\w{2}|u\w{4}|U\w{8}|N\{[^}]*\}|\d+|.)"
    r"|\[\^?\]?(?>(?:\\.|[^\]\\])*)\]"
    r"|.",
    re.DOTALL,
)
"""An escape, a class, or a character."""
_GROUP: Final = re.compile(r"\((?:\?(?:[:=!>]|<[=!]|P<\w+>|-?[ai]+:))?(?!\?)")
"""How a group begins, of those that may be used."""
_NOTHING_LEFT: Final = ("(?=", "(?!", "(?<=", "(?<!", "(?>")
"""How groups begin that are tried in one way and in no other, once they have matched."""
_REPEAT: Final = re.compile(r"(?:([*+?])|\{(\d{0,4})(,?)(\d{0,4})\})([?+]?)")
_PLAIN: Final = re.compile(r"[\w '’-]+")


class ExpressionError(BpadocsError):
    """An expression that is none, or may take too long: why, and what to do."""


class _Cost(NamedTuple):
    """What a part of an expression costs at one place of a text."""

    ways: int
    """In how many ways it may match."""
    work: int
    """How many steps it takes to try all of them."""


_ONE: Final = _Cost(1, 1)
_TOO_MUCH: Final = _Cost(MOST_WORK + 1, MOST_WORK + 1)


def bounded(source: str) -> str:
    """Return the expression with an end to every repetition. Raises ExpressionError.

    What this returns for its own results is the same again.
    """
    if len(source) > LONGEST:
        raise ExpressionError(f"has more than {LONGEST:,} characters")
    reader = _Bounds(source)
    cost = reader.alternatives(0)
    if reader.at < len(source):
        raise ExpressionError("has a “)” that closes nothing")
    if cost.work > MOST_WORK:
        raise ExpressionError(
            "may take too long: it repeats what repeats, in too many ways; a possessive "
            r"repetition, such as \w++ or (?:\w++ ){1,4}, is tried in one way"
        )
    return "".join(reader.written)


class _Bounds:
    """Reads an expression from its beginning to its end, group by group."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.written: list[str] = []

    def alternatives(self, depth: int) -> _Cost:
        """Read up to the end of the group, or of the whole."""
        costs: list[_Cost] = []
        plain: list[str] = []
        while True:
            start = self.at
            costs.append(self._sequence(depth))
            text = self.source[start : self.at]
            if _PLAIN.fullmatch(text):
                plain.append(text.lower())
            if not self._next("|"):
                break
            self._write("|")
        work = sum(cost.work for cost in costs)
        if len(plain) == len(costs):
            return _limited(_ways_of_words(plain), work)
        return _limited(sum(cost.ways for cost in costs), work)

    def _sequence(self, depth: int) -> _Cost:
        parts: list[_Cost] = []
        while self.at < len(self.source) and not self._next("|", ")"):
            parts.append(self._repeated(self._atom(depth)))
        cost = _Cost(1, 0)
        # What follows is tried again for each way in which a part may match.
        for part in reversed(parts):
            cost = _limited(part.ways * cost.ways, part.work + part.ways * cost.work)
        return cost

    def _atom(self, depth: int) -> _Cost:
        if not self._next("("):
            piece = _PIECE.match(self.source, self.at)
            self._write(piece[0] if piece else self.source[self.at :])
            return _ONE
        opened = _GROUP.match(self.source, self.at)
        if opened is None:
            begin = self.source[self.at : self.at + 3]
            raise ExpressionError(f"has “{begin}”, which is not known here")
        if depth == DEEPEST:
            raise ExpressionError(f"has more than {DEEPEST} groups within groups")
        self._write(opened[0])
        inner = self.alternatives(depth + 1)
        if not self._next(")"):
            raise ExpressionError("has a “(” that nothing closes")
        self._write(")")
        if opened[0] in _NOTHING_LEFT:
            return _limited(1, inner.work)
        return inner

    def _repeated(self, one: _Cost) -> _Cost:
        """Read how often the last part is repeated, and give it an end."""
        found = _REPEAT.match(self.source, self.at)
        if found is None or found[0] == "{}":
            return one
        least, most = _times(found)
        self.at = found.end()
        if found[1] == "?":
            self.written.append(found[0])
        else:
            self.written.append(f"{{{least},{most}}}{found[5]}")
        if found[5] == "+":
            return _limited(1, one.work * most)
        return _repetition(one, least, most)

    def _next(self, *characters: str) -> bool:
        return self.source.startswith(characters, self.at)

    def _write(self, piece: str) -> None:
        self.at += len(piece)
        self.written.append(piece)


def _times(found: "re.Match[str]") -> tuple[int, int]:
    """Return how often at least and at most something is repeated."""
    sign, least, comma, most, _ = found.groups()
    if sign:
        return int(sign == "+"), 1 if sign == "?" else REACH
    low = int(least or 0)
    if not comma:
        return low, low
    return low, int(most) if most else max(low, REACH)


def _repetition(one: _Cost, least: int, most: int) -> _Cost:
    if one.ways == 1:
        return _limited(max(most - least + 1, 1), one.work * most)
    ways = 1 if least == 0 else 0
    work = 0
    power = 1
    for time in range(1, most + 1):
        work += power * one.work
        power *= one.ways
        if time >= least:
            ways += power
        if power > MOST_WORK:
            return _TOO_MUCH
    return _limited(ways, work)


def _ways_of_words(words: Sequence[str]) -> int:
    """Return how many of these words may begin at one place: those that others begin with."""
    ways = 1
    ordered = sorted(set(words))
    for word, following in pairwise(ordered):
        if following.startswith(word):
            ways += 1
    return ways


def _limited(ways: int, work: int) -> _Cost:
    """Return a cost that does not grow without end."""
    most = MOST_WORK + 1
    return _Cost(min(ways, most), min(work, most))
