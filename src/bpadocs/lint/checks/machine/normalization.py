"""Letters composed of a base letter and a separate accent: not in the Unicode form NFC.

They look right and are found by no search; Korean syllables fall apart into their letters.

    fr: réseau                 good
    fr: re<U+0301>seau         e and a combining accent: not NFC
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.rule.provenance import nfc

_LOOSE: Final = re.compile(
    "[^\\W_]?[\u0300-\u036f\u0483-\u0487\u3099\u309a]+"  # accents, with the letter before them
    "|[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+"  # letters of Korean syllables
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each letter and syllable in loose parts that can be one character."""
    # To ask is far quicker than to make it, and most texts are in it.
    if (
        unicodedata.is_normalized("NFC", passage.text)
        or nfc(passage.text) == passage.text
    ):
        return
    for match in _LOOSE.finditer(passage.text):
        right = nfc(match[0])
        if right != match[0]:
            start, end = match.span()
            yield Hit(
                start=start,
                end=end,
                message=f"“{right}” is made of loose parts (not NFC)",
                fix=Fix(start, end, right),
            )


CHECK = TextCheck(
    "normalization",
    run,
    severity=Level.HINT,
    mqm=Mqm.ENCODING,
)
