"""The order in which a language lists its words."""

import re
import unicodedata

_KEPT = {"es": {"ñ": "n\uffff"}}
"""Letters of their own, as what they sort behind."""

_NO_LETTERS = re.compile("[^\\w\\s\uffff]|_")


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Letters first, accents and case only to break a tie, as dictionaries have it; Hangul sorts by its code points."""
    folded = text.casefold()
    for letter, place in _KEPT.get(language, {}).items():
        folded = folded.replace(letter, place)
    if folded.isascii():
        return _NO_LETTERS.sub("", folded), text
    letters = _NO_LETTERS.sub("", unicodedata.normalize("NFKD", folded))
    return unicodedata.normalize("NFC", letters), text
