"""Words that machine translation has torn apart: endings and particles that stand alone.

Korean writes particles and the endings of verbs onto the word before them. A blank in between is wrong, and the mark
of machine translation. Each language's file says what can be torn; `bpa lint --fix` takes the blanks out.

    ko: 백업을 예약하는 작업          good
    ko: 백업을 예약 하는 작업         the ending stands apart from its noun
    ko: 도구를 사용 하 여 확인        the ending is torn into syllables
"""

from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.patterns import find
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import views


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    patterns = context.language(language).split_words
    if patterns:
        for view in views(passage):
            yield from find(patterns, view)


CHECK = TextCheck("split-words", run)
