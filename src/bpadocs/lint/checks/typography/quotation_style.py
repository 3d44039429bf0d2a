"""Quotation marks of another kind than most pages of the language have.

What most have is learned from the pages, and what departs from it is told once a page: a page with
"Serveur", where the others have « Serveur ». Marks other than straight ones that the English has in
the same text are kept from it. Of rules no such habit is known.
"""

from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.habits import QUOTES
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import pairs

_STRAIGHT: Final = '"'
_PARTNERS: Final = {"«": "« »", "“": "“ ”", '"': '" "'}


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each opening quotation mark that is not the usual one."""
    usual = context.habits_in(unit.language).quote
    if not usual:
        return
    message = (
        f"not the quotation marks that most of these pages have: {_PARTNERS[usual]}"
    )
    for english, translation in pairs(unit):
        for match in QUOTES.finditer(translation.text):
            mark = match[0]
            if mark == usual or (mark != _STRAIGHT and mark in english.text):
                continue
            start, end = translation.span(match.start(), match.end())
            yield Hit(start=start, end=end, message=message)


CHECK = UnitCheck(
    "quotation-style",
    run,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
    once_a_page=True,
)
