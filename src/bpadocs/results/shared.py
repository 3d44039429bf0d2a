"""The sentences that no rule owns, such as that something could not be checked.

A checker puts them into a paragraph of their own, one behind the other, below what it says of the
rule. They are words of locales/, with the context `checker`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bpadocs.results.inverse import Parts, captures, template
from bpadocs.words.labels import Labels

CONTEXT = "checker"
_MOST_ENDS = 40
"""So many places at which a sentence of a paragraph may end are tried."""
_END = re.compile(r"[.!?…。](?=\s|$)")


class SharedSentence(NamedTuple):
    """A sentence that was recognized: what it is in English, and its values."""

    english: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SharedSentences:
    """The shared sentences of every language."""

    templates: tuple[tuple[tuple[str, Parts], ...], ...]
    """For each language the English and the template of each."""

    def said(self, text: str, target: Labels) -> tuple[str, str]:
        """Return a text without its last paragraph, and that one in the target's language.

        Where the last paragraph is none of shared sentences, the whole text and nothing.
        """
        head, _, last = text.rpartition("\n\n")
        for templates in self.templates:
            found = _read(last.strip(), templates)
            if found:
                said: list[str] = []
                for one in found:
                    said.append(target.filled(CONTEXT, one.english, **one.values))
                return head, " ".join(said)
        return text, ""


def shared_sentences(labels: Mapping[str, Labels]) -> SharedSentences:
    """Return the shared sentences of these languages."""
    english: dict[str, None] = {}
    for one in labels.values():
        english.update(dict.fromkeys(_english(one)))
    languages: list[tuple[tuple[str, Parts], ...]] = []
    for one in labels.values():
        templates: list[tuple[str, Parts]] = []
        for word in english:
            templates.append((word, template(one.word(CONTEXT, word))))
        languages.append(tuple(templates))
    return SharedSentences(tuple(languages))


def _english(labels: Labels) -> Iterator[str]:
    for context, word in labels.words:
        if context == CONTEXT:
            yield word


def _read(
    text: str, templates: tuple[tuple[str, Parts], ...]
) -> list[SharedSentence] | None:
    """Return the sentences of a paragraph; nothing where it is made of others too.

    Values may have full stops in them, so each end of a sentence is tried, from the first on.
    """
    ends = [match.end() for match in _END.finditer(text)][:_MOST_ENDS]
    # What can be read up to an end, by that end: the shortest sentences first.
    known: dict[int, list[SharedSentence]] = {0: []}
    for end in ends:
        for start in reversed([*known]):
            one = _sentence(text[start:end].strip(), templates)
            if one is not None:
                known[end] = [*known[start], one]
                break
    return known.get(len(text)) or None


def _sentence(
    text: str, templates: tuple[tuple[str, Parts], ...]
) -> SharedSentence | None:
    for english, sentence in templates:
        for values in captures(sentence, text):
            return SharedSentence(english, values)
    return None
