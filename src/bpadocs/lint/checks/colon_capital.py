"""A capital after a colon inside a sentence, where the English has none.

fr: Vérifiez ceci : le service est arrêté.       good
fr: Vérifiez ceci : Le service est arrêté.       a capital after the colon
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import pairs

_AFTER = re.compile(r"(?<=\w)[ \u00a0\u202f]?: ([^\W\d_]\w*)")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    if data.common_capitals or not data.function_words:
        return
    for english, translation in pairs(unit):
        if ": " not in english.text or ": " not in translation.text:
            continue
        theirs, ours = list(_AFTER.finditer(english.text)), list(_AFTER.finditer(translation.text))
        if len(theirs) != len(ours):
            continue
        for own, other in zip(ours, theirs, strict=True):
            word = own[1]
            if word[0].isupper() and word.lower() in data.function_words and other[1][0].islower():
                yield Hit(*translation.span(own.start(1), own.end(1)), "no capital after the colon, as in the English")


CHECK = UnitCheck("colon-capital", run)
