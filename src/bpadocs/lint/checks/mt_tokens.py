"""Marks that a machine translation system leaves behind.

fr: Ouvrez le panneau.                 good
fr: Ouvrez le @no__t-0 panneau.        a placeholder of the system
ko: 0list 항목                           the same
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.checks._placeholders import in_code
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Passage

_TOKEN = re.compile(
    r"@\s?no__t(?:-\d+)?\w*|no__t-\d+|(?<![\w.])\d+(?:list|item|bold|link)\b|\{\{?\d+\}?\}|</?(?:ph|bpt|ept|mrk|seg)\b[^>]*>"
    r"|\[\[\d+\]\]|__\w{1,12}_\d+__|⟦\d+⟧"
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    code = in_code(passage) if passage.markup else Spans()
    for match in _TOKEN.finditer(passage.text):
        if not code.around(match.start(), match.start() + 1):
            yield Hit(match.start(), match.end(), f"“{match[0]}” is a mark of the translation system")


CHECK = TextCheck("mt-tokens", run, Level.ERROR)
