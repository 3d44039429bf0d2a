"""What the pages of a set do as a habit: a house style is no fault, but what departs from it is.

Pages that people translated have a style of their own: straight apostrophes throughout, names with
a capital, English phrases that everybody says. It is learned from all pages of a language before
any of them is judged.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bpadocs.words.languages import LanguageData

OFTEN: Final = 3
"""So often a set has a capital or an English phrase that is a habit and no slip."""

Observed = Counter[tuple[str, str]]
"""How often pages have what a habit is made of: its kind, and the words or marks."""

_CODE: Final = re.compile(
    r"(?:```|~~~)[\s\S]*?(?:```|~~~)|`[^`\n]*`|\]\([^)\n]{0,1000}+\)|<[^<>\n]*>"
    # the marks of publishing tools: {{< note "Title" >}}, {% include x="y" %}, !!! note "Title"
    r"|\{[{%][^{}\n]*[%}]\}|^[ \t]*(?:!!!|\?\?\?\+?|===|:::)[^\n]*$",
    re.MULTILINE,
)
# Each begins with the character that is rare, and looks back from it: that is much faster.
_APOSTROPHE: Final = re.compile(r"['’](?<=[^\W\d_].)(?=[^\W\d_])")
_BLANK: Final = re.compile(r"[ \u00a0\u202f](?=[:;?!»](?:\s|$))(?<=\w.)")
_NO_BLANK: Final = re.compile(r"[:;?!»](?<=\w.)(?=\s|$)()")
QUOTES: Final = re.compile(r"«(?=[ \u00a0\u202f]?\w)|[“\"](?=\w)")
"""Marks before what is quoted."""
_LINE: Final = re.compile(r"\n[-*+>#\d.\s]*")
"""The end of a line, with the marks that begin the next one."""
_CAPITAL: Final = re.compile(r"[A-ZÀ-ÖØ-Þ](?<=[^\W\d_A-Z] .)[^\W\d_A-Z]+")
_IN_A_NAME: Final = re.compile(r"\b(?=([A-Z][A-Za-z]* [A-ZÀ-ÖØ-Þ][^\W\d_A-Z]+)\b)[A-Z]")
_SMALL: Final = re.compile(r"\b[^\W\d_A-Z]{3,}")
_PHRASE: Final = re.compile(r"\b(?=([a-z]+[ -][a-z]+)\b)[a-z]+")
_WORDS_AND_MARKS: Final = (
    ("apostrophe", _APOSTROPHE),
    ("blank", _BLANK),
    ("blank", _NO_BLANK),
    ("quote", QUOTES),
    ("capital", _CAPITAL),
    ("name", _IN_A_NAME),
    ("small", _SMALL),
)
"""By the kind of habit, what it is made of."""


@dataclass(frozen=True)
class Habits:
    """The habits of the pages in one language. Without pages there are none."""

    apostrophe: str = ""
    """The one that most have; empty where that is not known."""
    blank: str | None = None
    """What most have before a colon and the like; None where that is not known."""
    quote: str = ""
    """The opening quotation mark that most have."""
    address: str = ""
    """How most address the reader: the form of the language's patterns."""
    names: frozenset[str] = frozenset()
    """Words with a capital within a sentence, as names have one, alone or behind another one."""
    phrases: frozenset[str] = frozenset()
    """English words side by side that the translations keep, in small letters."""
    words: frozenset[str] = frozenset()
    """The words that translations often have in small letters: no misspelt names."""


NO_HABITS: Final = Habits()


def observe_habits(english: str, translation: str, language: LanguageData) -> Observed:
    """Return what one page has of all that may be a habit."""
    text = _CODE.sub(" ", translation)
    found: Observed = Counter()
    for kind, expression in _WORDS_AND_MARKS:
        # counted as texts, which is much faster than as pairs
        for words, count in Counter(expression.findall(text)).items():
            found[kind, words.replace("\u202f", "\u00a0")] += count
    for word in _names_of_page(found):
        found["name", word] = OFTEN
    # a line begins as a sentence does
    sentences = _LINE.sub(". ", text)
    lower = sentences.lower()
    for pattern in language.register:
        if pattern.find.may_be_in(lower):
            matches = pattern.find.finditer(sentences)
            found["address", pattern.form] += sum(1 for _ in matches)
    shared = _english_phrases(english)
    for phrase, count in _phrases(text).items():
        if phrase in shared:
            found["phrase", phrase] += count
    return found


def _names_of_page(found: Observed) -> Sequence[str]:
    """Return the words that one page has with a capital again and again, and never without."""
    names = []
    for (kind, word), count in found.items():
        if kind == "capital" and count >= OFTEN and not found["small", word.lower()]:
            names.append(word)
    return names


# The translations of a page come one after the other.
@lru_cache(maxsize=1)
def _english_phrases(english: str) -> Collection[str]:
    return _phrases(_CODE.sub(" ", english)).keys()


def _phrases(text: str) -> Counter[str]:
    """Count the pairs of Latin words that follow each other."""
    return Counter(_PHRASE.findall(text.lower()))


def habits_of(observed: Observed) -> Habits:
    """Return the habits of pages of which all this was observed."""
    kinds: dict[str, Counter[str]] = {}
    for (kind, words), count in observed.items():
        kinds.setdefault(kind, Counter())[words] = count
    small = kinds.get("small", Counter())
    names = _often(kinds.get("name", Counter()))
    capitals = kinds.get("capital", Counter())
    for word in _often(capitals):
        if capitals[word] >= small[word.lower()]:
            names.add(word)
    phrases = _often(kinds.get("phrase", Counter()))
    return Habits(
        apostrophe=_usual(kinds.get("apostrophe")) or "",
        blank=_usual(kinds.get("blank")),
        quote=_usual(kinds.get("quote")) or "",
        address=_usual(kinds.get("address")) or "",
        names=frozenset(names),
        phrases=frozenset(phrases),
        words=frozenset(_often(small)),
    )


def _often(counts: Mapping[str, int]) -> set[str]:
    """Return what has been seen so often that it is a habit."""
    return {one for one, count in counts.items() if count >= OFTEN}


def _usual(counts: Mapping[str, int] | None) -> str | None:
    """Return what most have, if it is more than half of all; the first one of a tie."""
    if not counts:
        return None
    best = max(counts, key=lambda one: counts[one])
    if counts[best] * 2 > sum(counts.values()):
        return best
    return None
