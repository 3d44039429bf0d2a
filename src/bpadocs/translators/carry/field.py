"""Carry the change of a field over: its text, or each of its plural forms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bpadocs.rule.model import SOURCE_LANGUAGE, Plural, Text
from bpadocs.translators.carry.english import (
    EnglishChange,
    EnglishText,
    NotCarried,
    Tolerates,
    english_change,
    never,
)
from bpadocs.translators.carry.exchange import EnglishPair, exchanged
from bpadocs.translators.carry.known_words import KnownWords
from bpadocs.translators.carry.tokens import Reading, tokens


@dataclass(frozen=True, slots=True)
class FieldChange:
    """The English of a field as a translation was made from it, and as it is now."""

    before: Text
    now: Text
    markup: bool
    words: KnownWords
    tolerates: Tolerates = never

    def carried(self, translation: Text, language: str) -> Text | NotCarried:
        """Return the translation of the English of now, the same text where no word changed."""
        reading = Reading(
            language=language,
            markup=self.markup,
            names=self.words.names,
            terms=self.words.terms,
            compounds=self.words.compounds,
        )
        forms = self._forms()
        if isinstance(forms, NotCarried):
            return forms
        if isinstance(translation, str):
            return exchanged(*forms["other"], translation, reading)
        carried: dict[str, str] = {}
        for form, text in translation.forms.items():
            source = form if form in forms else "other"
            new = exchanged(*forms[source], text, reading)
            if isinstance(new, NotCarried):
                return new
            carried[form] = new
        return Plural(translation.count, carried)

    def _forms(self) -> "Mapping[str, _FormChange] | NotCarried":
        """Return how each plural form changed; a text without forms is the form `other`."""
        before, now = _forms(self.before), _forms(self.now)
        if before.keys() != now.keys():
            return NotCarried("the plural forms of the English are others now")
        reading = Reading(
            language=SOURCE_LANGUAGE,
            markup=self.markup,
            names=self.words.names,
            terms=_as_they_are(self.words.english_terms),
            compounds=self.words.english_compounds,
        )
        found = {}
        for form, text in before.items():
            change = _form_change(text, now[form], reading, self.tolerates)
            if isinstance(change, NotCarried):
                return change
            found[form] = change
        if not _alike(change for change, _ in found.values()):
            return NotCarried("the plural forms of the English changed differently")
        return found


class _FormChange(NamedTuple):
    """How a plural form of the English changed, and the English itself."""

    change: EnglishChange
    english: EnglishPair


# Cached, for the English is the same for every language, which come one after the other.
@lru_cache(maxsize=64)
def _form_change(
    before: str, now: str, reading: Reading, tolerates: Tolerates
) -> _FormChange | NotCarried:
    """Return how one form changed, or why a translator is needed."""
    old = EnglishText(before, tokens(before, reading))
    new = EnglishText(now, tokens(now, reading))
    change = english_change(old, new, tolerates)
    if isinstance(change, NotCarried):
        return change
    return _FormChange(change, EnglishPair(old, new))


@lru_cache(maxsize=8)
def _as_they_are(terms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((term, term) for term in terms)


def _forms(text: Text) -> Mapping[str, str]:
    if isinstance(text, str):
        return {"other": text}
    return text.forms


def _alike(changes: Iterable[EnglishChange]) -> bool:
    """Whether the same was exchanged in every plural form.

    Other languages divide the numbers between their forms in other ways.
    """
    found = set()
    for change in changes:
        pairs = set()
        for one in change.exchanges:
            if one.old.identity != one.new.identity:
                pairs.add((one.old.identity, one.new.identity))
        found.add(frozenset(pairs))
    return len(found) == 1
