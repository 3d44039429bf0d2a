"""An argument of the English that the translation does not show: the checker's answer would be
lost.

    en: These virtual machines have no backup: {virtual_machines}
    fr: Ces machines virtuelles ne sont pas sauvegardées : {virtual_machines}        good
    fr: Ces machines virtuelles ne sont pas sauvegardées :                           missing

On pages an argument is `\\<list of virtual machines>`; only their number is compared there. A
number in the plural form for one may be spelt out, as in “one virtual machine”.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from bpadocs.lint.arguments import Placeholder, placeholders
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit

_ABOUT_ONE = (".one", ".zero", ".two")
"""Plural forms in which a number may be spelt out."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each argument of the English that the translation lacks."""
    wanted = placeholders(unit.english)
    found = placeholders(unit.translation)
    if unit.english.markup:
        # Pages show labels, which are translated: only their number can be compared.
        yield from _lost(unit, wanted[len(found) :])
        return
    if [one.name for one in wanted] == [one.name for one in found]:
        return  # as nearly always
    missing = Counter(one.name for one in wanted)
    missing.subtract(one.name for one in found)
    # From the last to the first, so that the first place of each name is what remains.
    places = {one.name: one.start for one in reversed(wanted)}
    for name in missing.elements():
        if _may_be_spelt_out(unit, name):
            continue
        start, end = unit.beside(places[name])
        yield Hit(
            start=start,
            end=end,
            message=f"the argument {{{name}}} of the English is missing",
        )


def _lost(unit: Unit, labels: Sequence[Placeholder]) -> Iterator[Hit]:
    """Report the labels of a page that are more than the translation has."""
    for lost in labels:
        start, end = unit.beside(lost.start)
        yield Hit(
            start=start,
            end=end,
            message=f"the argument “{lost.name}” of the English is missing",
        )


def _may_be_spelt_out(unit: Unit, name: str) -> bool:
    argument = unit.arguments.get(name)
    is_number = argument is not None and argument.type == "number"
    return is_number and unit.field.endswith(_ABOUT_ONE)


CHECK = UnitCheck(
    "argument-missing",
    run,
    severity=Level.ERROR,
    mqm=Mqm.OMISSION,
    needs="{\\&",
)
