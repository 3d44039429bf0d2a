"""English word order around a name in bold.

English says “in the **General** tab” and “click **Start**”; other languages put the kind of thing,
or the verb, elsewhere. A translation that goes word by word keeps the English order.

    it: Nella scheda **Generale**               good
    it: Nel **Generale** scheda                 the word order is that of English
    ko: **시작**을 클릭합니다.                     good
    ko: 클릭 **시작**합니다.                       the verb stands before its object
"""

from bpadocs.lint.checks._patterns import pattern_check
from bpadocs.lint.mqm import Mqm

CHECK = pattern_check(
    "word-order",
    __name__,
    lambda language: language.word_order,
    markdown_only=True,
    mqm=Mqm.GRAMMAR,
)
