"""Where the text of a page has code, for those who look for marks that are none in code."""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.formats.fences import Fences
from bpadocs.lint.spans import Span, Spans

_CODE_SPAN: Final = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")


def code_in(text: str) -> Spans:
    """Return where a text has code: in fences and in code spans."""
    return Spans([*_fenced(text), *_in_line(text)])


def outside(
    code: Spans, pattern: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """Yield the matches that begin outside of code."""
    for match in pattern.finditer(text):
        if not code.meet(match.start(), match.start() + 1):
            yield match


def _fenced(text: str) -> Iterator[Span]:
    """Yield the lines of fenced code."""
    fences = Fences()
    position = 0
    for line in text.split("\n"):
        if fences.has(line):
            yield position, position + len(line)
        position += len(line) + 1


def _in_line(text: str) -> Iterator[Span]:
    if "`" in text:
        for match in _CODE_SPAN.finditer(text):
            yield match.span()
