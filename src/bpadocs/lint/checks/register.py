"""Two forms of address in one text: the reader is told to do something politely, and familiarly.

es: Abra el panel. Haga clic en **Siguiente**.      good
es: Abre el panel. Haga clic en **Siguiente**.      familiar form of address
it: Aprire il riquadro.                             good
it: Apri il riquadro.                               familiar imperative
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.patterns import find
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import marked, pairs


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    patterns = context.language(unit.language).register
    if patterns:
        for english, translation in pairs(unit):
            yield from find(patterns, marked(translation.block), english.text)


CHECK = UnitCheck("register", run)
