"""What a translator must not break: arguments, links, emphasis, code, block marks.

A text is cut into pieces: strings to be translated, and codes, as the XLIFF standard calls what a
tool protects. Put together, the pieces are the text again, to the last blank.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpadocs.formats.markdown import Block, Inline, parse
from bpadocs.rule.placeholders import TOKEN

# Types and subtypes are those of the XLIFF standard.
_PAIRED = {
    "em": ("fmt", "xlf:i"),
    "strong": ("fmt", "xlf:b"),
    "link": ("link", ""),
}
_WHOLE = {
    "code": "other",
    "image": "image",
    "html": "other",
}
_WHOLE_BLOCKS = ("fence", "code", "html")

_COMMENT = re.compile(r"^[ \t]*#[ \t]+(\S.*)$", re.MULTILINE)
"""A comment on a line of its own, in the languages of our examples: shells, PowerShell, YAML."""
_SHOWN = 60
"""So many characters of a block of code are shown in its place."""


@dataclass(frozen=True, slots=True)
class Code:
    """A piece that stays as it is."""

    data: str
    shown: str
    """What a tool may show in its place."""
    type: str = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePair:
    """Markup around something to translate."""

    start: str
    end: str
    inside: tuple["Piece", ...]
    type: str
    subtype: str = ""


Piece = str | Code | CodePair


def protect(
    text: str,
    *,
    markup: bool,
    arguments: Mapping[str, str],
) -> tuple[Piece, ...]:
    """Return the text in pieces: Markdown, or plain text with {arguments} and their labels."""
    found = _markdown(text) if markup else _plain(text, arguments)
    pieces = tuple(_joined(found))
    if together(pieces) != text:
        # Nothing is protected rather than a word changed.
        return (text,)
    return pieces


def together(pieces: Sequence[Piece]) -> str:
    """Return the text that was cut into these pieces."""
    return "".join(map(_written, pieces))


def _written(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Code):
        return piece.data
    return piece.start + together(piece.inside) + piece.end


def _plain(text: str, arguments: Mapping[str, str]) -> Iterator[Piece]:
    end = 0
    for match in TOKEN.finditer(text):
        # TOKEN finds doubled braces, too, which are text.
        if match[1] in arguments:
            yield text[end : match.start()]
            yield Code(match[0], f"<{arguments[match[1]]}>")
            end = match.end()
    yield text[end:]


def _markdown(text: str) -> Iterator[Piece]:
    end = 0
    for block in parse(text).leaves:
        start, stop = _span(block)
        if start < end or stop < start:
            # What another block has had already.
            continue
        yield from _between_blocks(text[end:start])
        if block.kind in _WHOLE_BLOCKS:
            yield from _code_block(text[start:stop])
        else:
            yield from _inlines(text, block.inlines, start, stop)
        end = stop
    yield from _between_blocks(text[end:])


def _span(block: Block) -> tuple[int, int]:
    """Return where the contents of a block begin and end, without the marks around them."""
    if block.inlines and block.kind != "html":
        return block.inlines[0].start, block.inlines[-1].end
    return block.start, block.end


def _between_blocks(text: str) -> Iterator[Piece]:
    """Yield the line breaks as text, and the marks of lists, headings, tables, quotes as a code."""
    marks = text.lstrip()
    yield text.removesuffix(marks)
    if marks:
        yield Code(marks, marks.strip())


def _code_block(text: str) -> Iterator[Piece]:
    """Yield a block of code, of which only comments on lines of their own are to be translated."""
    end = 0
    for comment in _COMMENT.finditer(text):
        yield _code_piece(text[end : comment.start(1)])
        yield comment[1]
        end = comment.end()
    yield _code_piece(text[end:])


def _code_piece(text: str) -> Piece:
    if not text:
        return ""
    line = " ".join(text.split())
    return Code(text, line[:_SHOWN])


def _inlines(
    text: str,
    inlines: Iterable[Inline],
    start: int,
    stop: int,
) -> Iterator[Piece]:
    """Yield the text from start to stop in pieces, as these inlines divide it."""
    end = start
    for inline in inlines:
        if inline.start < end or inline.end > stop:
            continue
        yield text[end : inline.start]
        yield _inline(text, inline)
        end = inline.end
    yield text[end:stop]


def _inline(text: str, inline: Inline) -> Piece:
    written = text[inline.start : inline.end]
    if inline.kind in _PAIRED and _has_words(text, inline):
        return _pair(text, inline)
    if inline.kind in _PAIRED or inline.kind in _WHOLE:
        shown = inline.text or inline.target or written
        return Code(written, shown, _WHOLE.get(inline.kind, "link"))
    if inline.kind == "break" and inline.text == "hard":
        return Code(written, "line break", "fmt")
    return written


def _has_words(text: str, inline: Inline) -> bool:
    """Tell whether there is something to translate inside; an address that shows itself is not."""
    if not inline.children:
        return False
    first, last = inline.inner
    return text[first:last] != inline.target


def _pair(text: str, inline: Inline) -> CodePair:
    first, last = inline.inner
    kind, subtype = _PAIRED[inline.kind]
    pieces = _inlines(text, inline.children, first, last)
    return CodePair(
        start=text[inline.start : first],
        end=text[last : inline.end],
        inside=tuple(_joined(pieces)),
        type=kind,
        subtype=subtype,
    )


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield neighbouring texts as one, and no empty ones."""
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        if text:
            yield text
        text = ""
        yield piece
    if text:
        yield text
