"""Markdown that pages write themselves: anchors of headings, and UI text in italics."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bpadocs.formats.fences import Fences
from bpadocs.rule.placeholders import parts

_DROPPED = re.compile(r"[^\w\- ]")
_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(\S.*)?$")
_MARKS = re.compile(r"[*`]|\\(?=[^\w\s])|!?\[")
_MARKS_AND_LINKS = re.compile(rf"{_MARKS.pattern}|\]\([^)]*+\)?")


@lru_cache(maxsize=1024)
def slug(heading: str) -> str:
    """Return the anchor that the publishing pipeline gives an English heading."""
    # No link ends behind the last bracket: to look for its end from each opening one would take
    # long.
    links = heading.rfind(")") + 1
    plain = _MARKS_AND_LINKS.sub("", heading[:links])
    plain += _MARKS.sub("", heading[links:])
    words = _DROPPED.sub("", plain.strip().lower())
    return words.replace(" ", "-")


def anchored(heading: str, english: str) -> str:
    """Return a localized heading that still answers to its English name."""
    return f'<a name="{slug(english)}"></a>{heading}'


def anchor_headings(text: str, english: str) -> str:
    """Give each heading of a localized text the anchor of the English one at its place."""
    if "#" not in text:
        return text
    lines = text.split("\n")
    # A translation may have lost a heading, or have one more.
    pairs = zip(_names(english), _headings(text), strict=False)
    for name, (number, marks, heading) in pairs:
        lines[number] = marks + anchored(heading, name)
    return "\n".join(lines)


@lru_cache(maxsize=64)
def _names(english: str) -> tuple[str, ...]:
    """Return the headings of an English text, which every translation asks for."""
    return tuple(heading for _, _, heading in _headings(english))


def _headings(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, marks and words of each heading outside code."""
    fences = Fences()
    for number, line in enumerate(text.split("\n")):
        if fences.has(line):
            continue
        if heading := _HEADING.match(line):
            yield number, heading[1], heading[2] or ""


PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_SPECIAL = re.compile(
    r"[*`]"  # emphasis and code, wherever they are
    r"|\\(?=[!-/:-@\[-`{-~\n]|$)"  # a backslash before what it would escape, or at a line's end
    r"|<(?=[A-Za-z/!?])"  # HTML
    r"|&(?=#?\w+;)"  # an entity
    r"|\](?=\()"  # a link
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore at the edge of a word
)
# A quick look: most texts have none of these characters.
_PERHAPS_SPECIAL = re.compile(r"[*`\\<&\]_]")
# A line end before what would begin a list, a heading, a quotation, a table or code.
_BLOCK_START = re.compile(
    r"\n(?=[^\S\n]*(?:[-+]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||=++[^\S\n]*$|-++[^\S\n]*$|:::|~~~))",
    re.MULTILINE,
)
_LINE_EDGES = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*")


def markdown(text: str, labels: Mapping[str, str]) -> str:
    """Return UI text as Markdown: paragraphs in italics.

    An argument that is alone in a paragraph is shown by its label, in angle brackets.
    """
    # Most texts are one line without arguments.
    if "\n" not in text and "{" not in text and "}" not in text:
        return f"*{escape(text.strip())}*"
    paragraphs = PARAGRAPHS.split(text.strip())
    return "\n\n".join([_paragraph(paragraph, labels) for paragraph in paragraphs])


def escape(text: str) -> str:
    """Return plain text as Markdown that shows exactly that text."""
    if not _PERHAPS_SPECIAL.search(text):
        return text
    return _SPECIAL.sub(r"\\\g<0>", text)


def placeholder(label: str) -> str:
    """Return what a page shows where the checker puts a value."""
    return f"\\<{label}>"


def _paragraph(paragraph: str, labels: Mapping[str, str]) -> str:
    lines = _LINE_EDGES.sub("\n", paragraph)
    text = _BLOCK_START.sub(" ", lines)
    pieces: list[str] = []
    has_words = False
    for literal, name in parts(text):
        pieces.append(escape(literal))
        if literal.strip():
            has_words = True
        if name:
            pieces.append(placeholder(labels[name]))
    whole = "".join(pieces)
    if has_words:
        return f"*{whole}*"
    return whole
