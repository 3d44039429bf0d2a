"""A translation far too short or too long for its English.

Each language's file says how long translations into it are; for other languages the bounds are wide.

    en: Stop the service, move the files to another disk, and start the service again.
    fr: Arrêtez le service, déplacez les fichiers vers un autre disque, puis redémarrez le service.      good
    fr: Arrêtez le service.                                                                             half is missing
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import pairs

UNKNOWN = (0.3, 3.0)
SHORTEST = 40
"""Texts of fewer characters vary too much."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    least, most = context.language(unit.language).length
    if not most:
        least, most = UNKNOWN
    for english, translation in pairs(unit):
        if len(english.text) < SHORTEST:
            continue
        share = len(translation.text) / len(english.text)
        if not least <= share <= most:
            word = "short" if share < least else "long"
            yield Hit(*translation.span(0, len(translation.text)), f"too {word}: {share:.0%} of the English")


CHECK = UnitCheck("length", run, Level.HINT)
