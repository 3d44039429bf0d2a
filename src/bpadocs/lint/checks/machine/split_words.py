"""Words that machine translation has torn apart: endings and particles that stand alone.

Korean writes particles and the endings of verbs onto the word before them. A blank in between is
wrong, and the mark of machine translation. Each language's file says what can be torn; `bpa lint
--fix` takes the blanks out.

    ko: 백업을 예약하는 작업          good
    ko: 백업을 예약 하는 작업         the ending stands apart from its noun
    ko: 도구를 사용 하 여 확인        the ending is torn into syllables
"""

from bpadocs.lint.checks._patterns import text_pattern_check
from bpadocs.lint.mqm import Mqm

CHECK = text_pattern_check(
    "split-words", __name__, lambda language: language.split_words, mqm=Mqm.GRAMMAR
)
