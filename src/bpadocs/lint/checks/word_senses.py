"""A word of two senses, translated in the wrong one.

“Turn on the computer” is not “activate” it, a key of the keyboard is not a key to a door, “as long as” is not “until”.
Each language's file has such pairs: what the English says, and what a translation of it must not say.

    it: Premere un tasto per continuare.        good, of: Press a key to continue.
    it: Premere una chiave per continuare.      chiave opens a door
    es: Mientras el servicio esté en pausa      good, of: As long as the service is paused
    es: Siempre que el servicio esté en pausa   whenever, not as long as
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.patterns import find
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import marked, pairs


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    patterns = context.language(unit.language).senses
    if patterns:
        for english, translation in pairs(unit):
            yield from find(patterns, marked(translation.block), english.text)


CHECK = UnitCheck("word-senses", run)
