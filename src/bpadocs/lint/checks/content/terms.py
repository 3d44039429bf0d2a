"""Terms as the glossary has them.

Where the English has a term of locales/<language>/glossary.yaml, its translation must not use a
word the glossary calls wrong, must not leave the term in English, must not damage it, and must keep
the capitals of a name.

    en: Use Device Manager on the virtual machine.
    fr: Utilisez le Gestionnaire de périphériques sur la machine virtuelle.    good
    fr: Utilisez Device Manager …                                              left in English
    fr: … le gestionnaire de périphériques …                          a name without its capital
    fr: … sur l’ordinateur virtuel                                the glossary has another word
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, ViewPair, pairs
from bpadocs.words.glossary import Glossary, Term

LIKENESS = 80
"""How alike, in percent, a damaged term and the right one are."""
VERY_LIKE = 90
"""And where the text has the right one too, so that the others may be paraphrases."""
WORD_LIKENESS = 50
"""And each of its words and one of the right ones: “il commutatore” is half a term, not a damaged
one.
"""
FOLLOWING = 80
"""So many characters after such words may have others of the term, with more words among them."""


class _WrongTerm(NamedTuple):
    """What is wrong at one place of a view."""

    start: int
    end: int
    message: str


class _TermHere(NamedTuple):
    """A term of the English, as both texts have it."""

    term: Term
    words: Sequence[str]
    """What the English says for it, each time."""
    right: Sequence[re.Match[str]]
    """Where the translation has one of its right words."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the terms of the English that the translation does not say as the glossary does."""
    glossary = context.glossary(unit.language)
    if not glossary.terms:
        return
    for pair in pairs(unit):
        if not glossary.found_in(pair.english.text):
            continue  # nothing to look for, as in most blocks
        told = Spans()
        for mistake in _mistakes(pair, glossary):
            if told.around(mistake.start, mistake.end):
                continue
            told.add(mistake.start, mistake.end)
            start, end = pair.translation.span(mistake.start, mistake.end)
            yield Hit(
                start=start,
                end=end,
                message=mistake.message,
            )


def _mistakes(pair: ViewPair, glossary: Glossary) -> Iterator[_WrongTerm]:
    """Report what is wrong with each term, by the kinds of mistakes; they may overlap."""
    text = pair.translation.text
    terms = _terms(pair, glossary)
    right = Spans(match.span() for one in terms for match in one.right)
    for one in terms:
        # nothing of this is there for most terms, and to see that here is far quicker
        if one.term.wrong:
            yield from _wrong(one.term, text, right)
        if any(words.lower() in pair.translation.lower for words in one.words):
            yield from _left_in_english(one.term, one.words, text, right)
        if one.term.has_capital:
            yield from _recased(one)
        if len(one.right) < len(one.words):
            yield from _damaged(one, pair.translation, right)


def _terms(pair: ViewPair, glossary: Glossary) -> Sequence[_TermHere]:
    """Return the terms of the English, and where the translation has them."""
    words_of: defaultdict[Term, list[str]] = defaultdict(list)
    for term, words in glossary.found_in(pair.english.text):
        words_of[term].append(words)
    found = []
    for term, own in words_of.items():
        right = list(term.right.finditer(pair.translation.text))
        found.append(_TermHere(term, own, right))
    return found


def _wrong(term: Term, text: str, right: Spans) -> Iterator[_WrongTerm]:
    """Report words the glossary calls wrong, but not within longer right ones.

    Right words are found in the plural too: one that is listed as wrong is wrong though it looks
    like the plural of a right one.
    """
    if term.bad is None:
        return
    listed = {words.lower() for words in term.wrong}
    wanted = term.use[0]
    for match in term.bad.finditer(text):
        start, end = match.span()
        # within a longer right wording
        if right.around(start - 1, end):
            continue
        if right.around(start, end + 1):
            continue
        is_right = right.around(start, end)
        if not is_right or match[0].lower() in listed:
            reason = term.reason_against(match[0])
            why = f" ({reason})" if reason else ""
            yield _WrongTerm(
                start=start,
                end=end,
                message=f"“{match[0]}”: the glossary has “{wanted}” for {term.english}{why}",
            )


def _left_in_english(
    term: Term,
    words: Sequence[str],
    text: str,
    right: Spans,
) -> Iterator[_WrongTerm]:
    """Report the words of the English where they are neither right nor an explanation."""
    lower = text.lower()
    wanted = term.use[0]
    for own in dict.fromkeys(words):
        if own.lower() not in lower:  # far quicker than the search, and mostly true
            continue
        escaped = re.escape(own)
        whole = rf"(?<![\w-]){escaped}(?![A-Za-z0-9_-])"
        for match in re.finditer(whole, text, re.IGNORECASE):
            start, end = match.span()
            if right.around(start, end) or _explains(text, match):
                continue
            yield _WrongTerm(
                start=start,
                end=end,
                message=f"“{match[0]}” is left in English; the glossary has “{wanted}”",
            )


