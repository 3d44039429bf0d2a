"""Unicode's form NFC in linear time."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 30
"""Marks upon one letter that are put in order: Unicode's Stream-Safe Text Format has no more either."""

_MANY_MARKS: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{LONGEST},}}")


def nfc(text: str) -> str:
    """The text in NFC. Of a letter with hundreds of accents each thirty count by themselves.

    Unicode sorts the marks upon a letter; Python does so in a time that grows with their square.
    """
    if text.isascii():
        return text
    pieces = []
    end = 0
    for run in _MANY_MARKS.finditer(text):
        for cut in range(run.start() + LONGEST, run.end() + 1, LONGEST):
            pieces.append(unicodedata.normalize("NFC", text[end:cut]))
            end = cut
    pieces.append(unicodedata.normalize("NFC", text[end:]))
    return "".join(pieces)
