"""What is said otherwise where a project is not written in English.

bpadocs' own words are English whatever a project is written in; a project's are in its source
language. And a sentence that speaks of the English has another one in its place here.
"""

from collections.abc import Mapping
from typing import Final

from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.of_pages import (
    CATEGORIES,
    NOTE,
    PARTLY_UNTRANSLATED,
    SEVERITIES,
    UNTRANSLATED,
)

_OWN: Final = frozenset({"argument", "value", "intro", "note", "severity", "category"})
"""The contexts of words that projects bring."""

_USUAL: Final = frozenset({*SEVERITIES.values(), *CATEGORIES.values(), NOTE})
"""The words in those contexts that bpadocs brings along."""

_INSTEAD: Final[Mapping[str, str]] = {
    UNTRANSLATED: "[Not translated]",
    PARTLY_UNTRANSLATED: "Parts of this page have not been translated yet. They are marked {mark}.",
    "made from today’s English": "made from the source of today",
    "numbers or names exchanged as in the English, not read since": (
        "numbers or names exchanged as in the source, not read since"
    ),
    "the English has changed since": "the source has changed since",
    "Made by bpadocs from the rule files. Translations are compared with the English at every "
    "build.": (
        "Made by bpadocs from the rule files. Translations are compared with their source at "
        "every build."
    ),
    "In English until then: {fields}.": "In the source language until then: {fields}.",
    "The English has changed since this was translated.": (
        "The source has changed since this was translated."
    ),
    "What changed in the English": "What changed in the source",
    "The earlier English text is not in the history that is available here. To see the change, "
    "fetch the whole history (git fetch --unshallow).": (
        "The earlier source text is not in the history that is available here. To see the change, "
        "fetch the whole history (git fetch --unshallow)."
    ),
    "carried over from the English": "carried over from the source",
    "The English changed on {date}.": "The source changed on {date}.",
    "Each translated text is compared with its English, field by field.": (
        "Each translated text is compared with its source, field by field."
    ),
    "The English has changed while you were writing": (
        "The source has changed while you were writing"
    ),
    "English is what is translated. It is written in the files of the rules.": (
        "This language is what is translated. It is written in the files of the rules."
    ),
    "English: what has changed": "Source: what has changed",
    "typo in the English": "typo in the source",
}
"""By a sentence that speaks of the English, what is said in its place."""


def is_english(language: str) -> bool:
    """Tell whether a language is English, of whatever country."""
    return language.partition("-")[0] == SOURCE_LANGUAGE


def instead(english: str, source_language: str) -> str:
    """Return what is said in the place of a sentence in a project written in this language."""
    if is_english(source_language):
        return english
    return _INSTEAD.get(english, english)


def is_of_project(context: str, word: str) -> bool:
    """Tell whether a shared word is a project's own, and so in its source language."""
    return context in _OWN and word not in _USUAL


def is_original(context: str, word: str, language: str, source_language: str) -> bool:
    """Tell whether a shared word is one of this language as it stands, without a translation."""
    if source_language == SOURCE_LANGUAGE:
        return language == SOURCE_LANGUAGE
    if is_of_project(context, word):
        return language == source_language
    return is_english(language)
