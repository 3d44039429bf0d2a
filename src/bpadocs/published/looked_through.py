"""What is in a page's text and is no text: marks of publishing tools that readers never see.

Older published pages carry the English of each sentence beside it; MDX has components and imports;
Docusaurus, MkDocs and Hugo have marks of their own around notes. All of them are taken out before a
text is read, and every place in what is left leads back to the page.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.formats.markdown import OffsetMap
from bpadocs.lint.code_in_pages import code_in, outside
from bpadocs.lint.spans import Spans

# {…}, in which braces may be nested once
_BRACES: Final = r"\{(?>(?:[^{}]|\{[^{}]*+\})*)\}"
_ATTRIBUTE: Final = (
    rf"""\s+(?:[\w:-]+(?:=(?:"[^"]*+"|'[^']*+'|{_BRACES}))?|{_BRACES})"""
)
_ATTRIBUTES: Final = rf"(?>(?:{_ATTRIBUTE})*)"

_ENGLISH_BESIDE: Final = re.compile(
    r'(?:</span>|(?<!\s))\s*<span class="sxs-lookup">\s*<span data-stu-id="[^"]*">'
    r"(?>(?:(?!</span>)[\s\S])*)</span>\s*</span>"
    r'|<span data-ttu-id="[^"]*">'
)
# No comment and no shortcode goes on where another one begins: where many begin and none ends,
# each would be followed through the whole text.
_COMPONENTS: Final = re.compile(
    r"\{/\*(?>(?:(?!\*/|\{/\*)[\s\S])*)\*/\}"
    rf"|(?<!\\)</?[A-Z][\w.]*+{_ATTRIBUTES}\s*/?>"
    rf"|<[a-z][\w-]*+(?=[^<>]*=\{{){_ATTRIBUTES}\s*/?>"
    r"|</?>"
    r"|^(?:import|export)[ \t][^\n]*(?:\n(?![ \t]*\n)[^\n]*)*",
    re.MULTILINE,
)
_SHORTCODES: Final = re.compile(
    r"\{\{[<%](?>(?:(?![>%]\}\}|\{\{[<%])[^\n])*)[>%]\}\}"
    r"|\{%(?>(?:(?!%\}|\{%)[^\n])*)%\}"
)
_HEADING_ID: Final = re.compile(
    r"(?<![ \t])[ \t]*+\{#[\w.:-]++\}[ \t]*+$", re.MULTILINE
)
# ::: note Title, :::note[Title], :::image … alt-text="Title" …:::
_COLONS: Final = re.compile(
    r'^[ \t]*:::++[ \t]*+[^\n]*?alt-text="(?P<alternative>[^"\n]*)"[^\n]*$'
    r"|^[ \t]*:::++[ \t]*+\w+\[(?P<bracketed>[^\]\n]*)\][^\n]*$"
    r"|^[ \t]*:::++[ \t]*+[a-z]++[ \t]++(?P<title>[^=\n:]++)$"
    r"|^[ \t]*:::+[^\n]*$",
    re.MULTILINE,
)
# !!! note "Title", ??? tip, === "Tab"
_BANGS: Final = re.compile(
    r'(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?|===\+?)[ \t]++[\w -]*+(?:"(?P<title>[^"\n]*)")?[ \t]*$'
)
_IS_MDX: Final = re.compile(
    r"\{/\*|</[A-Z][\w.]*>|^(?:import|export) .*['\"{;]|<[A-Z][\w.]*(?:\s[^<>]*)?/>",
    re.MULTILINE,
)


class _Cut(NamedTuple):
    """What is taken out."""

    start: int
    end: int
    ends_a_block: bool = False
    """Whether what stands before it is a block of its own: a title in front of its note."""


class Seen(NamedTuple):
    """What is left of a text, and the way from there to the text."""

    text: str
    sources: OffsetMap


# every text of a page asks
@lru_cache(8)
def is_mdx(text: str) -> bool:
    """Return whether a page has components, as MDX has."""
    has_marks = "<" in text or "{" in text or "import " in text
    return has_marks and _IS_MDX.search(text) is not None


def looked_through(text: str, *, mdx: bool) -> Seen | None:
    """Return the text without what is no text, or nothing where all of it is."""
    cuts = sorted(_cuts(text, mdx=mdx), key=lambda cut: (cut.start, -cut.end))
    if not cuts:
        return None
    pieces = []
    taken = []
    sources = []
    length = 0
    position = 0
    for cut in [*cuts, _Cut(len(text), len(text))]:
        if cut.start < position:
            # inside of one that was taken out already
            position = max(position, cut.end)
            continue
        pieces.append(text[position : cut.start])
        taken.append(length)
        sources.append(position)
        length += cut.start - position
        position = cut.end
        if cut.ends_a_block:
            # an empty line, which is at the place of the cut
            pieces.append("\n")
            taken.append(length)
            sources.append(cut.start)
            length += 1
    return Seen("".join(pieces), OffsetMap(tuple(taken), tuple(sources)))


_BANG_MARKS: Final = ("!!!", "???", '=== "')
"""What the notes and tabs of MkDocs begin with."""


def _cuts(text: str, *, mdx: bool) -> Iterator[_Cut]:
    """Yield what is no text, outside of code."""
    patterns = _patterns(text, mdx=mdx)
    has_colons = ":::" in text
    has_bangs = any(mark in text for mark in _BANG_MARKS)
    if not patterns and not has_colons and not has_bangs:
        return
    code = code_in(text)
    for pattern in patterns:
        for match in outside(code, pattern, text):
            yield _Cut(match.start(), match.end())
    if has_colons:
        for match in outside(code, _COLONS, text):
            yield from _around(match, match.lastgroup)
    if has_bangs:
        yield from _admonitions(text, code)


def _patterns(text: str, *, mdx: bool) -> Sequence[re.Pattern[str]]:
    """Return the patterns that a text may have.

    To ask is far quicker than to search.
    """
    patterns = []
    if "sxs-lookup" in text:
        patterns.append(_ENGLISH_BESIDE)
    if mdx:
        patterns.append(_COMPONENTS)
    if "{{" in text or "{%" in text:
        patterns.append(_SHORTCODES)
    if "{#" in text:
        patterns.append(_HEADING_ID)
    return patterns


def _around(match: re.Match[str], group: str | None) -> Iterator[_Cut]:
    """Yield a match without one of its groups, which is text."""
    if group is None or match[group] is None:
        yield _Cut(match.start(), match.end())
        return
    yield _Cut(match.start(), match.start(group))
    yield _Cut(match.end(group), match.end(), ends_a_block=group != "alternative")


def _admonitions(text: str, code: Spans) -> Iterator[_Cut]:
    """Yield the marks of notes as MkDocs has them, and the four blanks before each line of one.

    With the blanks, CommonMark would take the second paragraph of a note for code.
    """
    depths: list[int] = []
    position = 0
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        while depths and line.strip() and indent < depths[-1]:
            depths.pop()
        if depths and line.strip():
            yield _Cut(position, position + depths[-1])
        if code.meet(position, position + 1):
            found = None
        else:
            found = _BANGS.match(line)
        if found:
            end = position + len(line)
            title = found.span("title")
            if title == (-1, -1):
                yield _Cut(position, end)
            else:
                yield _Cut(position, position + title[0])
                yield _Cut(position + title[1], end, ends_a_block=True)
            depths.append(len(found["indent"]) + 4)
        position += len(line) + 1
