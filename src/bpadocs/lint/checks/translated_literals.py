"""A literal that was translated, although the reader must type or find it as it is.

A word in capitals that stands in the English and in the code beside it (DEFAULT) stays what it is; and two quoted names
that differ in English must not become the same word.

    en: Set the DEFAULT pool …  `Get-Pool DEFAULT`      fr: Définissez le pool DEFAULT …        good
    en: Set the DEFAULT pool …  `Get-Pool DEFAULT`      fr: Définissez le pool PAR DÉFAUT …     translated
    en: "execute" or "execution"                        es: "ejecución" o "ejecución"           one word for two
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, pairs

_QUOTED: Final = re.compile(r"[\"“«][ \u00a0\u202f]*+([^\"”»\n]{2,60}?)[ \u00a0\u202f]*+[\"”»]")
_SHOUTED: Final = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ]{3,}(?: [^\W\d_a-zß-ÿ]{3,})*(?!\w)")
_CAPITALS: Final = re.compile(r"(?<![\w\\/.-])[A-Z][A-Z_]{2,}(?![\w-])")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    code = " ".join(block.plain for block in unit.english.tree.leaves if block.kind in ("fence", "code")) + " ".join(
        span.text for span in unit.english.tree.of("code")
    )
    words = frozenset(re.findall(r"[\w-]+", code))
    for pair in pairs(unit):
        if code:
            yield from _typed(pair, words)
        yield from _quoted(pair)


def _typed(pair: Pair, code: Set[str]) -> Iterator[Hit]:
    """Words in capitals that the code beside the text has too."""
    words = dict.fromkeys(match[0] for match in _CAPITALS.finditer(pair.english.text) if match[0] in code)
    shouted = _SHOUTED.search(pair.translation.text) if words else None
    for word in words:
        if word not in pair.translation.text:
            span = shouted.span() if shouted else (0, len(pair.translation.text))
            yield Hit(*pair.translation.span(*span), f"{word} is typed as it is: the code beside it has {word}")


def _quoted(pair: Pair) -> Iterator[Hit]:
    """Quoted names of the English that became one."""
    theirs = [match[1].lower() for match in _QUOTED.finditer(pair.english.text)]
    ours = list(_QUOTED.finditer(pair.translation.text))
    if len(theirs) != len(ours):
        return
    last: dict[str, int] = {}
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for index, match in enumerate(ours):
        name = match[1].lower()
        if meant[name] - {theirs[index]}:
            twin = last[name]
            message = f"“{theirs[twin]}” and “{theirs[index]}” of the English became one word"
            yield Hit(*pair.translation.span(ours[twin].start(), match.end()), message)
        last[name] = index
        meant[name].add(theirs[index])


CHECK = UnitCheck("translated-literals", run)
