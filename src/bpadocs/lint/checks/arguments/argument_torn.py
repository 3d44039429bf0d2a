"""An argument torn apart: its brackets are empty, or words that belong inside stand beside them.

    en: \\<list of virtual machines>
    ko: \\<가상 컴퓨터 목록>             good
    ko: 가상 컴퓨터 \\<목록 >            words outside the brackets
    ko: 가상 컴퓨터 목록 \\<>            nothing inside them

Where the English paragraph is an argument and nothing else, so is the translated one.
"""

from collections.abc import Iterator

from bpadocs.lint.arguments import alone, placeholders
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit

_NOT_ALONE = (
    "the English has the argument alone here: all words of its label belong inside "
    "the brackets"
)
_EMPTY = "empty brackets: the label of the argument has fallen out of them"


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report arguments that are no longer alone in their paragraph, and empty brackets."""
    torn: set[int] = set()
    for english, translation in unit.segments:
        if alone(unit.english, english) is None:
            continue
        found = placeholders(unit.translation, translation.start, translation.end)
        if found and alone(unit.translation, translation) is None:
            torn.update(one.start for one in found)
            yield Hit(
                start=translation.start,
                end=translation.end,
                message=_NOT_ALONE,
            )
    for one in placeholders(unit.translation):
        if not one.name and one.start not in torn:
            yield Hit(
                start=one.start,
                end=one.end,
                message=_EMPTY,
            )


CHECK = UnitCheck(
    "argument-torn",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MARKUP,
    needs="{\\&",
)
