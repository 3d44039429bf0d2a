"""A word of Latin letters with a letter of another script in it that looks the same.

en: Server           good
en: Sеrver           the second letter is Cyrillic
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

_LOOKALIKES: Final = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјѕԁɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι",
    "ABEKMHOPCTXaeopcyxijsdgABEZHIKMNOPTYXovi",
)
_OTHER: Final = r"\u0370-\u052f\u0261"
"""Greek and Cyrillic, and ɡ."""
_EITHER: Final = rf"[A-Za-z{_OTHER}]"
_MIXED: Final = re.compile(
    rf"(?<!{_EITHER}){_EITHER}*"
    rf"(?:[A-Za-z][{_OTHER}]|[{_OTHER}][A-Za-z])"
    rf"{_EITHER}*"
)
_WIDE: Final = re.compile(r"[\uff01-\uff5e]+")
_WIDE_LETTERS: Final = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
"""The marks among them are the usual ones where Chinese and Japanese are written."""
_STRANGE: Final = re.compile(rf"[{_OTHER}\uff01-\uff5e]")
_WIDE_FROM_ASCII: Final = 0xFEE0
"""How far a full-width letter is from its ASCII one."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report the words of letters of two scripts, and those in full-width letters."""
    text = passage.text
    if text.isascii() or not _STRANGE.search(text):
        return
    for match in _MIXED.finditer(text):
        yield _mixed(match)
    knows_scripts = bool(context.language(language).scripts)
    wide = _WIDE if knows_scripts else _WIDE_LETTERS
    for match in wide.finditer(text):
        start, end = match.span()
        narrow = "".join(
            chr(ord(character) - _WIDE_FROM_ASCII) for character in match[0]
        )
        yield Hit(
            start=start,
            end=end,
            message=f"“{match[0]}” is written in full-width letters",
            fix=Fix(start, end, narrow),
        )


def _mixed(match: re.Match[str]) -> Hit:
    start, end = match.span()
    strange = next(character for character in match[0] if not character.isascii())
    name = unicodedata.name(strange, "an unknown letter").lower()
    # where a letter has no Latin one that looks the same, nobody knows what is meant
    latin = match[0].translate(_LOOKALIKES)
    return Hit(
        start=start,
        end=end,
        message=f"“{match[0]}” has a {name} among Latin letters",
        fix=Fix(start, end, latin) if latin.isascii() else None,
    )


CHECK = TextCheck(
    "homoglyphs",
    run,
    severity=Level.ERROR,
    mqm=Mqm.ENCODING,
)
