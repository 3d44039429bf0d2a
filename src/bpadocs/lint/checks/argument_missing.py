"""An argument of the English that the translation does not show: the checker's answer would be lost.

    en: These virtual machines have no backup: {virtual_machines}
    fr: Ces machines virtuelles ne sont pas sauvegardées : {virtual_machines}        good
    fr: Ces machines virtuelles ne sont pas sauvegardées :                           missing

On pages an argument is `\\<list of virtual machines>`; only their number is compared there. A number in the plural form
for one may be spelt out, as in “one virtual machine”.
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
        for lost in wanted[len(found) :]:
            start, end = unit.beside(lost.start)
            yield Hit(start, end, f"the argument “{lost.name}” of the English is missing")
        return
    missing = Counter(one.name for one in wanted)
    missing.subtract(one.name for one in found)
    if unit.field.endswith((".one", ".zero", ".two")):
        missing = Counter({name: count for name, count in missing.items() if not _counted(unit, name)})
    places = {one.name: one.start for one in reversed(wanted)}
    for name in missing.elements():
        start, end = unit.beside(places[name])
        yield Hit(start, end, f"the argument {{{name}}} of the English is missing")


def _counted(unit: Unit, name: str) -> bool:
    argument = unit.arguments.get(name)
    return argument is not None and argument.type == "number"


CHECK = UnitCheck("argument-missing", run, Level.ERROR)
