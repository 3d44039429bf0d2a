"""A literal that was translated, although the reader must type or find it as it is.

A word in capitals that stands in the English and in the code beside it (DEFAULT) stays what it is;
and two quoted names that differ in English must not become the same word.

    en: Set the DEFAULT pool: `Get-Pool DEFAULT`
    fr: Définissez le pool DEFAULT : `Get-Pool DEFAULT`         good
    fr: Définissez le pool PAR DÉFAUT : `Get-Pool DEFAULT`      translated
    en: "execute" or "execution"
    es: "ejecutar" o "ejecución"                                good
    es: "ejecución" o "ejecución"                               one word for two
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import Final

from bpadocs.formats.markdown import Document
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import ViewPair, pairs

# `*+` gives no blank back: else a long row of blanks would be tried again at each of its lengths.
_QUOTED: Final = re.compile(
    r"[\"“«][ \u00a0\u202f]*+"
    r"([^\"”»\n]{2,60}?)"
    r"[ \u00a0\u202f]*+[\"”»]"
)
_OPENING: Final = frozenset('"“«')
_SHOUTED: Final = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ]{3,}(?: [^\W\d_a-zß-ÿ]{3,})*(?!\w)")
"""Words in capitals, those of other scripts too."""
_CAPITALS: Final = re.compile(r"(?<![\w\\/.-])[A-Z][A-Z_]{2,}(?![\w-])")
_WORD: Final = re.compile(r"[\w-]+")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the literals that became other words, and the names that became one."""
    if unit.markup:
        code = _words_of_code(unit.english.tree)
    else:
        code = frozenset()
    for pair in pairs(unit):
        if code:
            yield from _typed(pair, code)
        yield from _quoted(pair)


# Cached, for the English is the same for every language.
@lru_cache(maxsize=256)
def _words_of_code(english: Document) -> Set[str]:
    """Return the words of a text's code, in lines and in blocks."""
    blocks = [
        block.plain for block in english.leaves if block.kind in ("fence", "code")
    ]
    in_lines = [span.text for span in english.of("code")]
    code = " ".join(blocks) + " ".join(in_lines)
    return frozenset(_WORD.findall(code))


def _typed(pair: ViewPair, code: Set[str]) -> Iterator[Hit]:
    """Report the words in capitals that the code has too, and the translation has not."""
    text = pair.translation.text
    lost = []
    capitals = _CAPITALS.findall(pair.english.text)
    for word in dict.fromkeys(capitals):
        if word in code and word not in text:
            lost.append(word)
    if not lost:
        return
    # what is in capitals is likely what became of the word
    shouted = _SHOUTED.search(text)
    first, last = shouted.span() if shouted else (0, len(text))
    start, end = pair.translation.span(first, last)
    for word in lost:
        yield Hit(
            start=start,
            end=end,
            message=f"{word} is typed as it is: the code beside it has {word}",
        )


def _quoted(pair: ViewPair) -> Iterator[Hit]:
    """Report quoted names that differ in English, and are the same in the translation."""
    english = pair.english.text
    if _OPENING.isdisjoint(english):
        return
    theirs = [name.lower() for name in _QUOTED.findall(english)]
    ours = list(_QUOTED.finditer(pair.translation.text))
    if len(theirs) != len(ours):
        return
    last: dict[str, int] = {}
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for index, match in enumerate(ours):
        name = match[1].lower()
        english_name = theirs[index]
        if meant[name] - {english_name}:
            twin = last[name]
            twin_name = theirs[twin]
            message = (
                f"“{twin_name}” and “{english_name}” of the English became one word"
            )
            twin_start = ours[twin].start()
            start, end = pair.translation.span(twin_start, match.end())
            yield Hit(
                start=start,
                end=end,
                message=message,
            )
        last[name] = index
        meant[name].add(english_name)


CHECK = UnitCheck(
    "translated-literals",
    run,
    severity=Level.ERROR,
    mqm=Mqm.DO_NOT_TRANSLATE,
)
