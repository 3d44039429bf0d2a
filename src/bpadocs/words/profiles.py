"""Fields of work whose words are not those of a language at large."""

from typing import Final

WINDOWS: Final = "windows"
"""Windows and its administration: names, terms, labels, and senses of words."""

PROFILES: Final = (WINDOWS,)
