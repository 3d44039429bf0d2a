"""Italics or bold that cover a whole paragraph in English, and only a part of it in the translation.

Pages show UI text in italics: words that fall out of them no longer look like it.

    en: *The disk is almost full.*
    es: *El disco está casi lleno.*         good
    es: El disco *está casi lleno.*         the beginning stands outside
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Block, Inline


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    for english, translation in unit.segments:
        kind = _whole(english)
        marked = [one for one in translation.inlines if one.kind == kind]
        if kind is None or not marked:
            continue  # emphasis-count finds what is missing
        for start, end in _outside(unit.translation.text, translation, marked):
            written = unit.translation.text[start:end]
            message = f"“{written}” stands outside: the English has all of this paragraph in {_NAMES[kind]}"
            yield Hit(start, end, message)


_NAMES = {"em": "italics", "strong": "bold"}


def _whole(block: Block) -> str | None:
    """The kind of mark that covers the whole block, punctuation aside."""
    kinds = {one.kind for one in block.inlines if one.kind in _NAMES}
    rest = "".join(one.visible for one in block.inlines if one.kind not in _NAMES)
    words = any(character.isalnum() for character in rest)
    return kinds.pop() if len(kinds) == 1 and not words else None


def _outside(text: str, block: Block, marked: list[Inline]) -> Iterator[tuple[int, int]]:
    """The words of the block that stand outside the marks."""
    at = block.start
    for start, end in [*((one.start, one.end) for one in marked), (block.end, block.end)]:
        written = text[at:start]
        inner = written.strip(" \t\n.:;,*_")
        if any(character.isalnum() for character in inner) and not inner.startswith("<"):
            begin = at + written.index(inner)
            yield begin, begin + len(inner)
        at = end


CHECK = UnitCheck("emphasis-reach", run)
