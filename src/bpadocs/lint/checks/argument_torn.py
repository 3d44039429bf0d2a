"""An argument torn apart: its brackets are empty, or words that belong inside stand beside them.

    en: \\<list of virtual machines>
    ko: \\<가상 컴퓨터 목록>             good
    ko: 가상 컴퓨터 \\<목록 >            words outside the brackets
    ko: 가상 컴퓨터 목록 \\<>            nothing inside them

Where the English paragraph is an argument and nothing else, so is the translated one.
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks._placeholders import alone, placeholders
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    torn: set[int] = set()
    for english, translation in unit.segments:
        if alone(unit.english, english) is None:
            continue
        found = placeholders(unit.translation, translation.start, translation.end)
        if found and alone(unit.translation, translation) is None:
            torn.update(one.start for one in found)
            message = "the English has the argument alone here: all words of its label belong inside the brackets"
            yield Hit(translation.start, translation.end, message)
    for one in placeholders(unit.translation):
        if not one.name and one.start not in torn:
            yield Hit(one.start, one.end, "empty brackets: the label of the argument has fallen out of them")


CHECK = UnitCheck("argument-torn", run, Level.ERROR)
