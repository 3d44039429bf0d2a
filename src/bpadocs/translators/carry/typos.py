"""Is a change of words no change of what they say?

A writer calls a change a typo, and all translations are confirmed with it. That is believed of what
can be one: signs, capitals, articles, blanks, a word twice, letters of a word that is none.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from bpadocs.rule.model import SOURCE_LANGUAGE, Rule
from bpadocs.translators.carry.english import Tolerates
from bpadocs.translators.carry.tokens import TextToken, TokenKind
from bpadocs.translators.plural_forms import stated_forms
from bpadocs.words.languages import read_language

_ARTICLES: Final = frozenset({"a", "an", "the"})
_SIGNS: Final = frozenset(",;:.-'\"()…*_")
"""A question mark says something, as do signs of arithmetic."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 4
"""Letters of a word that one slip leaves recognisable."""
_SLIPS: Final = 2
"""Letters that are missing, wrong, too many, or exchanged with the next."""


def vocabulary(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the words that stand in the English of these rules, and those that all English has."""
    data = read_language(SOURCE_LANGUAGE)
    known = set(data.words | data.function_words | data.numbers.keys())
    for rule in rules:
        for text in rule.english.values():
            for form in stated_forms(text):
                known.update(_WORD.findall(form.lower()))
    return frozenset(known)


def only_typos(known: frozenset[str]) -> Tolerates:
    """Return what tells whether a change can be a typo, where these are the words that are none."""

    def tolerates(old: Sequence[TextToken], new: Sequence[TextToken]) -> bool:
        """Tell whether words became others without another meaning."""
        for token in (*old, *new):
            if token.kind is not TokenKind.WORD or not token.written:
                return False
        before = _words(old)
        after = _words(new)
        if before is None or after is None:
            return False
        return _say_the_same(before, after, known)

    return tolerates


def _say_the_same(
    before: Sequence[str], after: Sequence[str], known: frozenset[str]
) -> bool:
    if "".join(before) == "".join(after):
        return True
    if len(before) != len(after):
        return False
    for one, other in zip(before, after, strict=True):
        if one != other and not _is_slip(one, other, known):
            return False
    return True


def _words(tokens: Sequence[TextToken]) -> list[str] | None:
    """Return the words that mean something; None where a sign does."""
    words = []
    for token in tokens:
        if token.key in _SIGNS or token.key == "...":
            continue
        if not token.key[0].isalpha():
            return None
        word = token.key.lower()
        if word not in _ARTICLES:
            words.append(word)
    return [word for word, _ in groupby(words)]


def _is_slip(old: str, new: str, known: frozenset[str]) -> bool:
    """Whether the old word is the new one with a slip of the pen, and no other word."""
    if old in known or len(old) < _SHORTEST or old[0] != new[0]:
        return False
    # Most runs are told of no typo.
    from rapidfuzz.distance import OSA

    slips = OSA.distance(old, new, score_cutoff=_SLIPS)
    is_long = len(old) > 2 * _SHORTEST
    return slips == 1 or (is_long and slips == _SLIPS)
