"""A text in another language than its place says: Spanish in the Italian slot.

Told by the small words each known language is full of.

    it: Il servizio non è in esecuzione su questo server.          good
    it: El servicio no se está ejecutando en este servidor.        this is Spanish
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import View, Word, views
from bpadocs.words.cldr import babel_locale
from bpadocs.words.languages import Languages

_HANGUL: Final = re.compile("[가-힣]")
_ELIDED: Final = re.compile(r"([^\W\d_]+)['’]")
"""A small word that is written onto the next one: l’ordinateur."""
SHORTEST: Final = 5
"""Texts of fewer words may be of any language."""
LEAST: Final = 3
"""So many words show another language, if they are more than twice those of the own."""
UNKNOWN_LEAST: Final = 0.5
"""So large a part of all words shows it where nothing is known of the own, which may be a relative:
Portuguese has many a small word of Spanish.
"""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each block that has more small words of another language."""
    for view in views(passage):
        if len(view.words) < SHORTEST:
            continue
        found = _language_of(view, language, context)
        if found:
            start, end = view.span(0, len(view.text))
            yield Hit(
                start=start,
                end=end,
                message=f"this is {babel_locale(found).english_name}",
            )


def _language_of(view: View, language: str, context: Context) -> str:
    """Return the language a text is in if it is surely not this one, else nothing."""
    scores = _scores(view, context.languages)
    source = context.source_language
    best = max(scores, key=scores.__getitem__)
    if language in scores:
        own = language
    else:
        own = language.partition("-")[0]
    # what is still in the source language is told elsewhere
    if best in (own, source, source.partition("-")[0]):
        return ""
    if own in scores:
        enough = scores[best] > 2 * scores[own]
    else:
        enough = scores[best] >= UNKNOWN_LEAST * len(view.words)
    if enough and scores[best] >= LEAST:
        return best
    return ""


def _scores(view: View, languages: Languages) -> dict[str, int]:
    """Return how many words speak for each known language."""
    scores = dict.fromkeys(languages.known, 0)
    small = _small_words(languages)
    spoken = set(view.vocabulary)
    for word in view.vocabulary:
        elided = _ELIDED.match(word)
        if elided:
            spoken.add(f"{elided[1]}’")
    for word in spoken & small.keys():
        for code in small[word]:
            scores[code] += 1
    if not _HANGUL.search(view.text):
        return scores
    # its script alone tells Korean; its small words are written onto others
    in_hangul = sum(_in_hangul(word) for word in view.words)
    for code in _written_in_hangul(languages):
        scores[code] += 2 * in_hangul
    return scores


@lru_cache(maxsize=8)
def _small_words(languages: Languages) -> dict[str, list[str]]:
    """Return the languages of each small word that any known language has."""
    found: dict[str, list[str]] = {}
    for code in languages.known:
        for word in languages.read(code).function_words:
            found.setdefault(word, []).append(code)
    return found


@lru_cache(maxsize=8)
def _written_in_hangul(languages: Languages) -> Sequence[str]:
    return [
        code for code in languages.known if languages.read(code).scripts == {"Hangul"}
    ]


def _in_hangul(word: Word) -> bool:
    return "가" <= word.text[0] <= "힣"


CHECK = TextCheck(
    "wrong-language",
    run,
    severity=Level.ERROR,
    mqm=Mqm.UNTRANSLATED,
    whole=True,
)
