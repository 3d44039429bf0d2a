"""Dots that are no ellipsis: two, or more than three, or an ellipsis where the English has none.

en: Wait …              good
en: Wait..              two dots
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import views

_DOTS = re.compile(
    r"(?<![.\w/\\])\.{4,}(?![.\w/\\])|(?<=[^\W_])\.{2}(?![.\w/\\])|(?<=[^\W_])\.{4,}(?![.\w/\\])|…\.|\.…"
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if ".." in passage.text or "…" in passage.text:
        for view in views(passage):
            for match in _DOTS.finditer(view.text):
                yield Hit(
                    *view.span(match.start(), match.end()), f"“{match[0]}” is neither a full stop nor an ellipsis"
                )


CHECK = TextCheck("ellipsis", run)
