"""What findings call the text that a translation is compared with, in any project."""

import re
from typing import Final

from bpadocs.words.cldr import name_in_english
from bpadocs.words.of_source import is_english

_QUOTED_OR_ENGLISH: Final = re.compile(r"“[^”]*”|`[^`]*`|\b(an )?English\b")
"""What stands in quotes is a text's own, and stays."""
_VOWELS: Final = ("A", "E", "I", "O", "Ur", "Uz")
"""How names of languages begin that have “an” before them; Ukrainian has “a”."""


def of_source(message: str, source_language: str) -> str:
    """Return a message of a check with the name of the source language where it says English.

    Checks say English of the text that a translation is compared with, which it nearly always is.
    """
    if is_english(source_language):
        return message
    name = name_in_english(source_language)

    def renamed(found: re.Match[str]) -> str:
        """Return the name of the language in the place of English."""
        if not found[0].endswith("English"):
            return found[0]
        if not found[1]:
            return name
        article = "an" if name.startswith(_VOWELS) else "a"
        return f"{article} {name}"

    return _QUOTED_OR_ENGLISH.sub(renamed, message)
