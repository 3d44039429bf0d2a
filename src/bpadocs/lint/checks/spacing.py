"""Blanks that are missing or too many around punctuation, brackets and quotation marks.

    fr: Cliquez sur Suite, puis fermez.             good
    fr: Cliquez sur Suite , puis fermez.            a blank before the comma
    ko: 다음 항목,이 서버                             no blank after the comma
    it: il messaggio "errore ".                     a blank before the closing quotation mark

What a single language asks for besides (Korean: no blank before a bracket) is in its file.
"""

import re
from collections.abc import Iterator

from bpadocs.languages import BOLD, CODE, END_BOLD, END_LINK, LanguageData
from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.patterns import find
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import Marked, marked, views

_BEFORE = re.compile(rf"(?<=[^\s{END_BOLD}{END_LINK}{CODE}])([ \t]+)(?=[,.](?:[\s)\"”»’]|$)|;|!|\?|:(?=\s|$))")
_BLANK_BEFORE = tuple(f"{blank}{mark}" for blank in " \t" for mark in ",.;!?:")
_AFTER_COMMA = re.compile(rf"(?<=[^\W\d_]),(?=[^\W\d_])|(?<=[^\W\d_]{END_BOLD}),(?=[^\W\d_{BOLD}])")
_BRACKET = re.compile(r"\([ \t]+(?=\S)|(?<=\S)[ \t]+\)")
_QUOTED = re.compile(r"(?<![\w\"])\"([^\"\n]{1,200})\"(?!\w)")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    data = context.language(language)
    for view in views(passage):
        text = marked(view.block)
        yield from _around(text, data)
        yield from find(data.spacing, view)


def _around(text: Marked, data: LanguageData) -> Iterator[Hit]:
    for match in _BEFORE.finditer(text.text) if any(pair in text.text for pair in _BLANK_BEFORE) else ():
        after = text.text[match.end()]
        if after in data.space_before or _follows_a_symbol(text.text, match.end()):
            continue
        start, end = text.span(match.start(), match.end())
        yield Hit(start, end + 1, f"no blank before “{after}”", Fix(start, end, ""))
    for match in _AFTER_COMMA.finditer(text.text):
        if data.scripts:
            start, end = text.span(match.start(), match.end() + 1)
            yield Hit(start, end, "a blank is missing after the comma")
    for match in _BRACKET.finditer(text.text):
        start, end = text.span(match.start(), match.end())
        yield Hit(start, end, "no blank inside the brackets")
    for match in _QUOTED.finditer(text.text) if '"' in text.text else ():
        inner = match[1]
        if inner.strip() and inner != inner.strip():
            left = len(inner) - len(inner.lstrip())
            at = match.start(), match.start() + 1 + left
            if not left:
                at = match.end() - 1 - (len(inner) - len(inner.rstrip())), match.end()
            start, end = text.span(*at)
            yield Hit(start, end, "no blank inside the quotation marks")


def _follows_a_symbol(text: str, index: int) -> bool:
    """File names such as ` .vhdx` and what stands after code, where a blank may be meant."""
    return text[index] in ".,:" and index + 1 < len(text) and text[index + 1].isalnum()


CHECK = TextCheck("spacing", run)
