"""A capital after a colon inside a sentence, where the English has none.

After one word at the beginning, such as “Note:”, a sentence begins.

en: Check this: the service is stopped.
fr: Vérifiez ceci : le service est arrêté.       good
fr: Vérifiez ceci : Le service est arrêté.       a capital after the colon
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, pairs
from bpadocs.words.languages import LanguageData

_AFTER_COLON: Final = re.compile(r"(?<=\w)[ \u00a0\u202f]?: (?P<word>[^\W\d_]\w*)")
_ONE_WORD: Final = re.compile(r"(?:^|[.!?] )\W{0,20}+\w{1,40}+$")
"""One word alone between the beginning of its sentence and the end."""
_LONGEST: Final = 64
"""No such words are longer, with all that is before them."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each small word with a capital, where the English has a word with none."""
    data = context.language(unit.language)
    if data.common_capitals or not data.function_words:
        return
    for english, translation in pairs(unit):
        # far quicker than the search, and mostly true
        if ": " not in english.text or ": " not in translation.text:
            continue
        theirs = list(_AFTER_COLON.finditer(english.text))
        ours = list(_AFTER_COLON.finditer(translation.text))
        if len(theirs) != len(ours):
            continue
        for their, our in zip(theirs, ours, strict=True):
            if their["word"][0].islower() and _is_stray(our["word"], data):
                yield from _stray_capital(translation, our)


def _stray_capital(translation: View, found: re.Match[str]) -> Iterator[Hit]:
    """Report the word after a colon, unless one word alone stands before it."""
    near = max(found.start() - _LONGEST, 0)
    if _ONE_WORD.search(translation.text, near, found.start()):
        return
    start, end = translation.span(*found.span("word"))
    yield Hit(
        start=start,
        end=end,
        message="no capital after the colon, as in the English",
    )


def _is_stray(word: str, data: LanguageData) -> bool:
    """Tell whether a small word has a capital; another word with one may be a name."""
    return word[0].isupper() and word.lower() in data.function_words


CHECK = UnitCheck(
    "colon-capital",
    run,
    severity=Level.HINT,
    mqm=Mqm.SPELLING,
    needs=":",
)
