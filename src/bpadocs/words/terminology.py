"""Terms of the glossary out of terminology that came from elsewhere, and the way back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bpadocs.errors import Problem
from bpadocs.formats.concepts import Concept, Standing, Terminology, TermWording
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.glossary import Term

_VERBS: Final = frozenset({"verb", "v", "vb"})


@dataclass(frozen=True, slots=True)
class PlacedTerm:
    """A term, and where it was read."""

    term: Term
    line: int


@dataclass
class TermsFound:
    """The terms of one language in a terminology, and how much of it is none."""

    terms: dict[str, PlacedTerm] = field(default_factory=dict)
    """By the English in lower case."""
    left_out: list[Problem] = field(default_factory=list)
    verbs: int = 0
    """Entries for verbs: a glossary finds words as they stand, and verbs hardly ever stand so."""
    proposed: int = 0
    """Entries on which nobody has decided."""
    untranslated: int = 0
    """Entries without a word in one of the two languages."""


def terms_of(
    terminology: Terminology,
    language: str,
    file: str,
    source_language: str = SOURCE_LANGUAGE,
) -> TermsFound:
    """Return the terms of a language, those of one word of the source as one."""
    found = TermsFound()
    gathered: dict[str, _Gathered] = {}
    for concept in terminology.concepts:
        english = _shown(_to_translate(concept, source_language), file, found.left_out)
        words = _shown(concept.of(language), file, found.left_out)
        decided = _decided(words)
        if _is_verb([*english, *words]):
            found.verbs += 1
        elif words and not decided:
            found.proposed += 1
        elif not english or not decided:
            found.untranslated += 1
        else:
            _gather(gathered, english, decided)
    for key, one in gathered.items():
        placed = one.placed(file, found.left_out)
        if placed:
            found.terms[key] = placed
    return found


def _shown(
    words: Iterable[TermWording], file: str, left_out: list[Problem]
) -> list[TermWording]:
    """Return the words of which every character can be seen; nobody finds the others in a text."""
    kept = []
    for word in words:
        if word.text.isprintable():
            kept.append(word)
            continue
        hidden = next(one for one in word.text if not one.isprintable())
        message = (
            f"a term has the invisible character U+{ord(hidden):04X}; it is left out"
        )
        left_out.append(Problem(file, word.line, 1, message))
    return kept


def _gather(
    gathered: dict[str, "_Gathered"],
    english: Sequence[TermWording],
    words: Sequence[TermWording],
) -> None:
    """Add the words of an entry to what is known of each of its English words."""
    for one in english:
        key = one.text.lower()
        if key not in gathered:
            gathered[key] = _Gathered(one)
        gathered[key].add(words)


def _decided(words: Iterable[TermWording]) -> list[TermWording]:
    """Return the words that somebody has decided on."""
    return [word for word in words if word.standing is not Standing.PROPOSED]


def _to_translate(concept: Concept, source_language: str) -> list[TermWording]:
    """Return the source's words that anybody may still write."""
    out = (Standing.FORBIDDEN, Standing.PROPOSED)
    return [word for word in concept.of(source_language) if word.standing not in out]


def _is_verb(words: Iterable[TermWording]) -> bool:
    return any(word.part_of_speech in _VERBS for word in words)


class _Gathered:
    """What all entries of one English word say together."""

    def __init__(self, english: TermWording) -> None:
        self.english = english
        self.use: dict[str, None] = {}
        self.also: dict[str, None] = {}
        self.wrong: dict[str, str] = {}

    def add(self, words: Sequence[TermWording]) -> None:
        """Add the words of one entry.

        Of each entry one is the word to write: two entries are two senses of the English.
        """
        preferred = [word for word in words if word.standing is Standing.PREFERRED]
        unstated = [word for word in words if word.standing is Standing.UNSTATED]
        first = preferred or unstated[:1]
        self.use |= dict.fromkeys(word.text for word in first)
        for word in words:
            if word.standing is Standing.FORBIDDEN:
                self.wrong[word.text] = word.note
            elif word.text not in self.use:
                self.also[word.text] = None

    def placed(self, file: str, left_out: list[Problem]) -> PlacedTerm | None:
        """Return the term; None where nothing says what to write."""
        use = list(self.use) or list(self.also)[:1]
        line = self.english.line
        if not use:
            message = (
                f"“{self.english.text}” has only words that are forbidden, and none to write; "
                "it is left out"
            )
            left_out.append(Problem(file, line, 1, message))
            return None
        also = [word for word in self.also if word not in use]
        wrong = {}
        for word, reason in self.wrong.items():
            if word in use or word in also:
                message = (
                    f"“{word}” is forbidden for “{self.english.text}”, and right in another "
                    "entry; taken as right"
                )
                left_out.append(Problem(file, line, 1, message))
            else:
                wrong[word] = reason
        term = Term(
            english=self.english.text,
            use=tuple(use),
            also=tuple(also),
            wrong=tuple(wrong),
            reasons={word: reason for word, reason in wrong.items() if reason},
        )
        return PlacedTerm(term, line)


# The way back


def concepts_of(
    terms: Iterable[Term], language: str, source_language: str = SOURCE_LANGUAGE
) -> Iterator[Concept]:
    """Yield each term as a concept of two languages."""
    for term in terms:
        words = [_wording(word, Standing.PREFERRED) for word in term.use]
        words += [_wording(word, Standing.ADMITTED) for word in term.also]
        for word in term.wrong:
            reason = term.reasons.get(word, "")
            words.append(_wording(word, Standing.FORBIDDEN, reason))
        english = [_wording(term.english, Standing.UNSTATED)]
        yield Concept(1, {source_language.lower(): english, language.lower(): words})


def _wording(text: str, standing: Standing, note: str = "") -> TermWording:
    return TermWording(
        text=text,
        line=1,
        standing=standing,
        note=note,
    )
