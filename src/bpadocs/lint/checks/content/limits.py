"""“At least” turned into “up to”, or the other way round.

A limit that is not said at all may well be said by another word, so only the opposite is told.

en: Assign at least 512 MB.
es: Asigne al menos 512 MB.       good
es: Asigne hasta 512 MB.          the reverse
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Span, Spans
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, ViewPair, pairs
from bpadocs.words.expression import Expression
from bpadocs.words.languages import LanguageData

NEAR: Final = 12
"""So many characters beside a limit belong to it."""


class _Limit(NamedTuple):
    """A kind of limit, and how a language says it and its opposite."""

    name: str
    opposite: str
    right: Expression
    wrong: Expression


class _Limits(NamedTuple):
    """The two kinds of limits in one language."""

    at_least: _Limit
    at_most: _Limit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the limits of the English that the translation turns round."""
    for pair in pairs(unit):
        least, most = _said_in_source(pair.english, context.source)
        if not least and not most:
            continue
        ours = _limits(context.language(unit.language))
        if ours is None:
            return
        # where the English has both, nobody knows which is which in the translation
        if least and not most:
            yield from _compare(pair, least, ours.at_least)
        elif most and not least:
            yield from _compare(pair, most, ours.at_most)


# Cached, for the English is the same for every language.
@lru_cache(maxsize=256)
def _said_in_source(english: View, data: LanguageData) -> tuple[int, int]:
    """Return how often a text of the source says “at least”, and how often “at most”."""
    limits = _limits(data)
    if limits is None:
        return 0, 0
    least = _places(limits.at_least.right, english)
    most = _places(limits.at_most.right, english)
    return len(least), len(most)


def _limits(data: LanguageData) -> _Limits | None:
    """Return the limits of a language; None if it is not known how it says them."""
    if data.at_least is None or data.at_most is None:
        return None
    at_least = _Limit(
        name="at least",
        opposite="at most",
        right=data.at_least,
        wrong=data.at_most,
    )
    at_most = _Limit(
        name="at most",
        opposite="at least",
        right=data.at_most,
        wrong=data.at_least,
    )
    return _Limits(at_least, at_most)


def _compare(pair: ViewPair, wanted: int, limit: _Limit) -> Iterator[Hit]:
    translation = pair.translation
    right = _places(limit.right, translation)
    missing = wanted - len(right)
    reverse = _reverse(limit, translation, right)
    if missing > 0 and reverse:
        message = f"the English says {limit.name}; this says {limit.opposite}"
        for start, end in reverse[:missing]:
            start, end = translation.span(start, end)
            yield Hit(
                start=start,
                end=end,
                message=message,
            )


def _places(words: Expression, view: View) -> list[Span]:
    if not words.may_be_in(view.lower):
        return []
    return [match.span() for match in words.finditer(view.text)]


def _reverse(limit: _Limit, view: View, right: Sequence[Span]) -> list[Span]:
    """Return where the opposite is said.

    It may also be a part of a wording that is right, as in “not less than”: then it is left out.
    """
    near = Spans((start - NEAR, end + NEAR) for start, end in right)
    found = []
    for start, end in _places(limit.wrong, view):
        if not near.around(start, start):
            found.append((start, end))
    return found


CHECK = UnitCheck(
    "limits",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISTRANSLATION,
)
