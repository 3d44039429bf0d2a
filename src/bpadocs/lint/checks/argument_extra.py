"""An argument that the English does not have, or more often than the English has it.

en: Add memory to {virtual_machine}.
es: Agregue memoria a {virtual_machine}.                              good
es: Agregue memoria a {virtual_machine} en {virtual_machine}.         once too often
"""

from collections import Counter
from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks._placeholders import placeholders
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    wanted, found = placeholders(unit.english), placeholders(unit.translation)
    if unit.english.markup:
        for one in found[len(wanted) :]:
            yield Hit(one.start, one.end, f"the English has no argument here: “{one.name}”")
        return
    often = Counter(one.name for one in wanted)
    left = often.copy()
    for one in found:
        left[one.name] -= 1
        if left[one.name] < 0:
            known = f"the English has {{{one.name}}} only {_times(often[one.name])}"
            message = known if often[one.name] else f"the English has no {{{one.name}}}"
            yield Hit(one.start, one.end, message)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


CHECK = UnitCheck("argument-extra", run, Level.ERROR)
