"""A common word with a capital in the middle of a sentence.

A capital is right at a beginning, in a name of the English or of the glossary, in bold and in quotation marks. Where
the English has no name at the place, a capital inside a sentence is left over from machine translation.

    en: open the user interface        it: aprire l’interfaccia utente       good
    en: open the user interface        it: aprire l’interfaccia Utente       a stray capital
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.glossary import Glossary
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.remembered import Remembered
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, View, Word, pairs
from bpadocs.markdown import Block

_BEGINS_AFTER: Final = ".!?:;()[]\"“”«»‘’'¿¡…|/\n\ufffc>–—-"


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    if data.scripts != {"Latin"} or data.common_capitals:
        return
    glossary = context.glossary(unit.language)
    for pair in pairs(unit):
        names = None
        for word in pair.translation.words:
            if not _stray(word, pair.translation):
                continue
            if names is None:
                names = Spans(_names(pair, glossary))
                titles = _titles_left(pair, glossary)
                in_english = Remembered(pair.english.text.__contains__)
            if in_english[word.text] or names.around(word.start, word.end):
                continue
            if titles and word.lower not in pair.english.vocabulary:
                continue
            start, end = pair.translation.span(word.start, word.end)
            fix = Fix(start, start + 1, word.text[0].lower()) if end - start == len(word.text) else None
            yield Hit(start, end, f"“{word.text}”: no capital within a sentence", fix)


def _stray(word: Word, view: View) -> bool:
    """Whether a capital stands within a sentence."""
    text = word.text
    if not text[0].isupper() or not text[1:].islower() or len(text) < 3 or "-" in text:
        return False
    before = word.start
    while before and view.text[before - 1] in " \u00a0\u202f":
        before -= 1
    return 0 < before < word.start and view.text[before - 1] not in _BEGINS_AFTER


def _names(pair: Pair, glossary: Glossary) -> list[tuple[int, int]]:
    """Where capitals are right in the translation: bold, links, names and terms."""
    translation = pair.translation
    found = list(_emphasised(translation.block))
    for term, words in dict.fromkeys(glossary.found_in(pair.english.text)):
        found += [match.span() for match in re.finditer(re.escape(words), translation.text, re.IGNORECASE)]
        if term.is_name or any(word[0].isupper() for word in term.use[0].split()):
            found += [match.span() for match in term.right.finditer(translation.text)]
            found += [match.span() for match in term.bad.finditer(translation.text)] if term.bad else []
    return found


def _emphasised(block: Block) -> Iterator[tuple[int, int]]:
    at = 0
    for top in block.inlines:
        for inline in top.walk():
            if inline.kind in ("strong", "link"):
                yield at, at + len(inline.visible)
            if inline.kind in ("text", "code", "break"):
                at += len(inline.visible)


def _titles_left(pair: Pair, glossary: Glossary) -> bool:
    """Whether the English has names in capitals that the glossary does not know: some word may translate one."""
    known = list(glossary.names)
    known += [words for term, words in glossary.found_in(pair.english.text) if term.is_name or words.islower()]
    text = pair.english.text
    for name in sorted(dict.fromkeys(known), key=len, reverse=True):
        text = text.replace(name, "x" * len(name))
    view = View(pair.english.block, text)
    # a word has no line break in it, so it is found in no two of them together
    bold = "\n".join(pair.english.text[start:end] for start, end in _emphasised(pair.english.block))
    in_bold = Remembered(bold.__contains__)
    return any(
        _stray(word, view) and word.lower not in pair.translation.vocabulary and not in_bold[word.text]
        for word in view.words
    )


CHECK = UnitCheck("stray-capitals", run)
