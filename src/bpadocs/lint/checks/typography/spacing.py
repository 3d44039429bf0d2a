"""Blanks that are missing or too many around punctuation, brackets and quotation marks.

    fr: Cliquez sur Suite, puis fermez.             good
    fr: Cliquez sur Suite , puis fermez.            a blank before the comma
    ko: 다음 항목,이 서버                             no blank after the comma
    it: il messaggio "errore ".                     a blank before the closing quotation mark

What a single language asks for besides (Korean: no blank before a bracket) is in its file.
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.patterns import find
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import Marked, marked, views
from bpadocs.words.languages import BOLD, CODE, END_BOLD, END_LINK, LanguageData

_BEFORE: Final = re.compile(
    # after a name or code a blank may be meant
    rf"(?<=[^\s{END_BOLD}{END_LINK}{CODE}])"
    r"([ \t]+)"
    r"(?=[,.](?:[\s)\"”»’]|$)|;|!|\?|:(?=\s|$))"
)
_MAY_BE: Final = re.compile(r"[ \t][,.;!?:]|,(?!\s)|\([ \t]|[ \t]\)|\"")
"""Nothing is found by the other expressions in a text without this, which is far quicker."""
_AFTER_COMMA: Final = re.compile(
    r"(?<=[^\W\d_]),(?=[^\W\d_])"
    rf"|(?<=[^\W\d_]{END_BOLD}),(?=[^\W\d_{BOLD}])"
)
_BRACKET: Final = re.compile(r"\([ \t]+(?=\S)|(?<=\S)[ \t]+\)")
_QUOTED: Final = re.compile(
    r"(?<![\w\"])"
    r"\"(?P<inner>[^\"\n]{1,200})\""
    r"(?!\w)"
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report blanks around marks as all languages have them, then as this one has them."""
    data = context.language(language)
    for view in views(passage):
        text = marked(view.block)
        if _MAY_BE.search(text.text):
            yield from _before_marks(text, data, passage.text)
            if data.scripts:
                yield from _after_commas(text)
            yield from _in_brackets(text)
            yield from _in_quotation_marks(text)
        if data.spacing:
            yield from find(data.spacing, view)


def _before_marks(text: Marked, data: LanguageData, source: str) -> Iterator[Hit]:
    for match in _BEFORE.finditer(text.text):
        mark = text.text[match.end()]
        if mark in data.space_before or _follows_a_symbol(text.text, match.end()):
            continue
        start, end = text.span(match.start(), match.end())
        if "\n" in source[start:end]:
            continue  # a line that begins with “:” is a definition
        yield Hit(
            start=start,
            end=end + 1,
            message=f"no blank before “{mark}”",
            fix=Fix(start, end, ""),
        )


def _follows_a_symbol(text: str, mark: int) -> bool:
    """Tell whether a mark begins a word, such as ` .vhdx`, where the blank may be meant."""
    after = text[mark + 1 : mark + 2]
    return text[mark] in ".,:" and after.isalnum()


def _after_commas(text: Marked) -> Iterator[Hit]:
    for match in _AFTER_COMMA.finditer(text.text):
        start, end = text.span(match.start(), match.end() + 1)
        yield Hit(
            start=start,
            end=end,
            message="a blank is missing after the comma",
        )


def _in_brackets(text: Marked) -> Iterator[Hit]:
    for match in _BRACKET.finditer(text.text):
        start, end = text.span(match.start(), match.end())
        yield Hit(
            start=start,
            end=end,
            message="no blank inside the brackets",
        )


def _in_quotation_marks(text: Marked) -> Iterator[Hit]:
    """Report a blank inside straight quotation marks: with the mark, so that one can see it."""
    if '"' not in text.text:
        return
    for match in _QUOTED.finditer(text.text):
        inner = match["inner"]
        blanks_before = len(inner) - len(inner.lstrip())
        blanks_after = len(inner) - len(inner.rstrip())
        if not inner.strip() or not blanks_before + blanks_after:
            continue
        if blanks_before:
            first, last = match.start(), match.start() + 1 + blanks_before
        else:
            first, last = match.end() - 1 - blanks_after, match.end()
        start, end = text.span(first, last)
        yield Hit(
            start=start,
            end=end,
            message="no blank inside the quotation marks",
        )


CHECK = TextCheck(
    "spacing",
    run,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
)
