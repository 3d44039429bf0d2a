"""Italics or bold that cover a whole paragraph in English, and only a part of it in the
translation.

Pages show UI text in italics: words that fall out of them no longer look like it.

    en: *The disk is almost full.*
    es: *El disco está casi lleno.*         good
    es: El disco *está casi lleno.*         the beginning stands outside
"""

from collections.abc import Iterator, Sequence

from bpadocs.formats.markdown import Block, Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.quoted import cut
from bpadocs.lint.spans import Span
from bpadocs.lint.subject import Unit

_NAMES = {"em": "italics", "strong": "bold"}


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the words outside the marks of paragraphs that the English marks as a whole."""
    text = unit.translation.text
    for english, translation in unit.segments:
        kind = _mark_of_all(english)
        if kind is None:
            continue
        marked = [inline for inline in translation.inlines if inline.kind == kind]
        if not marked:
            continue  # emphasis-count finds what is missing
        for start, end in _outside(text, translation, marked):
            written = text[start:end]
            yield Hit(
                start=start,
                end=end,
                message=(
                    f"“{cut(written)}” stands outside: "
                    f"the English has all of this paragraph in {_NAMES[kind]}"
                ),
            )


def _mark_of_all(block: Block) -> str | None:
    """Return the kind of mark that covers the whole block, punctuation aside, or None."""
    kinds = {inline.kind for inline in block.inlines if inline.kind in _NAMES}
    if len(kinds) != 1:
        return None
    for inline in block.inlines:
        if inline.kind not in _NAMES and _has_word(inline.visible):
            return None
    return kinds.pop()


def _outside(text: str, block: Block, marked: Sequence[Inline]) -> Iterator[Span]:
    """Yield the stretches of words before, between and after the marks."""
    start = block.start
    for inline in marked:
        yield from _words(text, start, inline.start)
        start = inline.end
    yield from _words(text, start, block.end)


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield this stretch without its outer blanks and punctuation, if a word is in it."""
    written = text[start:end]
    inner = written.strip(" \t\n.:;,*_")
    # neither are images words, nor does an explanation in brackets fall out of the marks
    is_none = inner.startswith(("<", "![", "("))
    if _has_word(inner) and not is_none:
        begin = start + written.index(inner)
        yield begin, begin + len(inner)


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


CHECK = UnitCheck(
    "emphasis-reach",
    run,
    severity=Level.HINT,
    mqm=Mqm.MARKUP,
    markdown_only=True,
    needs="*_",
)
