"""The sentences that no rule owns, such as that something could not be checked.

A checker puts them into a paragraph of their own, one behind the other, below what it says of the
rule. They are words of locales/, with the context `checker`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from bpadocs.formats.shape import LONGEST_VALUE
from bpadocs.results.inverse import Parts, captures, template
from bpadocs.results.printed import KnownGap
from bpadocs.words.labels import Labels

CONTEXT = "checker"
_MOST_ENDS = 40
"""So many places at which a sentence of a paragraph may end are tried."""
_MOST_READINGS = 40
"""So many ways are tried to find the values of one sentence in it."""
_FIELD = re.compile(r"[^\s()]+(?: \(.*\))?", re.DOTALL)
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

    def said(
        self,
        text: str,
        target: Labels,
        gaps: frozenset[KnownGap] | None = None,
    ) -> tuple[str, str]:
        """Return a text without its last paragraph, and that one in the target's language.

        Where the last paragraph is none of shared sentences, the whole text and nothing. `gaps` are
        all that it is about, where the checker tells them.
        """
        head, _, last = text.rpartition("\n\n")
        for templates in self.templates:
            found = _ParagraphReader(templates, gaps).sentences(last.strip())
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
            translated = one.word(CONTEXT, word)
            templates.append((word, template(translated)))
        languages.append(tuple(templates))
    return SharedSentences(tuple(languages))


def _english(labels: Labels) -> Iterator[str]:
    for context, word in labels.words:
        if context == CONTEXT:
            yield word


class _SentencesSoFar(NamedTuple):
    """Sentences of a paragraph up to some place."""

    oddness: int
    """How many signs there are that they were cut out of names at the wrong places."""
    sentences: list[SharedSentence]


@dataclass(frozen=True, slots=True)
class _ParagraphReader:
    """Reads the sentences of a paragraph in one language."""

    templates: tuple[tuple[str, Parts], ...]
    gaps: frozenset[KnownGap] | None

    def sentences(self, text: str) -> list[SharedSentence] | None:
        """Return the sentences of a paragraph; nothing where it is made of others too.

        Values may have full stops in them, so each end of a sentence is tried, from the first on.
        """
        ends = [match.end() for match in _END.finditer(text)][:_MOST_ENDS]
        # What can be read up to an end, by that end.
        known: dict[int, _SentencesSoFar] = {0: _SentencesSoFar(0, [])}
        for end in ends:
            readings: list[_SentencesSoFar] = []
            # The shortest sentences first; a longer one is tried where they cannot be meant so.
            for start in reversed([*known]):
                one = self._sentence(text[start:end].strip())
                if one is None:
                    continue
                reading = self._after(known[start], one)
                readings.append(reading)
                if not reading.oddness:
                    break
            if readings:
                known[end] = min(readings, key=attrgetter("oddness"))
        whole = known.get(len(text))
        if whole is None:
            return None
        found = whole.sentences
        # The first says what could not be done, and names nothing. A rule's own text does not.
        if found and not found[0].values:
            return found
        return None

    def _after(self, before: _SentencesSoFar, last: SharedSentence) -> _SentencesSoFar:
        # Checkers say only once of a field what is wrong with it, and whose it is everywhere.
        said = [_without_owners(one) for one in before.sentences]
        is_repeated = _without_owners(last) in said
        oddness = before.oddness + self._oddness(last.values) + is_repeated
        return _SentencesSoFar(oddness, [*before.sentences, last])

    def _sentence(self, text: str) -> SharedSentence | None:
        for english, sentence in self.templates:
            readings = list(islice(captures(sentence, text), _MOST_READINGS))
            if readings:
                best = min(readings, key=self._oddness)
                return SharedSentence(english, best)
        return None

    def _oddness(self, values: Mapping[str, str]) -> int:
        """Return how many of these cannot well be what their names say.

        A field is a path, with those whose it is in parentheses; a value is JSON; in an error of
        the system, no parenthesis is closed that was not opened.
        """
        if "field" not in values:
            return 0
        value = values.get("value")
        error = values.get("error", "")
        odd = 0
        if not _FIELD.fullmatch(values["field"]):
            odd += 1
        if value is not None and not _is_json(value):
            odd += 1
        if error.count(")") > error.count("("):
            odd += 1
        gap = KnownGap(_path(values["field"]), value or error)
        if self.gaps is not None and gap not in self.gaps:
            odd += 1
        return odd


def _without_owners(one: SharedSentence) -> SharedSentence:
    path = _path(one.values.get("field", ""))
    return one._replace(values={**one.values, "field": path})


def _path(field: str) -> str:
    path, _, _ = field.partition(" (")
    return path


def _is_json(text: str) -> bool:
    """Whether `short_json` may have written this."""
    if text.endswith("…"):
        return len(text) == LONGEST_VALUE
    try:
        json.loads(text[: LONGEST_VALUE + 1])
    except ValueError:
        return False
    return True
