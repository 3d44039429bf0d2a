"""What a translator must not break, apart from what is to be translated: arguments, links, emphasis, code, block marks.

Whatever the pieces are, put together they are the text again, to the last blank.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bpadocs.markdown import Block, Inline, parse
from bpadocs.placeholders import TOKEN

_PAIRED = {"em": ("fmt", "xlf:i"), "strong": ("fmt", "xlf:b"), "link": ("link", "")}
_WHOLE = {"code": "other", "image": "image", "html": "other"}
_COMMENT = re.compile(r"^[ \t]*#[ \t]+(\S.*)$", re.MULTILINE)
_SHOWN = 60
_MARK = re.compile(r"(\s*)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Code:
    """A piece that stays as it is."""

    data: str
    shown: str
    """What a tool may show in its place."""
    type: str = "other"


@dataclass(frozen=True, slots=True)
class Pair:
    """Markup around something to translate."""

    start: str
    end: str
    inside: tuple["Piece", ...]
    type: str
    subtype: str = ""


Piece = str | Code | Pair


def protect(text: str, *, markup: bool, arguments: Mapping[str, str]) -> tuple[Piece, ...]:
    """The text in pieces: Markdown, or plain text with {arguments} and their labels."""
    pieces = tuple(_joined(_markdown(text) if markup else _plain(text, arguments)))
    return pieces if together(pieces) == text else (text,)


def together(pieces: Sequence[Piece]) -> str:
    """The text that the pieces are."""
    return "".join(
        piece
        if isinstance(piece, str)
        else piece.data
        if isinstance(piece, Code)
        else piece.start + together(piece.inside) + piece.end
        for piece in pieces
    )


def _plain(text: str, arguments: Mapping[str, str]) -> Iterator[Piece]:
    end = 0
    for match in TOKEN.finditer(text):
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
            continue
        yield from _between_blocks(text[end:start])
        if block.kind in ("fence", "code", "html"):
            yield from _code(text[start:stop])
        else:
            yield from _inlines(text, block.inlines, start, stop)
        end = stop
    yield from _between_blocks(text[end:])


def _span(block: Block) -> tuple[int, int]:
    if block.inlines and block.kind != "html":
        return block.inlines[0].start, block.inlines[-1].end
    return block.start, block.end


def _between_blocks(text: str) -> Iterator[Piece]:
    """Line breaks are text; the marks of lists, headings, tables and quotes stay."""
    match = _MARK.fullmatch(text)
    assert match
    yield match[1]
    if match[2].strip():
        yield Code(match[2], match[2].strip())
    else:
        yield match[2]


def _code(text: str) -> Iterator[Piece]:
    """A block of code: only comments that have a line of their own are to be translated."""
    end = 0
    for comment in _COMMENT.finditer(text):
        yield _code_piece(text[end : comment.start(1)])
        yield comment[1]
        end = comment.end()
    yield _code_piece(text[end:])


def _code_piece(text: str) -> Piece:
    return Code(text, " ".join(text.split())[:_SHOWN]) if text else ""


def _inlines(text: str, inlines: Sequence[Inline], start: int, stop: int) -> Iterator[Piece]:
    end = start
    for inline in inlines:
        if inline.start < end or inline.end > stop:
            continue
        yield text[end : inline.start]
        written = text[inline.start : inline.end]
        first, last = inline.inner
        if inline.kind in _PAIRED and inline.children and text[first:last] != inline.target:
            inside = tuple(_joined(_inlines(text, inline.children, first, last)))
            yield Pair(text[inline.start : first], text[last : inline.end], inside, *_PAIRED[inline.kind])
        elif inline.kind in _PAIRED or inline.kind in _WHOLE:
            yield Code(written, inline.text or inline.target or written, _WHOLE.get(inline.kind, "link"))
        elif inline.kind == "break" and inline.text == "hard":
            yield Code(written, "line break", "fmt")
        else:
            yield written
        end = inline.end
    yield text[end:stop]


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbouring texts as one, and no empty ones."""
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


def codes(pieces: Sequence[Piece]) -> Iterator[Code | Pair]:
    """All that is protected, at every depth, in the order of the text."""
    for piece in pieces:
        if not isinstance(piece, str):
            yield piece
        if isinstance(piece, Pair):
            yield from codes(piece.inside)
