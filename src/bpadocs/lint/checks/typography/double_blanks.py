"""Two blanks where one is meant, inside a line of text.

en: Open the panel, then close it.                good
en: Open the panel,<U+0020><U+0020>then close it.       two blanks
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

_BLANKS: Final = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=[^\s|])")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each run of blanks between two words."""
    if "  " not in passage.text and "\u00a0" not in passage.text:
        return
    for view in views(passage):
        for match in _BLANKS.finditer(view.text):
            start, end = view.span(match.start(), match.end())
            # a no-break space, or markup between the blanks, may be meant
            is_plain = end - start == len(match[0]) and set(match[0]) == {" "}
            yield Hit(
                start=start,
                end=end,
                message="two blanks in a row",
                fix=Fix(start, end, " ") if is_plain else None,
            )


CHECK = TextCheck(
    "double-blanks",
    run,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
)
