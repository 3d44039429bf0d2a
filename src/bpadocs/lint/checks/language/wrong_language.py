"""A text in another language than its place says: Spanish in the Italian slot.

Told by the small words each known language is full of.

    it: Il servizio non è in esecuzione su questo server.          good
    it: El servicio no se está ejecutando en este servidor.        this is Spanish
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import View, Word, views
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.languages import known_languages, read_language

NAMES: Final = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ko": "Korean",
}
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
        found = _language_of(view, language)
        if found:
            start, end = view.span(0, len(view.text))
            yield Hit(
                start=start,
                end=end,
                message=f"this is {NAMES.get(found, found)}",
            )


def _language_of(view: View, language: str) -> str:
    """Return the language a text is in if it is surely not this one, else nothing."""
    scores = _scores(view)
    best = max(scores, key=scores.__getitem__)
    if language in scores:
        own = language
    else:
        own = language.partition("-")[0]
    # what is still English is told elsewhere
    if best in (own, SOURCE_LANGUAGE):
        return ""
    if own in scores:
        enough = scores[best] > 2 * scores[own]
    else:
        enough = scores[best] >= UNKNOWN_LEAST * len(view.words)
    if enough and scores[best] >= LEAST:
        return best
    return ""


def _scores(view: View) -> dict[str, int]:
    """Return how many words speak for each known language."""
    scores = dict.fromkeys(known_languages(), 0)
    spoken = set(view.vocabulary)
    for word in view.vocabulary:
        elided = _ELIDED.match(word)
        if elided:
            spoken.add(f"{elided[1]}’")
    for word in spoken & _small_words().keys():
        for code in _small_words()[word]:
            scores[code] += 1
    if not _HANGUL.search(view.text):
        return scores
    # its script alone tells Korean; its small words are written onto others
    in_hangul = sum(_in_hangul(word) for word in view.words)
    for code in _written_in_hangul():
        scores[code] += 2 * in_hangul
    return scores


@cache
def _small_words() -> dict[str, list[str]]:
    """Return the languages of each small word that any known language has."""
    languages: dict[str, list[str]] = {}
    for code in known_languages():
        for word in read_language(code).function_words:
            languages.setdefault(word, []).append(code)
    return languages


@cache
def _written_in_hangul() -> Sequence[str]:
    return [
        code for code in known_languages() if read_language(code).scripts == {"Hangul"}
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
