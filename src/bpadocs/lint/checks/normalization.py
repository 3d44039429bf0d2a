"""Letters composed of a base letter and a separate accent: not in the Unicode form NFC.

They look right and are found by no search; Korean syllables fall apart into their letters.

    fr: é as one character          good
    fr: e and a combining accent    not NFC
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.unit import Passage
from bpadocs.nfc import nfc

_LOOSE = re.compile("[^\\W_]?[\u0300-\u036f\u0483-\u0487\u3099\u309a]+|[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if nfc(passage.text) == passage.text:
        return
    for match in _LOOSE.finditer(passage.text):
        right = nfc(match[0])
        if right != match[0]:
            fix = Fix(match.start(), match.end(), right)
            yield Hit(match.start(), match.end(), f"“{right}” is made of loose parts (not NFC)", fix)


CHECK = TextCheck("normalization", run)
