"""The same word twice in a row, or the same two words.

en: Restart the server.              good
en: Restart the the server.          doubled
en: It is on the on the server.      doubled
fr: Nous nous connectons             good: “nous nous” and “vous vous” are French
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import views

_DOUBLED: Final = re.compile(
    r"(?<![\w’'-])([^\W\d_]+(?: [^\W\d_]+)?)(\s+)\1(?![\w’'-])", re.IGNORECASE
)
_MEANT: Final = frozenset(
    {
        "nous",
        "vous",
        "that",
        "had",
        "via",
        "piano",
        "man",
        "così",
        "bien",
        "각각",
        "하나",
        "더",
        "매",
    }
)
"""Words that may be said twice, in any language."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each word that follows itself, in the same letters."""
    for view in views(passage):
        if len(view.vocabulary) == len(view.words):
            continue  # no word is there twice: far quicker than the search, and mostly true
        for match in _DOUBLED.finditer(view.text):
            word = match[1]
            if word.lower() in _MEANT or not match[0].endswith(word):
                continue
            start, end = view.span(match.start(), match.end())
            # with markup between the two words, taking one out is no safe change
            is_plain = end - start == len(match[0])
            yield Hit(
                start=start,
                end=end,
                message=f"“{word}” twice",
                fix=Fix(start, end, word) if is_plain else None,
            )


CHECK = TextCheck("doubled-words", run, mqm=Mqm.GRAMMAR)
