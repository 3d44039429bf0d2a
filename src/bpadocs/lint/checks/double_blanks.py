"""Two blanks where one is meant, inside a line of text.

en: Open the panel, then close it.         good
en: Open the panel,  then close it.        two blanks
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import views

_BLANKS = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=[^\s|])")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if "  " not in passage.text and "\u00a0" not in passage.text:
        return
    for view in views(passage):
        for match in _BLANKS.finditer(view.text):
            start, end = view.span(match.start(), match.end())
            fix = (
                Fix(start, end, " ") if end - start == match.end() - match.start() and set(match[0]) == {" "} else None
            )
            yield Hit(start, end, "two blanks in a row", fix)


CHECK = TextCheck("double-blanks", run)
