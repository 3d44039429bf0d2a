"""Terms as the glossary has them.

Where the English has a term of locales/<language>/glossary.yaml, its translation must not use a word the glossary calls
wrong, must not leave the term in English, must not damage it, and must keep the capitals of a name.

    en: Use Device Manager on the virtual machine.
    fr: Utilisez le Gestionnaire de périphériques sur la machine virtuelle.      good
    fr: Utilisez Device Manager …                                                left in English
    fr: … le gestionnaire de périphériques …                                     a name without its capital
    fr: … sur l’ordinateur virtuel                                               the glossary has another word
"""

import re
from collections.abc import Iterator, Sequence

from bpadocs.glossary import Glossary, Term
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, View, pairs

LIKENESS = 80
"""How alike, in percent, a damaged term and the right one are."""
WORD_LIKENESS = 50
"""And each of its words and one of the right ones: “il commutatore” is half a term, not a damaged one."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    glossary = context.glossary(unit.language)
    if glossary.terms:
        for pair in pairs(unit):
            yield from _in_block(pair, glossary)


def _in_block(pair: Pair, glossary: Glossary) -> Iterator[Hit]:
    english, translation = pair
    terms: dict[Term, list[str]] = {}
    for term, found in glossary.found_in(english.text):
        terms.setdefault(term, []).append(found)
    right = Spans(match.span() for term in terms for match in term.right.finditer(translation.text))
    told = Spans()
    for term, words in terms.items():
        for start, end, message in (
            *_wrong(term, translation.text, right),
            *_left_in_english(term, words, translation.text, right),
            *_recased(term, words, translation.text),
            *_damaged(term, words, translation, right),
        ):
            if not told.around(start, end):
                told.add(start, end)
                yield Hit(*translation.span(start, end), message)


def _wrong(term: Term, text: str, right: Spans) -> Iterator[tuple[int, int, str]]:
    """Words the glossary calls wrong, but within longer right ones; as listed even where they look like a plural."""
    if term.bad:
        listed = {words.lower() for words in term.wrong}
        for match in term.bad.finditer(text):
            start, end = match.span()
            longer = right.around(start - 1, end) or right.around(start, end + 1)
            if not longer and (match[0].lower() in listed or not right.around(start, end)):
                yield *match.span(), f"“{match[0]}”: the glossary has “{term.use[0]}” for {term.english}"


def _left_in_english(term: Term, words: Sequence[str], text: str, right: Spans) -> Iterator[tuple[int, int, str]]:
    for own in dict.fromkeys(words):
        if own.lower() not in text.lower():
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(own)}(?![A-Za-z0-9_-])", text, re.IGNORECASE):
            if not right.around(*match.span()) and not _explains(text, match):
                yield *match.span(), f"“{match[0]}” is left in English; the glossary has “{term.use[0]}”"


def _explains(text: str, match: re.Match[str]) -> bool:
    """Whether the English stands in brackets, to explain the word before them."""
    return text.endswith("(", 0, match.start()) and text.startswith(")", match.end())


def _recased(term: Term, words: Sequence[str], text: str) -> Iterator[tuple[int, int, str]]:
    if term.is_name and not all(one[0].isupper() for one in words):
        return
    for match in term.right.finditer(text):
        alike = [use for use in (*term.use, *term.also) if len(use.split()) == len(match[0].split())]
        if alike and all(_lost_capital(match[0], use) for use in alike):
            yield *match.span(), f"“{match[0]}” is a name: {alike[0]}"


def _lost_capital(found: str, use: str) -> bool:
    return any(
        wanted[0].isupper() and own[0].islower() and wanted.lower()[:3] == own.lower()[:3]
        for own, wanted in zip(found.split(), use.split(), strict=True)
    )


def _damaged(term: Term, words: Sequence[str], translation: View, right: Spans) -> Iterator[tuple[int, int, str]]:
    """A wording that is nearly the right one, where the right one does not stand at all."""
    text = translation.text
    if term.right.search(text) or (term.bad and term.bad.search(text)):
        return
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    for use in term.use:
        count = len(use.split())
        if count < 2:
            continue
        best = (0.0, 0, 0)
        tokens = translation.words
        for first in range(len(tokens) - count + 1):
            start, end = tokens[first].start, tokens[first + count - 1].end
            window = text[start:end].lower()
            score = max(ratio(window, use.lower()), token_sort_ratio(window, use.lower()))
            best = max(best, (score, -start, end))
        score, start, end = best[0], -best[1], best[2]
        own_words, right_words = text[start:end].lower().split(), use.lower().split()
        if score < LIKENESS or any(max(ratio(a, b) for b in right_words) < WORD_LIKENESS for a in own_words):
            continue
        if right.around(start, end) or _has_its_words(text[start : end + LIKENESS], use):
            continue
        yield start, end, f"“{text[start:end]}” looks like “{use}”, damaged"


def _has_its_words(text: str, use: str) -> bool:
    """Whether all words of the right wording stand here, with others among them: inflected or joined, not damaged."""
    words = [word[:-1].lower() for word in use.split() if len(word) > 3]
    places = [text.lower().find(word) for word in words]
    return all(place >= 0 for place in places) and places == sorted(places)


CHECK = UnitCheck("terms", run)
