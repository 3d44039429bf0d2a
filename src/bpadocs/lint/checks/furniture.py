"""The words that every page shares are those of locales/: table labels, severities, headings, stock sentences.

Only on existing pages: the pages that bpadocs writes take these words from locales/ themselves. A word that locales/
does not have is not judged, unless other pages agree on it.

    en: |**Severity**|Warning|
    fr: |**Gravité**|Avertissement|         good
    fr: |**Va**|Avertissement|              another word
    fr: |**Gravité**|Warning|               left in English
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    text = unit.translation.text
    if not unit.expected or text in unit.expected:
        return
    wanted = unit.expected[0]
    if _BLANKS.sub(" ", text) in {_BLANKS.sub(" ", expected) for expected in unit.expected}:
        start, end = _difference(text, wanted)
        yield Hit(start, end, f"the blanks differ: the shared words have “{wanted}” here")
        return
    left = "left in English; " if text == unit.english.text else ""
    yield Hit(0, len(text), f"{left}the shared words have “{wanted}” here, not “{text}”")


def _difference(text: str, wanted: str) -> tuple[int, int]:
    """The span of the text outside what both begin and end with."""
    shorter = min(len(text), len(wanted))
    start = next((n for n in range(shorter) if text[n] != wanted[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if text[-1 - n] != wanted[-1 - n]), rest)
    return start, max(start + 1, len(text) - end)


CHECK = UnitCheck("furniture", run)
