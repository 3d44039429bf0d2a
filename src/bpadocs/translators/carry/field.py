"""Carry the change of a field over: its text, or each of its plural forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

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
        pairs = self._pairs()
        if isinstance(pairs, NotCarried):
            return pairs
        changes: dict[str, EnglishChange] = {}
        for form, pair in pairs.items():
            change = english_change(pair.old, pair.new, self.tolerates)
            if isinstance(change, NotCarried):
                return change
            changes[form] = change
        if isinstance(translation, str):
            if not _alike(changes):
                return NotCarried("the plural forms of the English changed differently")
            return exchanged(changes["other"], pairs["other"], translation, reading)
        forms: dict[str, str] = {}
        if not _alike(changes):
            return NotCarried("the plural forms of the English changed differently")
        for form, text in translation.forms.items():
            source = form if form in pairs else "other"
            new = exchanged(changes[source], pairs[source], text, reading)
            if isinstance(new, NotCarried):
                return new
            forms[form] = new
        return Plural(translation.count, forms)

    def _pairs(self) -> Mapping[str, EnglishPair] | NotCarried:
        """Return the English by plural form; a text without forms is the form `other`."""
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
        pairs = {}
        for form, text in before.items():
            pairs[form] = EnglishPair(
                EnglishText(text, tokens(text, reading)),
                EnglishText(now[form], tokens(now[form], reading)),
            )
        return pairs


@lru_cache(maxsize=8)
def _as_they_are(terms: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((term, term) for term in terms)


def _forms(text: Text) -> Mapping[str, str]:
    if isinstance(text, str):
        return {"other": text}
    return text.forms


def _alike(changes: Mapping[str, EnglishChange]) -> bool:
    """Whether the same was exchanged in every plural form.

    Other languages divide the numbers between their forms in other ways.
    """
    found = set()
    for change in changes.values():
        pairs = set()
        for one in change.exchanges:
            if one.old.identity != one.new.identity:
                pairs.add((one.old.identity, one.new.identity))
        found.add(frozenset(pairs))
    return len(found) == 1
