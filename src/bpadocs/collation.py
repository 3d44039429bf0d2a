"""The order in which a language lists its words."""

import unicodedata

_KEPT = {"es": {"ñ": "n\uffff"}}
"""Letters of their own, as what they sort behind."""


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Letters first, accents and case only to break a tie, as dictionaries have it; Hangul sorts by its code points."""
    folded = text.casefold()
    for letter, place in _KEPT.get(language, {}).items():
        folded = folded.replace(letter, place)
    letters = "".join(c for c in unicodedata.normalize("NFKD", folded) if c.isalnum() or c.isspace() or c == "\uffff")
    if not text.isascii():
        letters = unicodedata.normalize("NFC", letters)
    return letters, text
