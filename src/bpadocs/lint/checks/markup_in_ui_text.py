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
    r"|(?P<link>!?\[)"
    r"|</?[a-z][a-z0-9]*(?: [^<>]*)?/?>"
    r"|\\[<>*_`]"
    r"|^#{1,6} |^> ?\[!",
    re.MULTILINE,
)
_WORDS = re.compile(r"[^\]\n]+")
_TARGET = re.compile(r"\([^)\n]*")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if passage.markup:
        return
    for start, end in _markup(passage.text):
        written = passage.text[start:end].strip()
        yield Hit(start, end, f"“{written}” is Markdown, which no checker shows: keep UI text plain")


def _markup(text: str) -> Iterator[tuple[int, int]]:
    """Where Markdown stands."""
    link_ends = _LinkEnds(text)
    end = 0
    while match := _MARKUP.search(text, end):
        end = match.end()
        if match["link"] is None:
            yield match.span()
        elif stop := link_ends.after(end):
            end = stop
            yield match.start(), end


class _LinkEnds:
    """Where links end. Each bracket's end is looked for once, however many open before it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = (0, 0)
        self.target = (0, 0)

    def after(self, start: int) -> int:
        """The end of the link whose words begin here; 0 where there is none."""
        text = self.text
        self.words = _stretch(_WORDS, text, start, self.words)
        middle = self.words[1]
        if middle == start or text[middle : middle + 2] != "](":
            return 0
        self.target = _stretch(_TARGET, text, middle + 1, self.target)
        end = self.target[1]
        return end + 1 if text[end : end + 1] == ")" else 0


def _stretch(pattern: re.Pattern[str], text: str, start: int, known: tuple[int, int]) -> tuple[int, int]:
    """Start and end of what these characters fill from here on; the stretch known before where it holds this place."""
    if known[0] <= start < known[1]:
        return start, known[1]
    match = pattern.match(text, start)
    return match.span() if match else (start, start)


CHECK = TextCheck("markup-in-ui-text", run, Level.ERROR)
