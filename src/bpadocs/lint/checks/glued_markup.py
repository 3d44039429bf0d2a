"""Bold, code or a link glued to the word beside it, or torn out of a word.

    fr: Ouvrez **Windows** > **Hyper-V**, puis cliquez.         good
    es: Abra **Windows** > **Hyper-V**y, a continuación …       no blank after the bold
    fr: [Configuration requise pour Hyper](a.md)-V              a word torn at the link's end

Languages that write endings onto a word (Korean `**설정**을`, Japanese) are left alone, and so is what the English
itself glues together.
"""

import re
import unicodedata
from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Passage, Unit
from bpadocs.markdown import Inline

_LETTER_OF_A_NAME = re.compile(r"-\w\b")
"""The V of Hyper-V; a hyphen before a longer word may be a compound."""
_KINDS = ("strong", "em", "code", "link")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    natural = {side for _, side in _glued(unit.english)}
    for inline, side in _glued(unit.translation):
        if side in natural:
            continue
        text = unit.translation.text
        if side == "after":
            start, end = inline.end, _word_end(text, inline.end)
            yield Hit(inline.start, end, f"“{text[start:end]}” is glued to what stands before it: a blank is missing")
        else:
            start = _word_start(text, inline.start)
            glued = text[start : inline.start]
            yield Hit(start, inline.end, f"“{glued}” is glued to what stands after it: a blank is missing")


def _glued(passage: Passage) -> Iterator[tuple[Inline, str]]:
    text = passage.text
    tree = passage.tree
    for inline in tree.inlines:
        if inline.kind not in _KINDS or not inline.visible:
            continue
        after = text[inline.end : inline.end + 4]
        before = text[max(inline.start - 1, 0) : inline.start]
        visible = inline.visible
        if _joins(visible[-1], after[:1]) or (_LETTER_OF_A_NAME.match(after) and _is_letter(visible[-1])):
            yield inline, "after"
        if _joins(before, visible[0]):
            yield inline, "before"


def _joins(left: str, right: str) -> bool:
    """Whether two letters of an alphabet with blanks between its words stand side by side."""
    return _is_letter(left) and _is_letter(right)


def _is_letter(character: str) -> bool:
    if not character or not (character.isalpha() or character.isdigit()):
        return False
    name = unicodedata.name(character, "")
    return character.isdigit() or name.startswith(("LATIN", "CYRILLIC", "GREEK"))


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


CHECK = UnitCheck("glued-markup", run)
