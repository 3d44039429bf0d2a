"""Arguments as texts show them: `{name}` in UI text, `\\<label>` in Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Passage
from bpadocs.markdown import Block
from bpadocs.placeholders import TOKEN

_ON_PAGES = re.compile(r"\\<([^<>\n]*?)\\?>|&lt;([^<>&;\n]*?)&gt;")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Where an argument stands, and what is written between its brackets or braces."""

    start: int
    end: int
    inner_start: int
    inner: str

    @property
    def name(self) -> str:
        return self.inner.strip()


def placeholders(passage: Passage, start: int = 0, end: int | None = None) -> Sequence[Placeholder]:
    """The arguments in this part of the passage, in order. What stands in code is no argument."""
    text = passage.text
    end = len(text) if end is None else end
    if not passage.markup:
        if "{" not in text:
            return []
        found = (match for match in TOKEN.finditer(text, start, end) if match[1])
        return [Placeholder(match.start(), match.end(), match.start(1), match[1]) for match in found]
    if text.find("\\<", start, end) < 0 and text.find("&lt;", start, end) < 0:
        return []
    code = in_code(passage)
    places = []
    for match in _ON_PAGES.finditer(text, start, end):
        group = 1 if match[1] is not None else 2
        if not code.around(match.start(), match.start() + 1):
            places.append(Placeholder(match.start(), match.end(), match.start(group), match[group]))
    return places


@lru_cache(maxsize=256)
def in_code(passage: Passage) -> Spans:
    """What of a Markdown text is code, in lines and in blocks."""
    code = [(span.start, span.end) for span in passage.tree.of("code")]
    code += [(block.start, block.end) for block in passage.tree.blocks if block.kind in ("fence", "code")]
    return Spans(code)


def alone(passage: Passage, block: Block) -> Placeholder | None:
    """The argument that is all of a paragraph, marks of emphasis aside."""
    found = placeholders(passage, block.start, block.end)
    if len(found) != 1:
        return None
    around = passage.text[block.start : found[0].start] + passage.text[found[0].end : block.end]
    return None if around.strip(" *_\n\t") else found[0]
