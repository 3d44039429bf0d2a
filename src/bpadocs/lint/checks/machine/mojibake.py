"""Letters that were read in the wrong encoding.

fr: réseau            good
fr: rÃ©seau           UTF-8 read as Windows-1252
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage

# What the first byte of a letter in UTF-8 looks like, and the bytes after it.
_FIRST: Final = r"[\u00c2-\u00f4]"
_FURTHER: Final = (
    r"[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    r"\u2013-\u203a\u20ac\u2122]"
)
_SUSPECT: Final = re.compile(rf"(?:{_FIRST}(?:{_FURTHER})+)+")
# A letter with an accent may well stand before a blank that does not break and a guillemet.
_TYPOGRAPHY: Final = re.compile("[a-zà-ÿ][\u00a0\u202f]?[«»“”‘’…–—]*$|[a-zà-ÿ]\u00a0")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report the letters that make sense when they are read again as UTF-8."""
    if passage.text.isascii():
        return
    for match in _SUSPECT.finditer(passage.text):
        right = _decoded(match[0])
        if right and not _is_typography(match[0]):
            start, end = match.span()
            yield Hit(
                start=start,
                end=end,
                message=f"“{match[0]}” should be “{right}”",
                fix=Fix(start, end, right),
            )


def _is_typography(text: str) -> bool:
    """Tell whether this is one letter with an accent and the marks after it."""
    return _TYPOGRAPHY.match(text) is not None and len(text) < 4


def _decoded(text: str) -> str:
    """Return the text read again as UTF-8, or nothing if it is no UTF-8."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


CHECK = TextCheck(
    "mojibake",
    run,
    severity=Level.ERROR,
    mqm=Mqm.ENCODING,
)
