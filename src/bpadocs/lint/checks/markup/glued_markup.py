"""Bold, code or a link glued to the word beside it, or torn out of a word.

    en: Open **Windows** > **Hyper-V**, then click.
    fr: Ouvrez **Windows** > **Hyper-V**, puis cliquez.         good
    es: Abra **Windows** > **Hyper-V**y, a continuación …       no blank after the bold
    fr: [Configuration requise pour Hyper](a.md)-V              a word torn at the link's end

Languages that write endings onto a word (Korean `**설정**을`, Japanese) are left alone, and so is
what the English itself glues together.
"""

import re
import unicodedata
from collections.abc import Iterator

from bpadocs.formats.markdown import Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage, Unit

# The V of Hyper-V; a hyphen before a longer word may be a compound.
_LETTER_OF_A_NAME = re.compile(r"-\w\b")
_KINDS = ("strong", "em", "code", "link")
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
"""Those of languages that write blanks between words and no endings onto marked ones."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each mark with a word glued to it on a side where the English glues none."""
    natural = {side for _, side in _glued(unit.english)}
    text = unit.translation.text
    for inline, side in _glued(unit.translation):
        if side in natural:
            continue
        if side == "after":
            end = _word_end(text, inline.end)
            word = text[inline.end : end]
            yield Hit(
                start=inline.start,
                end=end,
                message=f"“{word}” is glued to what stands before it: a blank is missing",
            )
        else:
            start = _word_start(text, inline.start)
            word = text[start : inline.start]
            yield Hit(
                start=start,
                end=inline.end,
                message=f"“{word}” is glued to what stands after it: a blank is missing",
            )


def _glued(passage: Passage) -> Iterator[tuple[Inline, str]]:
    """Yield each mark that a word is glued to, with the side, “before” or “after” it."""
    text = passage.text
    for inline in passage.tree.inlines:
        if inline.kind not in _KINDS:
            continue
        visible = inline.visible
        if not visible:
            continue
        after = text[inline.end : inline.end + 4]
        before = text[max(inline.start - 1, 0) : inline.start]
        if _joins(visible[-1], after[:1]) or _tears_a_name(visible[-1], after):
            yield inline, "after"
        if _joins(before, visible[0]):
            yield inline, "before"


def _joins(left: str, right: str) -> bool:
    """Tell whether two letters are there, of an alphabet with blanks between its words."""
    return _is_letter(left) and _is_letter(right)


def _tears_a_name(left: str, after: str) -> bool:
    return _LETTER_OF_A_NAME.match(after) is not None and _is_letter(left)


def _is_letter(character: str) -> bool:
    if character.isdigit():
        return True
    if not character.isalpha():
        return False
    return unicodedata.name(character, "").startswith(_ALPHABETS)


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    return end


def _word_start(text: str, end: int) -> int:
    start = end
    while start and text[start - 1].isalnum():
        start -= 1
    return start


CHECK = UnitCheck(
    "glued-markup",
    run,
    severity=Level.HINT,
    mqm=Mqm.MARKUP,
    markdown_only=True,
    needs="*_`[<",
)
