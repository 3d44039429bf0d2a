"""Which rules a change of the glossary concerns: those that have a word of what has changed.

Checks find terms, names and labels in texts by their words. A rule with none of the words of an
entry reads the same with it and without it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bpadocs.lint.subject import Subject
from bpadocs.lint.view import pairs
from bpadocs.system.cache import digest
from bpadocs.words.glossary import Glossary

_WORD: Final = re.compile(r"\w+")

Entries = Mapping[str, str]
"""Of each entry of a glossary, by kind and English, a digest of what it says."""


def entries_of(glossary: Glossary) -> dict[str, str]:
    """Return the entries of a glossary, as they are compared with those of an earlier run."""
    found = {f"name {name}": "" for name in glossary.names}
    for english, term in glossary.terms.items():
        # a mapping of reasons is in the order of the file
        found[f"term {english}"] = digest(repr(term))
    for english, shown in glossary.labels.items():
        found[f"label {english}"] = digest(repr(shown))
    return found


def words_of(subject: Subject) -> str:
    """Return every word that the texts of a rule have, as they are written and as they are read."""
    words: set[str] = set()
    # the English is the same beside every translation
    for text in set(_texts(subject)):
        words.update(_WORD.findall(_lower(text)))
    return f" {' '.join(sorted(words))} "


def _texts(subject: Subject) -> Iterator[str]:
    for passage in subject.english.values():
        yield passage.text
    for unit in subject.units.values():
        yield unit.translation.text
        for pair in pairs(unit):
            yield pair.english.text
            yield pair.translation.text


def _lower(text: str) -> str:
    """Return a text in small letters, each of them one: glossaries look for terms in that."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return f"{lower} {''.join(letter.lower()[0] for letter in text)}"


_ANY: Final = "name "
"""An entry that any text may have."""


def changed_entries(before: Entries, now: Entries) -> list[str]:
    """Return what only one of two glossaries has, or has otherwise."""
    if [one for one in before if one in now] != [one for one in now if one in before]:
        # of two names that a text lacks, the first is told
        return [_ANY]
    changed = []
    for entry in {*before, *now}:
        if before.get(entry) != now.get(entry):
            changed.append(entry)
    return sorted(changed)


class Concerned:
    """Tells whether these entries concern a rule, by the words of its texts."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._pieces: dict[str, None] = {}
        for entry in entries:
            self._pieces.update(dict.fromkeys(_pieces(entry)))

    def has(self, words: str) -> bool:
        """Tell whether the rule with these words has any that an entry is found by."""
        return any(piece in words for piece in self._pieces)


def _pieces(entry: str) -> tuple[str, ...]:
    """Return what the words of a text have one of if the entry may be found there.

    A term begins with a whole word, which the text may have in the plural. Names are found within
    words too. What has no word at all may be in any text.
    """
    kind, _, english = entry.partition(" ")
    first = _WORD.search(english.lower())
    if first is None or (kind == "term" and first.start()):
        return ("",)
    if kind != "term":
        return (first[0],)
    return f" {first[0]} ", f" {first[0]}s ", f" {first[0]}es "
