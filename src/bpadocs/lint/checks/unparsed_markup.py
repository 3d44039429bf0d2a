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
from bpadocs.lint.unit import Passage

_MARKS = re.compile(
    r"\*+"
    r"|(?<![\w\\])__?(?=\w)|(?<=\w)__?(?![\w\\])"
    r"|`+"
    r"|!?\[[^\]\n]*\](?=\()"
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if not passage.markup:
        return
    for inline in passage.tree.of("text"):
        written = passage.text[inline.start : inline.end]
        if written != inline.text:  # escaped, so meant as text
            continue
        for match in _MARKS.finditer(written):
            mark = match[0]
            at = inline.start + match.start()
            if not (mark == "*" and _is_text(passage.text[:at], passage.text[at + 1 :])):
                yield Hit(at, at + len(mark), f"“{mark}” is shown as it is: it is no markup here; {_advice(mark)}")


def _is_text(before: str, after: str) -> bool:
    """A wildcard as in *.vhdx, or a product as in 2*3 or 2 * 3."""
    if after.startswith("."):
        return True
    alone = before[-1:] in " \n" and after[:1] in " \n"
    if alone:
        return not before.rstrip().endswith((":", "：")) and bool(after.strip())
    return before[-1:].isdigit() and after[:1].isdigit()


def _advice(mark: str) -> str:
    if mark.startswith(("[", "!")):
        return "a link has no blank between ] and ("
    return "mind blanks and quotation marks beside it, or escape it with \\"


CHECK = TextCheck("unparsed-markup", run, Level.ERROR)
