"""Dots that are no ellipsis: two, or more than three, or an ellipsis beside a full stop.

en: Wait …              good
en: Wait..              two dots
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import views

# Dots within words and paths (`..\disks`) are meant.
_DOTS: Final = re.compile(
    r"(?<![.\w/\\])\.{4,}(?![.\w/\\])"
    r"|(?<=[^\W_])\.{2}(?![.\w/\\])"
    r"|(?<=[^\W_])\.{4,}(?![.\w/\\])"
    r"|…\.|\.…"
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each row of dots that is neither one nor three."""
    if ".." not in passage.text and "…" not in passage.text:
        return
    for view in views(passage):
        for match in _DOTS.finditer(view.text):
            start, end = view.span(match.start(), match.end())
            yield Hit(
                start=start,
                end=end,
                message=f"“{match[0]}” is neither a full stop nor an ellipsis",
            )


CHECK = TextCheck(
    "ellipsis",
    run,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
)
