"""A word of the English that became its opposite: always and never, before and after.

Sentence by sentence, and only where the English has one of the two and the translation the other
alone. Where either says no, the opposite may be right: “disabled” is “not enabled”.

    en: Remove the disk before you restart.
    fr: Retirez le disque avant de redémarrer.      good
    fr: Retirez le disque après avoir redémarré.    the reverse
    en: The folder is never empty.
    es: La carpeta nunca está vacía.                good
    es: La carpeta siempre está vacía.              the reverse
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import Sentence, View, ViewPair, paired_sentences, pairs
from bpadocs.words.languages import LanguageData
from bpadocs.words.of_source import is_english

_PAIRS: Final = (
    ("always", "never"),
    ("before", "after"),
    ("or earlier", "or later"),
    ("increase", "decrease"),
    ("enable", "disable"),
    ("minimum", "maximum"),
)
_OPPOSITES: Final[Mapping[str, str]] = {
    **dict(_PAIRS),
    **{other: one for one, other in _PAIRS},
}
_SAY_NO: Final = frozenset({"always", "never"})
"""One of these is a negation itself."""


class _BothLanguages(NamedTuple):
    """What is known of the source language and of that of the translation."""

    source_language: str
    english: LanguageData
    own: LanguageData


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the words of a translation that are the opposite of those of the English."""
    known = _BothLanguages(
        source_language=context.source_language,
        english=context.source,
        own=context.language(unit.language),
    )
    if not known.own.opposites:
        return
    for pair in pairs(unit):
        said = _said(pair.english, known.english)
        if said and len(pair.english.sentences) == len(pair.translation.sentences):
            yield from _compare(pair, said, known)


# Cached, for the English is the same for every language.
@lru_cache(maxsize=256)
def _said(english: View, data: LanguageData) -> Sequence[str]:
    """Return the words of the English that have an opposite."""
    lower = english.lower
    return [
        name
        for name, words in data.opposites.items()
        if words.may_be_in(lower) and words.search(english.text)
    ]


def _compare(
    pair: ViewPair, said: Sequence[str], known: _BothLanguages
) -> Iterator[Hit]:
    for theirs, ours in paired_sentences(pair):
        for name in said:
            # of a language may be known how it says the one, and not the other
            both = {name, _OPPOSITES[name]}
            both_known = (
                both <= known.own.opposites.keys() & known.english.opposites.keys()
            )
            if both_known and _says_only(name, theirs, known.english):
                yield from _reversed(name, theirs, ours, pair, known)


def _says_only(name: str, english: Sentence, data: LanguageData) -> bool:
    """Tell whether a sentence has this word and not its opposite."""
    word, other = data.opposites[name], data.opposites[_OPPOSITES[name]]
    return bool(word.search(english.text)) and not other.search(english.text)


def _reversed(
    name: str, theirs: Sentence, ours: Sentence, pair: ViewPair, known: _BothLanguages
) -> Iterator[Hit]:
    """Report the opposite, if a sentence has it and not the word itself."""
    found = known.own.opposites[_OPPOSITES[name]].search(ours.text)
    if found is None or known.own.opposites[name].search(ours.text):
        return
    if name not in _SAY_NO and _says_no(theirs, ours, known):
        return
    start = ours.start + found.start()
    start, end = pair.translation.span(start, start + len(found[0]))
    yield Hit(
        start=start,
        end=end,
        message=f"“{found[0]}” is the reverse of “{_said_as(name, theirs, known)}” in the English",
    )


def _said_as(name: str, theirs: Sentence, known: _BothLanguages) -> str:
    """Return what the source says for the English word that this is about."""
    said = known.english.opposites[name].search(theirs.text)
    if said is None or is_english(known.source_language):
        return name
    return said[0]


def _says_no(theirs: Sentence, ours: Sentence, known: _BothLanguages) -> bool:
    english, own = known.english.negation, known.own.negation
    if english and english.search(theirs.text):
        return True
    return bool(own and own.search(ours.text))


CHECK = UnitCheck(
    "opposites",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISTRANSLATION,
)
