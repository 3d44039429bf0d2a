"""Marks that a machine translation system leaves behind.

fr: Ouvrez le panneau.                 good
fr: Ouvrez le @no__t-0 panneau.        a placeholder of the system
ko: 0list 항목                           the same
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Passage

_TOKEN = re.compile(
    r"@\s?no__t(?:-\d+)?\w*|no__t-\d+|(?<![\w.])\d+(?:list|item|bold|link)\b|\{\{?\d+\}?\}|</?(?:ph|bpt|ept|mrk|seg)\b[^>]*>"
    r"|\[\[\d+\]\]|__\w{1,12}_\d+__|⟦\d+⟧"
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if passage.markup:
        code = [(span.start, span.end) for span in passage.tree.of("code")]
        code += [(block.start, block.end) for block in passage.tree.leaves if block.kind in ("fence", "code")]
    else:
        code = []
    for match in _TOKEN.finditer(passage.text):
        if not any(start <= match.start() < end for start, end in code):
            yield Hit(match.start(), match.end(), f"“{match[0]}” is a mark of the translation system")


CHECK = TextCheck("mt-tokens", run, Level.ERROR)
