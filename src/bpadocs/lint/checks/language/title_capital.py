"""A title or heading that begins in lower case, where the English begins with a capital.

en: # Keep clocks in step
fr: # Gardez les horloges à l’heure      good
fr: # gardez les horloges à l’heure      a capital is missing
en: # nuget.exe and its commands
fr: # nuget.exe et ses commandes         good: the English has it so
"""

from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import pairs

_TITLES: Final = frozenset({"title", "heading"})
"""The fields that are titles without being marked as headings."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the small letter at the beginning of each title."""
    if unit.expected:
        return  # what the furniture says is known exactly
    for english, translation in pairs(unit):
        if unit.field not in _TITLES and translation.block.kind != "heading":
            continue
        first = translation.text[:1]
        if not english.text[:1].isupper() or not first.islower():
            continue
        word = translation.text.split(maxsplit=1)[0]
        # a name or a literal is written as it is, whatever begins with it
        if word in english.text or not word.isalpha():
            continue
        start, end = translation.span(0, len(word))
        yield Hit(
            start=start,
            end=end,
            message=f"“{word}” begins a title: it has a capital, as in the English",
            fix=Fix(start, start + 1, first.upper()),
        )


CHECK = UnitCheck("title-capital", run, severity=Level.HINT, mqm=Mqm.SPELLING)
