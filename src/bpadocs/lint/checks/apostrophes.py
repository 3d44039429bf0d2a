"""A straight apostrophe in a text that has typographic ones, or in a language that wants them.

fr: l’ordinateur           good
fr: l'ordinateur           a straight apostrophe
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import views

_STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    right = context.language(language).apostrophe
    if not right or "'" not in passage.text:
        return
    for view in views(passage):
        for match in _STRAIGHT.finditer(view.text):
            start, end = view.span(match.start(), match.end())
            yield Hit(start, end, f"a straight apostrophe; write {right}", Fix(start, end, right))


CHECK = TextCheck("apostrophes", run, english=False)
