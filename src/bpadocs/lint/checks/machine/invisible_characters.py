"""Characters that nobody sees: zero-width spaces, direction marks, soft hyphens, control
characters, and U+FFFD.

A soft hyphen or a zero-width space breaks search and copying; U+FFFD stands where a letter was
lost.

    fr: serveur                  good
    fr: ser<U+200B>veur          a zero-width space
    fr: d<U+FFFD>marrer          a lost letter
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

_INVISIBLE: Final = re.compile(
    "["
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad"
    "\ufffd"
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f"
    "]+"
    # joiners are letters' own in Arabic and in the scripts of India
    "|(?<![\u0600-\u0dff])[\u200c\u200d]"
)
_REPLACEMENT: Final = "\ufffd"
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTIONS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
"""Where Arabic or Hebrew is written, they put names and marks on their right side."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each run of characters that nobody sees."""
    # Python knows of each character whether it can be seen: far quicker than the search.
    if (
        passage.text.replace("\n", "").isprintable()
        and _REPLACEMENT not in passage.text
    ):
        return
    is_turned = _RIGHT_TO_LEFT.search(passage.text) is not None
    for match in _INVISIBLE.finditer(passage.text):
        if is_turned and _DIRECTIONS.issuperset(match[0]):
            continue
        start, end = match.span()
        character = match[0][0]
        if character == _REPLACEMENT:
            yield Hit(
                start=start,
                end=end,
                message="a replacement character: a letter was lost here",
            )
            continue
        name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
        yield Hit(
            start=start,
            end=end,
            message=f"an invisible character: {name}",
            fix=Fix(start, end, ""),
        )


CHECK = TextCheck(
    "invisible-characters",
    run,
    severity=Level.ERROR,
    mqm=Mqm.ENCODING,
)
