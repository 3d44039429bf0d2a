"""Arguments as texts show them: `{name}` in UI text, `\\<label>` in Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bpadocs.formats.markdown import Block
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Passage
from bpadocs.rule.placeholders import TOKEN

# \<label>, whose closing bracket may be escaped too, or &lt;label&gt;
_ON_PAGES = re.compile(r"\\<([^<>\n]*?)\\?>|&lt;([^<>&;\n]*?)&gt;")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The place of an argument in a text, and what is written between its brackets or braces."""

    start: int
    end: int
    inner_start: int
    inner: str

    @property
    def name(self) -> str:
        """What is written in the brackets, without the blanks around it."""
        return self.inner.strip()


def placeholders(
    passage: Passage, start: int = 0, end: int | None = None
) -> Sequence[Placeholder]:
    """Return the arguments in this part of a passage, in order. Code holds no arguments."""
    if end is None:
        end = len(passage.text)
    if passage.markup:
        return _on_page(passage, start, end)
    return _in_ui_text(passage.text, start, end)


def _in_ui_text(text: str, start: int, end: int) -> Sequence[Placeholder]:
    # Most texts have no argument at all, and `in` is faster than a regular expression.
    if "{" not in text:
        return []
    found = []
    for match in TOKEN.finditer(text, start, end):
        # TOKEN also matches a doubled brace, which is text and has no group 1.
        if match[1]:
            found.append(_placeholder(match, 1))
    return found


def _on_page(passage: Passage, start: int, end: int) -> Sequence[Placeholder]:
    text = passage.text
    # As above; and what is code need not be known where there is nothing to look for.
    if text.find("\\<", start, end) < 0 and text.find("&lt;", start, end) < 0:
        return []
    code = in_code(passage)
    found = []
    for match in _ON_PAGES.finditer(text, start, end):
        if code.around(match.start(), match.start() + 1):
            continue
        group = 1 if match[1] is not None else 2
        found.append(_placeholder(match, group))
    return found


def _placeholder(match: re.Match[str], group: int) -> Placeholder:
    return Placeholder(
        start=match.start(),
        end=match.end(),
        inner_start=match.start(group),
        inner=match[group],
    )


# Several checks ask for the same passage, one after the other; passages compare by identity.
@lru_cache(maxsize=256)
def in_code(passage: Passage) -> Spans:
    """Return the parts of a Markdown text that are code, in lines and in blocks."""
    code = [(span.start, span.end) for span in passage.tree.of("code")]
    for block in passage.tree.blocks:
        if block.kind in ("fence", "code"):
            code.append((block.start, block.end))
    return Spans(code)


def alone(passage: Passage, block: Block) -> Placeholder | None:
    """Return the argument that is all of a paragraph, marks of emphasis aside, or None."""
    found = placeholders(passage, block.start, block.end)
    if len(found) != 1:
        return None
    before = passage.text[block.start : found[0].start]
    after = passage.text[found[0].end : block.end]
    if (before + after).strip(" *_\n\t"):
        return None
    return found[0]
