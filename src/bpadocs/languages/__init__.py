"""What is known of a language, one file a language: data, no code."""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class LanguageData:
    """What checks need to know of one language. A language without a file has the empty values."""

    language: str


@cache
def read_language(language: str) -> LanguageData:
    """What the package knows of a language."""
    return LanguageData(language)
