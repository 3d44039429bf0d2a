"""Characters that nobody sees: zero-width spaces, direction marks, soft hyphens, control characters, and U+FFFD.

A soft hyphen or a zero-width space breaks search and copying; U+FFFD stands where a letter was lost.

    fr: serveur                  good
    fr: ser<U+200B>veur          a zero-width space
    fr: d<U+FFFD>marrer          a lost letter
"""

import re
import unicodedata
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.unit import Passage

_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]+|(?<![\u0600-\u0dff])[\u200c\u200d]"
)
_NAMES = {"\ufffd": "a replacement character: a letter was lost here"}


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    for match in _INVISIBLE.finditer(passage.text):
        character = match[0][0]
        lost = character == "\ufffd"
        name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
        message = _NAMES.get(character, f"an invisible character: {name}")
        yield Hit(match.start(), match.end(), message, None if lost else Fix(match.start(), match.end(), ""))


CHECK = TextCheck("invisible-characters", run, Level.ERROR)
