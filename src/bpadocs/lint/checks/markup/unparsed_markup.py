"""Markup that was meant, but is none: stars, underscores, backticks or brackets that a reader will
see.

CommonMark decides by the characters around a star whether it opens or closes. A blank inside the
stars, or a Korean ending right after a closing quotation mark, and the stars are shown as they are.

    de: Wählen Sie **Start** aus.          good
    fr: Sélectionnez ** Démarrer**.        a blank after the opening stars
    ko: **'설정'**을 선택하세요.           not bold in CommonMark; **설정**을 is
    es: Siga estos pasos: *                a list's mark, left in the text

A star that is escaped (`\\*`), in code, or stands alone between blanks as in “2 * 3” is text.
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Passage

# Stars; underscores at the beginning or the end of a word, and not within it; backticks.
_MARKS = re.compile(
    r"\*+"
    r"|(?<![\w\\])__?(?=\w)|(?<=\w)__?(?![\w\\])"
    r"|`+"
)
# Words in brackets. Group 1 is empty where no link was meant: such a match only takes, at once,
# what no later bracket could make a link of.
_BRACKETS = re.compile(r"!?\[[^\]\n]*+(\](?=\()|)")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each mark that is left in the text a reader sees."""
    end = len(passage.text.rstrip())
    for inline in passage.tree.of("text"):
        written = passage.text[inline.start : inline.end]
        if written != inline.text:
            continue  # escaped, so meant as text
        for offset, mark in _marks(written):
            start = inline.start + offset
            if mark == "*" and _is_text(passage.text, start, end):
                continue
            yield Hit(
                start=start,
                end=start + len(mark),
                message=f"“{mark}” is shown as it is: it is no markup here; {_advice(mark)}",
            )


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each mark and its place, in order; marks within brackets belong to these."""
    found = [match for match in _BRACKETS.finditer(text) if match[1]]
    inside = Spans(match.span() for match in found)
    for match in _MARKS.finditer(text):
        if not inside.meet(*match.span()):
            found.append(match)
    found.sort(key=lambda match: match.start())
    for match in found:
        yield match.start(), match[0]


def _is_text(text: str, at: int, end: int) -> bool:
    """Tell whether a star is a wildcard as in *.vhdx, or a product as in 2*3 or 2 * 3.

    The text ends at `end`, but for blanks.
    """
    before = text[max(at - 1, 0) : at]
    after = text[at + 1 : at + 2]
    if after == ".":
        return True
    # `in` holds for the empty text too: at the beginning and the end of the whole.
    if before in " \n" and after in " \n":
        return at + 1 < end and not _ends_with_colon(text, at)
    return before.isdigit() and after.isdigit()


def _ends_with_colon(text: str, end: int) -> bool:
    """Tell whether what stands before `end` announces a list, whose mark the star may be."""
    # Not by rstrip: that would copy the whole text for each star.
    last = end - 1
    while last >= 0 and text[last].isspace():
        last -= 1
    return last >= 0 and text[last] in ":："


def _advice(mark: str) -> str:
    if mark.startswith(("[", "!")):
        return "a link has no blank between ] and ("
    return "mind blanks and quotation marks beside it, or escape it with \\"


CHECK = TextCheck(
    "unparsed-markup",
    run,
    mqm=Mqm.MARKUP,
    markdown_only=True,
    needs="*_`[",
)
