"""A text that is still English: identical to its source though it should not be.

Texts between the tags of HTML, such as `<summary>`, and what stands for an image are texts too.

A text that is a name, a number or code alone may be the same in every language; so may a label
before a path, and what a program says, quoted in italics or bold as it is said.

    en: The service is stopped.
    fr: Le service est arrêté.          good
    fr: The service is stopped.         identical to the English
    en: Windows Server 2016
    fr: Windows Server 2016             good: a name
"""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import Final

from bpadocs.formats.markdown import Block
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage, Unit
from bpadocs.lint.view import View, pairs
from bpadocs.words.languages import LanguageData

ENOUGH: Final = 2
"""So many words of English make a text English."""
_BETWEEN_TAGS: Final = re.compile(
    # What is no text comes first, and is gone past. Without an end it goes up to that of the block,
    # for each one to look for its end in vain would take a time that grows with the square.
    r"<!--[\s\S]*?(?:-->|\Z)|<(?P<name>script|style|pre|code)\b[\s\S]*?(?:</(?P=name)>|\Z)"
    r"|>\s*(?P<text>[^<>\s][^<>]*)(?=<)",
    re.IGNORECASE,
)
_LITERAL: Final = re.compile(r"(?<!\S)(?:\S*[/\\_@]\S*|\S+\.\w+)")
"""A path, a file, an address: its words are none of a sentence."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each block that is the same as the English, and English."""
    source = context.source
    words = _english_words(source, context.language(unit.language))
    for english, translation in pairs(unit):
        if english.text.strip() != translation.text.strip():
            continue
        if _is_quoted(english.block):
            continue
        if _is_english(english, words):
            yield _hit(*translation.span(0, len(translation.text)))
    if "<" in unit.english.marks:
        yield from _in_html(unit, words)
    if "!" in unit.english.marks:
        yield from _of_images(unit, words)


def _hit(start: int, end: int) -> Hit:
    return Hit(
        start=start,
        end=end,
        message="identical to the English: not translated",
    )


def _in_html(unit: Unit, words: Set[str]) -> Iterator[Hit]:
    """Report each text between tags, in blocks of HTML, that both have and that is English."""
    theirs = {text for _, _, text in _html_texts(unit.english)}
    for block, start, text in _html_texts(unit.translation):
        if text in theirs and _is_english(View(block, text), words):
            yield _hit(start, start + len(text))


def _of_images(unit: Unit, words: Set[str]) -> Iterator[Hit]:
    """Report the alternative texts of images that both have and that are English."""
    theirs = {image.text for image in unit.english.tree.of("image")}
    for image in unit.translation.tree.of("image"):
        if image.text not in theirs:
            continue
        whole = Block("paragraph", image.start, image.end)
        if _is_english(View(whole, image.text), words):
            start = image.start + len("![")
            yield _hit(start, start + len(image.text))


def _html_texts(passage: Passage) -> Iterator[tuple[Block, int, str]]:
    """Yield the texts between tags in blocks of HTML, each with its block and its place."""
    if not passage.markup:
        return
    for block in passage.tree.blocks:
        if block.kind != "html":
            continue
        for match in _BETWEEN_TAGS.finditer(passage.text, block.start, block.end):
            if match["text"]:
                yield block, match.start("text"), match["text"].strip()


def _is_quoted(block: Block) -> bool:
    """Tell whether a block is a quotation that is marked as a whole, as messages are shown."""
    if not block.path or block.path[-1].kind != "quote":
        return False
    return all(
        inline.kind in ("em", "strong") or not inline.visible.strip()
        for inline in block.inlines
    )


@lru_cache(maxsize=64)
def _english_words(source: LanguageData, own: LanguageData) -> Set[str]:
    """Return the common words of English that are none of this language."""
    return (source.function_words | source.words) - own.function_words


def _is_english(view: View, words: Set[str]) -> bool:
    """Tell whether a text has several of these words, or one and is a sentence."""
    view = View(view.block, _LITERAL.sub(" ", view.text))
    known = len(view.vocabulary & words)
    if known >= ENOUGH:
        return True
    if not known:
        return False
    small = [word for word in view.words if word.text.islower()]
    long = [word for word in small if len(word.text) > 2]
    return len(long) >= 2


CHECK = UnitCheck(
    "untranslated",
    run,
    severity=Level.ERROR,
    mqm=Mqm.UNTRANSLATED,
    whole=True,
)
