"""A translation far too short or too long for its English.

Each language's file says how long translations into it are; for other languages the bounds are
wide.

    en: Stop the service, move the files to another disk, and start the service again.
    fr: Arrêtez le service, déplacez les fichiers sur un autre disque et relancez-le.     good
    fr: Arrêtez le service.                                                    half is missing
"""

from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import pairs
from bpadocs.words.of_source import is_english

UNKNOWN: Final = (0.3, 3.0)
"""The bounds for a language whose file says nothing."""
SHORTEST: Final = 60
"""Texts of fewer characters vary too much."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each block that is out of bounds."""
    least, most = _bounds(unit, context)
    for english, translation in pairs(unit):
        if len(english.text) < SHORTEST:
            continue
        share = len(translation.text) / len(english.text)
        if least <= share <= most or _explains(translation.text, english.text):
            continue
        word = "short" if share < least else "long"
        start, end = translation.span(0, len(translation.text))
        yield Hit(
            start=start,
            end=end,
            message=f"too {word}: {share:.0%} of the English",
        )


def _bounds(unit: Unit, context: Context) -> tuple[float, float]:
    """Return the least and the most, as a share of the source.

    Files of languages have them as a share of English. Another source is longer than that itself.
    """
    least, most = context.language(unit.language).length
    if not is_english(context.source_language):
        if is_english(unit.language):
            least = most = 1.0
        shortest, longest = context.source.length
        if not longest:
            return UNKNOWN
        least, most = least / longest, most / shortest
    return (least, most) if most else UNKNOWN


def _explains(translation: str, english: str) -> bool:
    """Tell whether a translation keeps the English, and says in brackets what it means."""
    return "(" in translation and translation.startswith(english[:SHORTEST])


CHECK = UnitCheck(
    "length",
    run,
    severity=Level.HINT,
    mqm=Mqm.ACCURACY,
)
