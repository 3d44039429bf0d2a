"""French spaces that must not break: before : ; ? ! » and after «.

An ordinary blank there lets the mark slip onto the next line; no blank at all is the English way.

    fr: les serveurs suivants<U+00A0>:       good
    fr: les serveurs suivants :              an ordinary blank
    fr: les serveurs suivants:               no blank
    fr: «Serveur»                            none inside the quotation marks
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bpadocs.languages import LanguageData
from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import View, views

NO_BREAK = "\u00a0"


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    data = context.language(language)
    if not data.space_before and not data.space_after:
        return
    for view in views(passage):
        yield from _before(view, data)
        yield from _after(view, data)


@lru_cache(maxsize=16)
def _marks(before: str, after: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?<=[^\s{re.escape(before)}])([ \u00a0\u202f]*)([{re.escape(before)}]+)(?=[\s)\]»”\"*]|$)"),
        re.compile(rf"(?<![\w])([{re.escape(after)}])([ \u00a0\u202f]*)(?=\S)") if after else re.compile(r"(?!)"),
    )


def _before(view: View, data: LanguageData) -> Iterator[Hit]:
    for match in _marks(data.space_before, data.space_after)[0].finditer(view.text):
        blank, mark = match[1], match[2]
        if blank in (NO_BREAK, "\u202f"):
            continue
        where = view.text[max(match.start() - len("https"), 0) : match.start()]
        if not blank and mark[0] in ":;?!" and re.search(r"(?:https?|[A-Z]|\d|\ufffc)$", where) and mark[0] == ":":
            continue
        start, end = view.span(match.start(1), match.end())
        what = "an ordinary blank" if blank else "no blank"
        at = view.span(match.start(1), match.end(1)) if blank else (start, start)
        yield Hit(start, end, f"{what} before “{mark}”: French has a no-break space there", Fix(*at, NO_BREAK))


def _after(view: View, data: LanguageData) -> Iterator[Hit]:
    for match in _marks(data.space_before, data.space_after)[1].finditer(view.text):
        if match[2] in (NO_BREAK, "\u202f"):
            continue
        start, end = view.span(match.start(), match.end())
        what = "an ordinary blank" if match[2] else "no blank"
        yield Hit(
            start,
            end + 1,
            f"{what} after “{match[1]}”: French has a no-break space there",
            Fix(start + 1, end, NO_BREAK),
        )


CHECK = TextCheck("no-break-spaces", run, english=False)
