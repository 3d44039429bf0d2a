"""A length of time whose unit became another: 30 seconds are not 30 minutes.

Each number with a unit of time behind it is compared with the same number of the English. Where
only one of the two says a unit, nothing is told, but where it is the unit of the English.

    en: Wait 30 seconds, then 2 hours.
    fr: Attendez 30 secondes, puis 2 heures.      good
    fr: Attendez 30 minutes, puis 2 heures.       the English has seconds
    fr: Attendez 30 secondes, puis 2 hours.       left in English
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, pairs
from bpadocs.words.languages import LanguageData

_NUMBER: Final = r"(?<![\w.,])(?P<number>\d{1,4})[ \u00a0\u202f-]?"


_WORD: Final = 4
"""Shorter units are abbreviations, which several languages have in common."""


class _Duration(NamedTuple):
    """A number with a unit of time."""

    number: str
    unit: str
    """What English calls the unit."""
    start: int
    end: int


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the numbers that have another unit of time in the English."""
    own = context.language(unit.language)
    source = context.source
    if not own.durations or not source.durations:
        return
    for english, translation in pairs(unit):
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for one in _durations(english, source):
            wanted[one.number].add(one.unit)
        if not wanted:
            continue
        yield from _left_in_english(translation, wanted, own, source)
        for one in _durations(translation, own):
            units = wanted[one.number]
            if units and one.unit not in units:
                start, end = translation.span(one.start, one.end)
                told = " and ".join(f"{name}s" for name in sorted(units))
                yield Hit(
                    start=start,
                    end=end,
                    message=f"another unit of time: the English has {one.number} {told}",
                )


def _left_in_english(
    view: View,
    wanted: Mapping[str, Set[str]],
    own: LanguageData,
    source: LanguageData,
) -> Iterator[Hit]:
    """Report numbers with a unit that is a word of the source, and none of the language."""
    known = None
    for one in _durations(view, source):
        word = view.text[one.start : one.end].lstrip("0123456789-\u00a0\u202f ")
        if len(word) < _WORD or one.unit not in wanted.get(one.number, ()):
            continue
        if known is None:
            known = {other.start for other in _durations(view, own)}
        if one.start not in known:
            start, end = view.span(one.start, one.end)
            yield Hit(
                start=start,
                end=end,
                message=f"“{word}” is left in English",
            )


def _durations(view: View, data: LanguageData) -> Iterator[_Duration]:
    for match in _expression(data).finditer(view.text):
        yield _Duration(
            number=match["number"],
            unit=match.lastgroup or "",
            start=match.start(),
            end=match.end(),
        )


@lru_cache(maxsize=64)
def _expression(data: LanguageData) -> re.Pattern[str]:
    """Return what finds a number with a unit of time, which is the name of the last group."""
    units = [f"(?P<{name}>{one.source})" for name, one in data.durations.items()]
    return re.compile(rf"{_NUMBER}(?:{'|'.join(units)})(?![A-Za-zÀ-ÿ])", re.IGNORECASE)


CHECK = UnitCheck(
    "durations",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISTRANSLATION,
    needs="0123456789",
)
