"""A straight apostrophe in a text that has typographic ones, or in a language that wants them.

Pages that have straight ones throughout are left alone; otherwise it is told once a page.

fr: l’ordinateur           good
fr: l'ordinateur           a straight apostrophe
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import views

_STRAIGHT: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each straight apostrophe between two letters."""
    right = context.language(language).apostrophe
    if not right or "'" not in passage.text:
        return
    if context.habits_in(language).apostrophe == "'":
        return  # the pages of this set have it throughout
    for view in views(passage):
        for match in _STRAIGHT.finditer(view.text):
            start, end = view.span(match.start(), match.end())
            yield Hit(
                start=start,
                end=end,
                message=f"a straight apostrophe; write {right}",
                fix=Fix(start, end, right),
            )


CHECK = TextCheck(
    "apostrophes",
    run,
    english=False,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
    once_a_page=True,
    needs="'",
)