def _explains(text: str, match: re.Match[str]) -> bool:
    """Tell whether the English is in brackets, to explain the word before them."""
    is_opened = text.endswith("(", 0, match.start())
    is_closed = text.startswith(")", match.end())
    return is_opened and is_closed


def _recased(here: _TermHere) -> Iterator[_WrongTerm]:
    """Report names that lost a capital. Where the English writes a name small, it means no name."""
    term = here.term
    has_capital = [one[0].isupper() for one in here.words]
    if term.is_name and not all(has_capital):
        return
    for match in here.right:
        found = match[0]
        right = (*term.use, *term.also)
        alike = _of_as_many_words(found, right)
        if alike and all(_lost_capital(found, use) for use in alike):
            yield _WrongTerm(
                start=match.start(),
                end=match.end(),
                message=f"“{found}” is a name: {alike[0]}",
            )


def _of_as_many_words(found: str, uses: Sequence[str]) -> Sequence[str]:
    """Return the right words that can be set beside those found, word by word."""
    if found in uses:
        return [found]  # which has lost nothing, as nearly always
    count = len(found.split())
    return [use for use in uses if len(use.split()) == count]


def _lost_capital(found: str, use: str) -> bool:
    """Tell whether a word has no capital, and the glossary has one. Its ending may differ."""
    words = zip(found.split(), use.split(), strict=True)
    for own, wanted in words:
        is_smaller = own[0].islower() and wanted[0].isupper()
        if is_smaller and own.lower()[:3] == wanted.lower()[:3]:
            return True
    return False


def _damaged(
    here: _TermHere,
    translation: View,
    right: Spans,
) -> Iterator[_WrongTerm]:
    """Report a wording that is nearly the right one, where the right one is missing.

    That is nowhere, or less often than the English has the term: then it must be very much alike.
    """
    text = translation.text
    term = here.term
    if term.bad and term.bad.search(text):
        return
    least = VERY_LIKE if here.right else LIKENESS
    for use in term.use:
        if len(use.split()) < 2:  # one word is too easily like another
            continue
        likeness, start, end = _most_alike(use, translation, right)
        found = text[start:end]
        if likeness < least or not _words_are_alike(found, use):
            continue
        with_following = text[start : end + FOLLOWING]
        if right.around(start, end) or _has_its_words(with_following, use):
            continue
        yield _WrongTerm(
            start=start,
            end=end,
            message=f"“{found}” looks like “{use}”, damaged",
        )


def _most_alike(use: str, view: View, right: Spans) -> tuple[float, int, int]:
    """Return likeness, start and end of the words that are most like the right ones, as many.

    What is right is none of them.
    """
    # not at the top: it takes a while to import, and few texts come as far as this
    from rapidfuzz.fuzz import ratio, token_sort_ratio

    lower = use.lower()
    count = len(use.split())
    best = (0.0, 0, 0)
    firsts = view.words
    lasts = view.words[count - 1 :]
    for first, last in zip(firsts, lasts, strict=False):
        start = first.start
        end = last.end
        if right.meet(start, end):
            continue
        window = view.text[start:end].lower()
        in_order = ratio(window, lower)
        in_any_order = token_sort_ratio(window, lower)
        likeness = max(in_order, in_any_order)
        if likeness > best[0]:
            best = (likeness, start, end)
    return best


def _words_are_alike(text: str, use: str) -> bool:
    """Tell whether each word of a text is like one of the right ones."""
    from rapidfuzz.fuzz import ratio

    right = use.lower().split()
    found = text.lower().split()
    for own in found:
        best = max(ratio(own, word) for word in right)
        if best < WORD_LIKENESS:
            return False
    return True


def _has_its_words(text: str, use: str) -> bool:
    """Tell whether a text has all words of the right wording, in order.

    With others among them they are inflected or joined, not damaged.
    """
    lower = text.lower()
    long_words = [word for word in use.lower().split() if len(word) > 3]
    # the last letter may be another when a word is inflected
    places = [lower.find(word[:-1]) for word in long_words]
    if -1 in places:
        return False
    return places == sorted(places)


CHECK = UnitCheck("terms", run, mqm=Mqm.NOT_THE_GLOSSARY)
