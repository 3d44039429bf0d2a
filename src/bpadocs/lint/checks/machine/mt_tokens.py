"""Marks that a machine translation system leaves behind.

fr: Ouvrez le panneau.                 good
fr: Ouvrez le @no__t-0 panneau.        a placeholder of the system
ko: 0list 항목                           the same
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.arguments import in_code
from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Passage

_TOKEN: Final = re.compile(
    r"@\s?no__t(?:-\d+)?\w*"
    r"|no__t-\d+"
    r"|(?<![\w.])[0-9]+(?:list|item|bold|link)\b"
    r"|\{\{?\d+\}?\}"
    r"|</?(?:ph|bpt|ept|mrk|seg)\b[^>]*>"
    r"|\[\[\d+\]\]"
    r"|__\w{1,12}_\d+__"
    r"|⟦\d+⟧"
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each mark that is not in code."""
    code = in_code(passage) if passage.markup else Spans()
    for match in _TOKEN.finditer(passage.text):
        start, end = match.span()
        if not code.around(start, start + 1):
            yield Hit(
                start=start,
                end=end,
                message=f"“{match[0]}” is a mark of the translation system",
            )


CHECK = TextCheck(
    "mt-tokens",
    run,
    severity=Level.ERROR,
    mqm=Mqm.UNINTELLIGIBLE,
    needs="@_{<[⟦0123456789",
)
