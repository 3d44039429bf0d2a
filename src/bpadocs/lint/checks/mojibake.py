"""Letters that were read in the wrong encoding.

fr: réseau            good
fr: rÃ©seau           UTF-8 read as Windows-1252
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.unit import Passage

_SUSPECT = re.compile(
    r"(?:[\u00c2-\u00f4](?:[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122])+)+"
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    for match in _SUSPECT.finditer(passage.text):
        if right := _decoded(match[0]):
            yield Hit(
                match.start(), match.end(), f"“{match[0]}” should be “{right}”", Fix(match.start(), match.end(), right)
            )


def _decoded(text: str) -> str:
    """The text read again as UTF-8, where it can be."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


CHECK = TextCheck("mojibake", run, Level.ERROR)
