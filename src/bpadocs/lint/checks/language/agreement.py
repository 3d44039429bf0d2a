"""Articles and adjectives that do not agree with their noun.

Each language's file lists common nouns of the trade with gender and number, and the words that must
agree with them. A mismatch is told only where no other noun nearby can own the adjective.

    it: una scheda configurata       good
    it: una scheda configurato       must agree with scheda
    it: uno o più schede             una
    es: los redes                    las
    fr: toutes les serveurs          tous les
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import View, Word, views
from bpadocs.words.languages import Agreement

_KINDS: Final = {
    "ms": "masculine",
    "fs": "feminine",
    "mp": "masculine plural",
    "fp": "feminine plural",
}
_ALL: Final = frozenset({"tous", "toutes", "todos", "todas", "tutti", "tutte"})
"""Determiners that have an article behind them."""
_ARTICLES: Final = frozenset({"les", "los", "las", "i", "gli", "le"})
_BETWEEN: Final = 3
"""How many words at most are between a determiner and its noun."""
_REACH: Final = 9
"""How many words back a noun may own an adjective."""
_AND: Final = frozenset({"e", "ed", "et", "y", "o", "ou", "u"})
_WITH: Final = frozenset({"con", "avec", "da", "per"})
_MORE: Final = frozenset({"più", "más", "plusieurs", "varios", "varias"})
"""Ends of “one or more”: the determiner is that of one, the noun after it is in the plural."""
_OF_THE: Final = ("al", "au", "co", "da", "de", "di", "du", "ne", "su")
"""How determiners begin that may be a preposition with an article: della, sul, aux."""
_PREPOSITIONS: Final = frozenset({"de", "di", "da", "en", "in", "con", "avec", "per"})
_LINKS: Final = frozenset(
    {
        # prepositions, some of them with an article
        "a",
        "al",
        "au",
        "aux",
        "con",
        "da",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "delle",
        "dello",
        "des",
        "di",
        "du",
        "en",
        "in",
        "per",
        "à",
        # articles
        "el",
        "gli",
        "i",
        "il",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
    }
)
"""Words that may be between the nouns of one phrase."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each determiner and adjective that does not agree with its noun."""
    rules = context.language(language).agreement
    if not rules.nouns:
        return
    for view in views(passage):
        yield from _determiners(view, rules)
        # most texts have no such word: to ask for all at once is far quicker
        if rules.adjectives.keys().isdisjoint(view.vocabulary):
            continue
        yield from _adjectives(view, rules)
        if not _AND.isdisjoint(view.vocabulary):
            yield from _joined(view, rules)


def _determiners(view: View, rules: Agreement) -> Iterator[Hit]:
    """Report determiners by the noun after them, words like “new” or “or more” between the two."""
    words = view.words
    for index, word in enumerate(words):
        kinds = rules.determiners.get(word.lower)
        if kinds is None:
            continue
        at = _noun_after(view, index, rules)
        if at is None:
            continue
        noun = words[at]
        noun_kinds = rules.nouns[_bare(noun)]
        between = words[index + 1 : at]
        if between and between[-1].lower in _MORE:
            noun_kinds = _singular(noun_kinds)
        if not _agree(kinds, noun_kinds):
            start, end = view.span(word.start, noun.end)
            yield Hit(
                start=start,
                end=end,
                message=_message(word, noun, noun_kinds),
            )


def _noun_after(
    view: View,
    determiner: int,
    rules: Agreement,
) -> int | None:
    """Return the index of the noun that a determiner belongs to, if it is one that is known."""
    words = view.words
    first = _behind_article(view, determiner)
    last = min(first + _BETWEEN, len(words))
    at = first
    while at < last and words[at].lower in rules.between:
        at += 1
    if at == len(words):
        return None
    noun = words[at]
    if _bare(noun) not in rules.nouns:
        return None
    if at > first and noun.text.isupper():
        return None
    # with an article of its own it goes by no determiner: “versioni diverse dell’elemento”
    if noun.lower != _bare(noun) and not noun.text.isupper():
        return None
    phrase = words[determiner : at + 1]
    if _side_by_side(view, phrase):
        return at
    return None


