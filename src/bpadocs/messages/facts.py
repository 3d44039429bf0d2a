"""What a catalog carries of its language besides the texts."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bpadocs.model import SOURCE_LANGUAGE


class Facts(NamedTuple):
    """One language's CLDR data, as the formats write it down."""

    language: str
    data: Mapping[str, str]
    """Plural rules, list patterns and number symbols (see runtime.py)."""
    gettext_plural: str
    parents: str
    """Which locale falls back to which; in the English catalog only."""


def facts(language: str, languages: Iterable[str] = ()) -> Facts:
    """The facts of a language, through Babel; the languages are all that a project has, for fallbacks between them."""
    from bpadocs.cldr import gettext_plural, language_data, parents

    chain = parents(languages) if language == SOURCE_LANGUAGE else {}
    lines = "\n".join(f"{locale} {parent}" for locale, parent in chain.items())
    return Facts(language, language_data(language), gettext_plural(language), lines)
