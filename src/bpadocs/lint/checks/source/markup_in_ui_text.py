"""UI text with Markdown in it: the checker prints it as it stands, stars and all.

Issue, impact, resolution and compliant are plain text and {arguments}; what needs bold, code or
links goes to the field beside it, such as resolution_details.

    resolution: Select Start.                good
    resolution: Select **Start**.            the checker prints the stars
"""

import re
from collections.abc import Iterator

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Span
from bpadocs.lint.subject import Passage

_MARKUP = re.compile(
    r"\*\*(?=\S)[^*\n]+\*\*"  # **bold**
    r"|(?<![\w*])\*(?=[^\s*.])[^*\n]*[^\s*]\*(?![\w*])"  # *italics*, not 2*3 or *.vhdx
    r"|`[^`\n]+`"  # `code`
    r"|(?P<link>!?\[)"  # perhaps a [link](target): see _LinkEnds
    r"|</?[a-z][a-z0-9]*(?: [^<>]*)?/?>"  # <tags>
    r"|\\[<>*_`]"  # an escape
    r"|^#{1,6} |^> ?\[!",  # a heading, an alert
    re.MULTILINE,
)
_WORDS = re.compile(r"[^\]\n]+")
_TARGET = re.compile(r"\([^)\n]*")


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each piece of Markdown in UI text."""
    if passage.markup:
        return
    for start, end in _markup(passage.text):
        written = passage.text[start:end].strip()
        yield Hit(
            start=start,
            end=end,
            message=f"“{written}” is Markdown, which no checker shows: keep UI text plain",
        )


def _markup(text: str) -> Iterator[Span]:
    """Yield the span of each piece of Markdown."""
    link_ends = _LinkEnds(text)
    end = 0
    while match := _MARKUP.search(text, end):
        end = match.end()
        if match["link"] is None:
            yield match.span()
            continue
        link_end = link_ends.after(end)
        if link_end is not None:
            end = link_end
            yield match.start(), link_end


class _LinkEnds:
    """Where links end.

    Each bracket's end is looked for once, however many brackets open before it: else the time
    would grow with the square of their number.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = (0, 0)
        self.target = (0, 0)

    def after(self, start: int) -> int | None:
        """Return the end of the link whose words begin here, or None if it is no link."""
        text = self.text
        self.words = _stretch(_WORDS, text, start, self.words)
        words_end = self.words[1]
        if words_end == start or not text.startswith("](", words_end):
            return None
        self.target = _stretch(_TARGET, text, words_end + 1, self.target)
        target_end = self.target[1]
        if text.startswith(")", target_end):
            return target_end + 1
        return None


def _stretch(pattern: re.Pattern[str], text: str, start: int, known: Span) -> Span:
    """Return the span that these characters fill from here on.

    That is the rest of the span known before, if this place is in it.
    """
    known_start, known_end = known
    if known_start <= start < known_end:
        return start, known_end
    match = pattern.match(text, start)
    if match:
        return match.span()
    return (start, start)


CHECK = TextCheck(
    "markup-in-ui-text",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MARKUP,
    needs="*`[<>\\#",
)