def _behind_article(view: View, determiner: int) -> int:
    """Return the index of the word behind a determiner, and behind the article of “all the”."""
    words = view.words
    first = determiner + 1
    if words[determiner].lower not in _ALL:
        return first
    has_article = first < len(words) and words[first].lower in _ARTICLES
    return first + 1 if has_article else first


def _singular(kinds: str) -> str:
    """Return the kinds of a noun, each in the singular."""
    genders = [kind[0] for kind in kinds.split()]
    return " ".join(f"{gender}s" for gender in genders)


def _adjectives(view: View, rules: Agreement) -> Iterator[Hit]:
    """Report adjectives and participles right after a noun, if no noun before can own them."""
    for index, word in enumerate(view.words):
        kinds = rules.adjectives.get(word.lower)
        if kinds is None or not _follows_a_noun(view, index, rules):
            continue
        if not _is_certain(view, index, rules):
            continue
        owners = list(_owners(view, index, rules))
        owner_kinds = [rules.nouns[_bare(noun)] for noun in owners]
        if _is_plural(view.words[index - 1], rules):
            # “coda macchine virtuali”: several things of which a noun has none
            owner_kinds.append(rules.nouns[_bare(view.words[index - 1])])
        if not owners or any(_agree(kinds, own) for own in owner_kinds):
            continue
        head = owners[-1]
        start, end = view.span(head.start, word.end)
        yield Hit(
            start=start,
            end=end,
            message=_message(word, head, rules.nouns[_bare(head)]),
        )


def _is_plural(word: Word, rules: Agreement) -> bool:
    """Tell whether a word is a noun in the plural, and is none in the singular."""
    return rules.nouns.get(_bare(word), "") in ("mp", "fp")


def _follows_a_noun(view: View, index: int, rules: Agreement) -> bool:
    """Tell whether the word before is a common noun or another adjective."""
    if not index:
        return False
    before = view.words[index - 1]
    if not before.text.islower():
        return False
    if not _side_by_side(view, (before, view.words[index])):
        return False
    if before.lower in rules.adjectives:
        return True
    return _bare(before) in rules.nouns


def _is_certain(view: View, index: int, rules: Agreement) -> bool:
    """Tell whether the nearest noun is the one that the adjective belongs to.

    It may be another one, listed or not, if the noun hangs on that by a preposition: “la structure
    de dossiers suivante”. A determiner before the noun makes it the owner.
    """
    words = view.words
    at = index - 1
    while at >= 0 and words[at].lower in rules.adjectives:
        at -= 1
    if at < 0 or _bare(words[at]) not in rules.nouns:
        return False
    while at and _bare(words[at - 1]) in rules.nouns:
        at -= 1  # the head of “scheda bus host” is its first word
    noun = words[at]
    if noun.lower != _bare(noun):
        return not noun.lower.startswith("d") and _is_free(words, at)
    if at == 0:
        return True
    determiner = words[at - 1].lower
    if determiner not in rules.determiners or determiner.startswith(_OF_THE):
        return False
    return _is_free(words, at - 1)


def _is_free(words: Sequence[Word], phrase: int) -> bool:
    """Tell whether a phrase that begins at this word hangs on no noun before it."""
    if phrase == 0:
        return True
    return words[phrase - 1].lower not in _PREPOSITIONS


def _owners(view: View, index: int, rules: Agreement) -> Iterator[Word]:
    """Yield the nouns before an adjective, nearest first, as far as the phrase may reach."""
    words = view.words
    nearest = index - 1
    farthest = max(index - _REACH + 1, 0)
    for at in range(nearest, farthest - 1, -1):
        if not _side_by_side(view, words[at : at + 2]):
            return
        word = words[at]
        if _bare(word) in rules.nouns:
            if _is_head(view, at, rules):
                yield word
            continue
        if word.text[0].isupper():
            return
        if not _may_link(word, rules):
            return


