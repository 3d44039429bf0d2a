"""Articles and adjectives that do not agree with their noun.

Each language's file lists common nouns of the trade with gender and number, and the words that must agree with them. A
mismatch is told only where no other noun nearby can own the adjective.

    it: una scheda configurata       good
    it: una scheda configurato       must agree with scheda
    it: uno o più schede             una
    es: los redes                    las
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bpadocs.languages import Agreement
from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import View, Word, views

_KINDS: Final = {"ms": "masculine", "fs": "feminine", "mp": "masculine plural", "fp": "feminine plural"}
_REACH: Final = 9
"""How many words back a noun may own an adjective."""
_AND: Final = frozenset({"e", "ed", "et", "y", "o", "ou", "u"})
_WITH: Final = frozenset({"con", "avec", "da", "per"})


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    rules = context.language(language).agreement
    if rules.nouns:
        for view in views(passage):
            yield from _determiners(view, rules)
            yield from _adjectives(view, rules)
            yield from _joined(view, rules)


def _determiners(view: View, rules: Agreement) -> Iterator[Hit]:
    """A determiner, perhaps words like “new” or “or more”, then the noun."""
    words = view.words
    for index, word in enumerate(words):
        kinds = rules.determiners.get(word.lower)
        if kinds is None:
            continue
        at = index + 1
        while at < len(words) and at - index <= 3 and words[at].lower in rules.between:
            at += 1
        more = [one.lower for one in words[index + 1 : at]]
        noun = rules.nouns.get(_bare(words[at])) if at < len(words) else None
        if (
            noun is None
            or not _side_by_side(view, words[index : at + 1])
            or (words[at].text.isupper() and at > index + 1)
        ):
            continue
        if more[-1:] in (["più"], ["más"], ["plusieurs"], ["varios"], ["varias"]):
            noun = " ".join(kind[0] + "s" for kind in noun.split())
        if not _agree(kinds, noun):
            start, end = view.span(word.start, words[at].end)
            yield Hit(start, end, f"“{word.text}” does not agree with {words[at].text} ({_told(noun)})")


def _adjectives(view: View, rules: Agreement) -> Iterator[Hit]:
    """An adjective or participle right after a noun, with no other noun before that could own it."""
    words = view.words
    for index, word in enumerate(words[1:], 1):
        kinds = rules.adjectives.get(word.lower)
        if kinds is None or not _side_by_side(view, words[index - 1 : index + 1]):
            continue
        before = words[index - 1]
        own = rules.nouns.get(_bare(before)) or rules.adjectives.get(before.lower)
        if own is None or not before.text.islower():
            continue
        owners = list(_owners(view, index, rules))
        if owners and not any(_agree(kinds, rules.nouns[_bare(noun)]) for noun in owners):
            head = owners[-1]
            start, end = view.span(head.start, word.end)
            yield Hit(start, end, f"“{word.text}” does not agree with {head.text} ({_told(rules.nouns[_bare(head)])})")


def _owners(view: View, index: int, rules: Agreement) -> Iterator[Word]:
    """The nouns before an adjective, nearest first, as far as the phrase may reach."""
    words = view.words
    known = (rules.determiners, rules.adjectives, _LINKS)
    for at in range(index - 1, max(index - _REACH, -1), -1):
        if not _side_by_side(view, words[at : at + 2]):
            return
        word = words[at]
        if _bare(word) in rules.nouns:
            # of nouns side by side (scheda bus host) the first is the head
            apart = not at or _bare(words[at - 1]) not in rules.nouns or not _side_by_side(view, words[at - 1 : at + 1])
            if apart or "'" in word.text or "’" in word.text:
                yield word
        elif word.text[0].isupper() or not any(word.lower in words for words in known):
            return


_LINKS: Final = frozenset(
    {"de", "du", "des", "di", "del", "dello", "della", "dei", "degli", "delle", "a", "al", "à", "au", "aux", "en", "in"}
    | {"da", "per", "con", "la", "le", "les", "el", "los", "las", "il", "lo", "i", "gli"}
)


def _joined(view: View, rules: Agreement) -> Iterator[Hit]:
    """“una macchina che esegue … e configurato con”: a participle after “and” belongs to the first noun."""
    starts = [word.start for word in view.words]
    for sentence in view.sentences:
        words = view.words[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        head: Word | None = None
        kinds_before: set[str] = set()
        for noun, conjunction, word, after in zip(words, words[1:], words[2:], words[3:], strict=False):
            own = rules.nouns.get(_bare(noun)) if _is_no_name(noun) else None
            if own:
                head = head or noun
                kinds_before.add(own)
            kinds = rules.adjectives.get(word.lower)
            if kinds is None or conjunction.lower not in _AND or after.lower not in _WITH:
                continue
            if head and len(kinds_before) == 1 and not _agree(kinds, *kinds_before):
                yield Hit(
                    *view.span(conjunction.start, word.end),
                    f"“{word.text}” does not agree with {head.text} ({_told(*kinds_before)})",
                )


def _is_no_name(word: Word) -> bool:
    """A word in small letters, or an acronym."""
    return word.text == word.lower or word.text[1:] != word.lower[1:]


def _bare(word: Word) -> str:
    """The word as the lexicon has it: lower case, its elided article off; acronyms stay."""
    text = word.text if word.text.isupper() and len(word.text) > 1 else word.lower
    for mark in ("’", "'"):
        if mark in text:
            text = text.rpartition(mark)[2]
    return text


def _side_by_side(view: View, words: Sequence[Word]) -> bool:
    """Whether only blanks stand between these words."""
    return all(not view.text[a.end : b.start].strip(" \u00a0") for a, b in pairwise(words))


def _agree(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()))


def _told(kinds: str) -> str:
    return " or ".join(_KINDS[kind] for kind in kinds.split())


CHECK = TextCheck("agreement", run, english=False)
