"""A literal that was translated, although the reader must type or find it as it is.

A word in capitals that stands in the English and in the code beside it (DEFAULT) stays what it is; and two quoted names
that differ in English must not become the same word.

    en: Set the DEFAULT pool …  `Get-Pool DEFAULT`      fr: Définissez le pool DEFAULT …        good
    en: Set the DEFAULT pool …  `Get-Pool DEFAULT`      fr: Définissez le pool PAR DÉFAUT …     translated
    en: "execute" or "execution"                        es: "ejecución" o "ejecución"           one word for two
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, pairs

_QUOTED: Final = re.compile(r"[\"“«][ \u00a0\u202f]*([^\"”»\n]{2,60}?)[ \u00a0\u202f]*[\"”»]")
_CAPITALS: Final = re.compile(r"(?<![\w\\/.-])[A-Z][A-Z_]{2,}(?![\w-])")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    code = " ".join(block.plain for block in unit.english.tree.leaves if block.kind in ("fence", "code")) + " ".join(
        span.text for span in unit.english.tree.of("code")
    )
    for pair in pairs(unit):
        if code:
            yield from _typed(pair, code)
        yield from _quoted(pair)


def _typed(pair: Pair, code: str) -> Iterator[Hit]:
    """Words in capitals that the code beside the text has too."""
    for word in dict.fromkeys(match[0] for match in _CAPITALS.finditer(pair.english.text)):
        if re.search(rf"(?<![\w-]){word}(?![\w-])", code) and word not in pair.translation.text:
            shouted = re.search(r"(?<!\w)[^\W\d_a-zß-ÿ]{3,}(?: [^\W\d_a-zß-ÿ]{3,})*(?!\w)", pair.translation.text)
            span = shouted.span() if shouted else (0, len(pair.translation.text))
            yield Hit(*pair.translation.span(*span), f"{word} is typed as it is: the code beside it has {word}")


def _quoted(pair: Pair) -> Iterator[Hit]:
    """Quoted names of the English that became one."""
    theirs = [match[1].lower() for match in _QUOTED.finditer(pair.english.text)]
    ours = list(_QUOTED.finditer(pair.translation.text))
    if len(theirs) != len(ours):
        return
    for index, match in enumerate(ours):
        twins = [other for other in range(index) if ours[other][1].lower() == match[1].lower()]
        if any(theirs[other] != theirs[index] for other in twins):
            start = ours[twins[-1]].start()
            message = f"“{theirs[twins[-1]]}” and “{theirs[index]}” of the English became one word"
            yield Hit(*pair.translation.span(start, match.end()), message)


CHECK = UnitCheck("translated-literals", run)
