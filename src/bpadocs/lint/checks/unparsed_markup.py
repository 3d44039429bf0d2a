"""Markup that was meant, but is none: stars, underscores, backticks or brackets that a reader will see.

CommonMark decides by the characters around a star whether it opens or closes. A blank inside the stars, or a Korean
ending right after a closing quotation mark, and the stars are shown as they are.

    Wählen Sie **Start** aus.          good
    Sélectionnez ** Démarrer**.        a blank after the opening stars
    **'설정'**을 선택하세요.           not bold in CommonMark; **설정**을 is
    Siga estos pasos: *                a list's mark, left in the text

A star that is escaped (`\\*`), in code, or stands alone between blanks as in “2 * 3” is text.
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Passage

_MARKS = re.compile(
    r"\*+"
    r"|(?<![\w\\])__?(?=\w)|(?<=\w)__?(?![\w\\])"
    r"|`+"
)
_BRACKETS = re.compile(r"!?\[[^\]\n]*+(\](?=\()|)")
"""With nothing as its group where no link was meant: it takes what no later bracket could make a link of."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if not passage.markup:
        return
    end = len(passage.text.rstrip())
    for inline in passage.tree.of("text"):
        written = passage.text[inline.start : inline.end]
        if written != inline.text:  # escaped, so meant as text
            continue
        for start, mark in _marks(written):
            at = inline.start + start
            if not (mark == "*" and _is_text(passage.text, at, end)):
                yield Hit(at, at + len(mark), f"“{mark}” is shown as it is: it is no markup here; {_advice(mark)}")


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Each mark and its place, in order; those within brackets are part of these."""
    brackets = [match for match in _BRACKETS.finditer(text) if match[1]]
    inside = Spans(match.span() for match in brackets)
    alone = (match for match in _MARKS.finditer(text) if not inside.meet(*match.span()))
    for match in sorted((*brackets, *alone), key=lambda match: match.start()):
        yield match.start(), match[0]


def _is_text(text: str, at: int, end: int) -> bool:
    """A wildcard as in *.vhdx, or a product as in 2*3 or 2 * 3. The text ends at `end`, but for blanks."""
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if after == ".":
        return True
    if before in " \n" and after in " \n":
        last = at - 1
        while last >= 0 and text[last].isspace():
            last -= 1
        return (last < 0 or text[last] not in ":：") and at + 1 < end
    return before.isdigit() and after.isdigit()


def _advice(mark: str) -> str:
    if mark.startswith(("[", "!")):
        return "a link has no blank between ] and ("
    return "mind blanks and quotation marks beside it, or escape it with \\"


CHECK = TextCheck("unparsed-markup", run, Level.ERROR)
