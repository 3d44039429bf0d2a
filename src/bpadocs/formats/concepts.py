"""Terminology as people exchange it: concepts, each with its words in several languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bpadocs.errors import Problem


class Standing(StrEnum):
    """Whether a word is to be written."""

    PREFERRED = "preferred"
    UNSTATED = ""
    """Nothing is said of it: it is right."""
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"
    PROPOSED = "candidate"
    """Nobody has decided yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWording:
    """One word of a concept, in one language."""

    text: str
    line: int
    standing: Standing = Standing.UNSTATED
    note: str = ""
    """What somebody wrote about it; of a forbidden word, why."""
    part_of_speech: str = ""
    """In lower case; empty where it is not stated."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing, and what languages call it."""

    line: int
    words: Mapping[str, Sequence[TermWording]]
    """By the tag of the language as the file writes it, in lower case: `fr`, `fr-fr`."""

    def of(self, language: str) -> Sequence[TermWording]:
        """Return the words of a language: those of `fr`, or else of any `fr-…`."""
        wanted = language.lower()
        if wanted in self.words:
            return self.words[wanted]
        found: list[TermWording] = []
        for tag, words in self.words.items():
            if tag.startswith(f"{wanted}-"):
                found += words
        return found


@dataclass
class Terminology:
    """What is in a file, and what of it nobody can use."""

    concepts: list[Concept] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    """Why single entries or words are left out, each at its place."""

    @property
    def languages(self) -> list[str]:
        """The tags of all languages, in the order of the file."""
        found: dict[str, None] = {}
        for concept in self.concepts:
            found |= dict.fromkeys(concept.words)
        return list(found)


_STANDINGS = {
    "preferred": Standing.PREFERRED,
    "preferredterm": Standing.PREFERRED,
    "preferredterm-admn-sts": Standing.PREFERRED,
    "approved": Standing.PREFERRED,
    "accepted": Standing.PREFERRED,
    "standardizedterm": Standing.PREFERRED,
    "standardizedterm-admn-sts": Standing.PREFERRED,
    "legalterm": Standing.PREFERRED,
    "legalterm-admn-sts": Standing.PREFERRED,
    "regulatedterm": Standing.PREFERRED,
    "regulatedterm-admn-sts": Standing.PREFERRED,
    "admitted": Standing.ADMITTED,
    "admittedterm": Standing.ADMITTED,
    "admittedterm-admn-sts": Standing.ADMITTED,
    "forbidden": Standing.FORBIDDEN,
    "not": Standing.FORBIDDEN,
    "deprecated": Standing.FORBIDDEN,
    "deprecatedterm": Standing.FORBIDDEN,
    "deprecatedterm-admn-sts": Standing.FORBIDDEN,
    "superseded": Standing.FORBIDDEN,
    "supersededterm": Standing.FORBIDDEN,
    "supersededterm-admn-sts": Standing.FORBIDDEN,
    "notrecommended": Standing.FORBIDDEN,
    "obsolete": Standing.FORBIDDEN,
    "candidate": Standing.PROPOSED,
    "proposed": Standing.PROPOSED,
    "": Standing.UNSTATED,
}
"""What standards and people call them, in lower case."""

KNOWN_STANDINGS = ("preferred", "admitted", "forbidden")
"""Those that a message names."""


def standing_of(written: str) -> Standing | None:
    """Return what a file means by the standing of a word; None where that is not known."""
    return _STANDINGS.get(written.strip().lower())


def tag_of(written: str) -> str:
    """Return the tag of a language in one way: `fr_FR` is fr-fr."""
    return written.strip().replace("_", "-").lower()


def by_language(
    words: Iterable[tuple[str, TermWording]],
) -> dict[str, list[TermWording]]:
    """Return words by their language, in their order."""
    found: dict[str, list[TermWording]] = {}
    for language, word in words:
        found.setdefault(language, []).append(word)
    return found
