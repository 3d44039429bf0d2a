"""A text in another language than its place says: Spanish in the Italian slot.

Told by the small words each known language is full of.

    it: Il servizio non è in esecuzione su questo server.          good
    it: El servicio no se está ejecutando en este servidor.        this is Spanish
"""

from collections.abc import Iterator

from bpadocs.languages import known_languages, read_language
from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import View, views
from bpadocs.model import SOURCE_LANGUAGE

NAMES = {"en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "ko": "Korean"}


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    for view in views(passage):
        if len(view.words) < 5:
            continue
        scores = {code: _score(view, code) for code in known_languages()}
        best = max(scores, key=lambda code: scores[code])
        own = language if language in scores else language.partition("-")[0]
        # What is still English is told elsewhere; a language without a file cannot be told from others.
        if best not in (own, SOURCE_LANGUAGE) and scores[best] >= 3 and scores[best] > 2 * scores.get(own, 0):
            if own not in scores and scores[best] < 0.35 * len(view.words):
                continue
            yield Hit(*view.span(0, len(view.text)), f"this is {NAMES.get(best, best)}")


def _score(view: View, code: str) -> float:
    data = read_language(code)
    words = len(view.vocabulary & data.function_words)
    return words + (2 * sum("가" <= word.text[0] <= "힣" for word in view.words) if data.scripts == {"Hangul"} else 0)


CHECK = TextCheck("wrong-language", run, Level.ERROR)
