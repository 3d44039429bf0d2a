"""French spaces that must not break: before : ; ? ! » and after «.

An ordinary blank there lets the mark slip onto the next line; no blank at all is the English way.
Pages that have no such spaces throughout are left alone; otherwise it is told once a page.

    fr: les serveurs suivants<U+00A0>:       good
    fr: les serveurs suivants :              an ordinary blank
    fr: les serveurs suivants:               no blank
    fr: «Serveur»                            none inside the quotation marks
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import View, views
from bpadocs.words.languages import LanguageData

NO_BREAK: Final = "\u00a0"
_RIGHT: Final = (NO_BREAK, "\u202f")
_BLANKS: Final = r"[ \u00a0\u202f]*"
_MEANT_ALONE: Final = re.compile(r"(?:https?|[A-Z]|\d|\ufffc)$")
"""What may have a colon right after it: an address, a drive, a time, code."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each mark that has no such space beside it, though the language wants one."""
    data = context.language(language)
    if not data.space_before and not data.space_after:
        return
    usual = context.habits_in(language).blank
    if usual is not None and usual != NO_BREAK:
        return  # the pages of this set have none throughout
    for view in views(passage):
        if data.space_before:
            yield from _before(view, data)
        if data.space_after:
            yield from _after(view, data)


@lru_cache(maxsize=16)
def _with_space_before(marks: str) -> re.Pattern[str]:
    own = re.escape(marks)
    return re.compile(
        rf"(?<=[^\s{own}])"
        rf"(?P<blank>{_BLANKS})"
        rf"(?P<mark>[{own}]+)"
        r"(?=[\s)\]»”\"*]|$)"
    )


@lru_cache(maxsize=16)
def _with_space_after(marks: str) -> re.Pattern[str]:
    own = re.escape(marks)
    return re.compile(
        r"(?<![\w])"
        rf"(?P<mark>[{own}])"
        rf"(?P<blank>{_BLANKS})"
        r"(?=\S)"
    )


def _before(view: View, data: LanguageData) -> Iterator[Hit]:
    for match in _with_space_before(data.space_before).finditer(view.text):
        blank, mark = match["blank"], match["mark"]
        if blank in _RIGHT:
            continue
        if not blank and mark[0] == ":" and _may_be_alone(view.text, match.start()):
            continue
        start, end = view.span(match.start(), match.end())
        blank_end = start
        if blank:
            _, blank_end = view.span(match.start(), match.end("blank"))
        yield Hit(
            start=start,
            end=end,
            message=f"{_said(blank)} before “{mark}”: French has a no-break space there",
            fix=Fix(start, blank_end, NO_BREAK),
        )


def _may_be_alone(text: str, colon: int) -> bool:
    before = text[max(colon - len("https"), 0) : colon]
    return _MEANT_ALONE.search(before) is not None


def _after(view: View, data: LanguageData) -> Iterator[Hit]:
    for match in _with_space_after(data.space_after).finditer(view.text):
        blank, mark = match["blank"], match["mark"]
        if blank in _RIGHT:
            continue
        start, end = view.span(match.start(), match.end())
        yield Hit(
            start=start,
            end=end + 1,
            message=f"{_said(blank)} after “{mark}”: French has a no-break space there",
            fix=Fix(start + 1, end, NO_BREAK),
        )


def _said(blank: str) -> str:
    if blank:
        return "an ordinary blank"
    return "no blank"


CHECK = TextCheck(
    "no-break-spaces",
    run,
    english=False,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
    once_a_page=True,
)