def _is_head(view: View, at: int, rules: Agreement) -> bool:
    """Tell whether a noun is the head of nouns that follow each other.

    That is the first of “scheda bus host”, or one with an article of its own.
    """
    if not at:
        return True
    word = view.words[at]
    if "'" in word.text or "’" in word.text:
        return True
    before = view.words[at - 1]
    if _bare(before) not in rules.nouns:
        return True
    return not _side_by_side(view, (before, word))


def _may_link(word: Word, rules: Agreement) -> bool:
    """Tell whether a word may be part of a phrase of several nouns."""
    known = (rules.determiners, rules.adjectives, _LINKS)
    return any(word.lower in words for words in known)


def _joined(view: View, rules: Agreement) -> Iterator[Hit]:
    """Report participles after “and” that do not agree with the only kind of noun before them:
    “una macchina che esegue … e configurato con”.
    """
    starts = [word.start for word in view.words]
    for sentence in view.sentences:
        first = bisect_left(starts, sentence.start)
        after = bisect_left(starts, sentence.end)
        words = view.words[first:after]
        yield from _joined_in(view, words, rules)


def _joined_in(
    view: View,
    words: Sequence[Word],
    rules: Agreement,
) -> Iterator[Hit]:
    head: Word | None = None
    kinds_before: set[str] = set()
    in_fours = zip(
        words,
        words[1:],
        words[2:],
        words[3:],
        strict=False,
    )
    for noun, conjunction, word, after in in_fours:
        noun_kinds = _kinds_of(noun, rules)
        if noun_kinds:
            head = head or noun
            kinds_before.add(noun_kinds)
        kinds = rules.adjectives.get(word.lower)
        if kinds is None or head is None:
            continue
        if len(kinds_before) > 1:
            continue
        (wanted,) = kinds_before
        is_joined = conjunction.lower in _AND and after.lower in _WITH
        if is_joined and not _agree(kinds, wanted):
            start, end = view.span(conjunction.start, word.end)
            yield Hit(
                start=start,
                end=end,
                message=_message(word, head, wanted),
            )


def _kinds_of(word: Word, rules: Agreement) -> str | None:
    """Return the kinds of a noun in small letters, or of an acronym.

    With one capital it may be a name.
    """
    has_capital = word.text != word.lower
    if has_capital and word.text[1:] == word.lower[1:]:
        return None
    return rules.nouns.get(_bare(word))


def _bare(word: Word) -> str:
    """Return the word as the lexicon has it: in lower case, its elided article off.

    An acronym stays in capitals.
    """
    return _bare_text(word.text)


# Cached, for it is asked of one word again and again, and texts have the same words.
@lru_cache(maxsize=8192)
def _bare_text(word: str) -> str:
    text = word.lower()
    if len(word) > 1 and word.isupper():
        text = word
    for mark in ("’", "'"):
        if mark in text:
            text = text.rpartition(mark)[2]
    return text


def _side_by_side(view: View, words: Sequence[Word]) -> bool:
    """Tell whether there are only blanks between these words."""
    for one, other in pairwise(words):
        gap = view.text[one.end : other.start]
        if gap != " " and gap.strip(" \u00a0"):
            return False
    return True


# Cached, for there are a dozen kinds of words.
@lru_cache(maxsize=1024)
def _agree(one: str, other: str) -> bool:
    """Tell whether two words can have the same gender and number."""
    kinds = one.split()
    return any(kind in kinds for kind in other.split())


def _message(word: Word, noun: Word, kinds: str) -> str:
    names = [_KINDS[kind] for kind in kinds.split()]
    told = " or ".join(names)
    return f"“{word.text}” does not agree with {noun.text} ({told})"


CHECK = TextCheck(
    "agreement",
    run,
    english=False,
    mqm=Mqm.GRAMMAR,
)
