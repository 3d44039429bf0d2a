"""UI text with Markdown in it: the checker prints it as it stands, stars and all.

Issue, impact, resolution and compliant are plain text and {arguments}; what needs bold, code or links goes to the
field beside it, such as resolution_details.

    resolution: Select Start.                good
    resolution: Select **Start**.            the checker prints the stars
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Passage

_MARKUP = re.compile(
    r"\*\*(?=\S)[^*\n]+\*\*"
    r"|(?<![\w*])\*(?=[^\s*.])[^*\n]*[^\s*]\*(?![\w*])"
    r"|`[^`\n]+`"
    r"|!?\[[^\]\n]+\]\([^)\n]*\)"
    r"|</?[a-z][a-z0-9]*(?: [^<>]*)?/?>"
    r"|\\[<>*_`]"
    r"|^#{1,6} |^> ?\[!",
    re.MULTILINE,
)


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if passage.markup:
        return
    for match in _MARKUP.finditer(passage.text):
        message = f"“{match[0].strip()}” is Markdown, which no checker shows: keep UI text plain"
        yield Hit(match.start(), match.end(), message)


CHECK = TextCheck("markup-in-ui-text", run, Level.ERROR)
