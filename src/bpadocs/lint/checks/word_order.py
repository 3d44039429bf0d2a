"""English word order around a name in bold.

English says “in the **General** tab” and “click **Start**”; other languages put the kind of thing, or the verb,
elsewhere. A translation that goes word by word keeps the English order.

    it: Nella scheda **Generale**               good
    it: Nel **Generale** scheda                 the word order is that of English
    ko: **시작**을 클릭합니다.                     good
    ko: 클릭 **시작**합니다.                       the verb stands before its object
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.patterns import find
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import marked, pairs


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    patterns = context.language(unit.language).word_order
    if patterns and unit.translation.markup:
        for english, translation in pairs(unit):
            yield from find(patterns, marked(translation.block), english.text)


CHECK = UnitCheck("word-order", run)
