"""A word of Latin letters with a letter of another script in it that looks the same.

en: Server           good
en: Sеrver           the second letter is Cyrillic
"""

import re
import unicodedata
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.unit import Passage

_LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсухіјѕԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι", "ABEKMHOPCTXaeopcyxijsdgABEZHIKMNOPTYXovi")
_MIXED = re.compile(
    r"(?<![A-Za-z\u0370-\u052f\u0261])[A-Za-z\u0370-\u052f\u0261]*(?:[A-Za-z][\u0370-\u052f\u0261]|[\u0370-\u052f\u0261][A-Za-z])[A-Za-z\u0370-\u052f\u0261]*"
)
_STRANGE = re.compile(r"[\u0370-\u052f\u0261\uff01-\uff5e]")
_WIDE = re.compile(r"[\uff01-\uff5e]+")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if passage.text.isascii() or not _STRANGE.search(passage.text):
        return
    for match in _MIXED.finditer(passage.text):
        right = match[0].translate(_LOOKALIKES)
        strange = next(character for character in match[0] if not character.isascii())
        name = unicodedata.name(strange, "an unknown letter").lower()
        fix = Fix(match.start(), match.end(), right) if right.isascii() else None
        yield Hit(match.start(), match.end(), f"“{match[0]}” has a {name} among Latin letters", fix)
    for match in _WIDE.finditer(passage.text):
        right = "".join(chr(ord(character) - 0xFEE0) for character in match[0])
        fix = Fix(match.start(), match.end(), right)
        yield Hit(match.start(), match.end(), f"“{match[0]}” is written in full-width letters", fix)


CHECK = TextCheck("homoglyphs", run, Level.ERROR)
