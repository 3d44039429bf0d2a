"""The same word twice in a row.

en: Restart the server.              good
en: Restart the the server.          doubled
fr: Nous nous connectons             good: “nous nous” and “vous vous” are French
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import views

_DOUBLED = re.compile(r"(?<![\w’'-])([^\W\d_]+)(\s+)\1(?![\w’'-])", re.IGNORECASE)
_MEANT = {"nous", "vous", "that", "had", "via", "piano", "man", "così", "bien", "각각", "하나", "더", "매"}


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    for view in views(passage):
        for match in _DOUBLED.finditer(view.text):
            if match[1].lower() in _MEANT or match[1] != view.text[match.end() - len(match[1]) : match.end()]:
                continue
            start, end = view.span(match.start(), match.end())
            whole = end - start == match.end() - match.start()
            yield Hit(start, end, f"“{match[1]}” twice", Fix(start, end, match[1]) if whole else None)


CHECK = TextCheck("doubled-words", run)
