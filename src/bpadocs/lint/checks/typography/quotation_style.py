"""Quotation marks of another kind than most pages of the language have.

What most have is learned from the pages, and what departs from it is told once a page: a page with
"Serveur", where the others have « Serveur ». Of rules no such habit is known.
"""

from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.habits import QUOTES
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import views

_PARTNERS: Final = {"«": "« »", "“": "“ ”", '"': '" "'}


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each opening quotation mark that is not the usual one."""
    usual = context.habits_in(language).quote
    if not usual:
        return
    for view in views(passage):
        for match in QUOTES.finditer(view.text):
            if match[0] != usual:
                start, end = view.span(match.start(), match.end())
                message = (
                    f"{match[0]} where most of these pages have {_PARTNERS[usual]}"
                )
                yield Hit(start=start, end=end, message=message)


CHECK = TextCheck(
    "quotation-style",
    run,
    english=False,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
    once_a_page=True,
)
