"""An argument that the English does not have, or more often than the English has it.

en: Add memory to {virtual_machine}.
es: Agregue memoria a {virtual_machine}.                              good
es: Agregue memoria a {virtual_machine} en {virtual_machine}.         once too often
"""

from collections import Counter
from collections.abc import Iterator

from bpadocs.lint.arguments import placeholders
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each argument of the translation for which the English has no counterpart."""
    wanted = placeholders(unit.english)
    found = placeholders(unit.translation)
    if unit.english.markup:
        # Pages show labels, which are translated: only their number can be compared.
        for one in found[len(wanted) :]:
            yield Hit(
                start=one.start,
                end=one.end,
                message=f"the English has no argument here: “{one.name}”",
            )
        return
    if [one.name for one in wanted] == [one.name for one in found]:
        return  # as nearly always
    allowed = Counter(one.name for one in wanted)
    seen: Counter[str] = Counter()
    for one in found:
        seen[one.name] += 1
        if seen[one.name] > allowed[one.name]:
            yield Hit(
                start=one.start,
                end=one.end,
                message=_message(one.name, allowed[one.name]),
            )


def _message(name: str, allowed: int) -> str:
    if allowed == 0:
        return f"the English has no {{{name}}}"
    times = "once" if allowed == 1 else f"{allowed} times"
    return f"the English has {{{name}}} only {times}"


CHECK = UnitCheck(
    "argument-extra",
    run,
    severity=Level.ERROR,
    mqm=Mqm.ADDITION,
    needs="{\\&",
)
