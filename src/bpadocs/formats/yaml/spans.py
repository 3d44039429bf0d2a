"""From a place in a scalar's value to the place in the file where it was written.

YAML folds lines, strips indentation and resolves escapes; this follows it for all five styles.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bpadocs.formats.yaml.nodes import ScalarNode

_FOLD: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*")
"""A line break in a text without a block's indentation, with the blanks around it."""

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_ESCAPES: Final = {
    **dict(zip("0abtnvfre", "\0\a\b\t\n\v\f\r\x1b", strict=True)),
    **dict(zip("NPL_", "\x85\u2029\u2028\xa0", strict=True)),
}
_WIDTHS: Final = {"x": 2, "u": 4, "U": 8}
"""How many digits follow an escape's letter."""

Position = tuple[int, int]
"""Line and column, from 1."""

_Span = tuple[int, int]
_Written = tuple[str, int]
"""A character of the value, and the offset in the text where it was written."""


def locator(text: str, node: ScalarNode) -> Callable[[int], Position]:
    """Return a function from an offset in the value to line and column in the file, from 1."""
    # Filled by the first call: of most values no place is ever asked for.
    offsets: list[int] = []
    line_starts: list[int] = []

    def locate(offset: int) -> Position:
        """Return line and column of an offset; those of the nearest end for one outside."""
        if not offsets:
            offsets.extend(value_offsets(text, node))
            line_starts.append(0)
            line_starts.extend(match.end() for match in re.finditer("\n", text))
        nearest = min(max(offset, 0), len(node.value))
        at = offsets[nearest]
        line = bisect_right(line_starts, at)
        column = at - line_starts[line - 1] + 1
        return line, column

    return locate


def value_offsets(text: str, node: ScalarNode) -> Sequence[int]:
    """Return, for each character of the value and for its end, where in the text it was written."""
    if node.style in ("|", ">"):
        written = _block(text, node)
    else:
        quote = len(node.style)
        inside = (node.start + quote, node.end - quote)
        written = _flow(text, inside, node.style)
    if _value(written) != node.value:
        # Not known to happen; a place near by is better than none.
        return [node.start] * (len(node.value) + 1)
    offsets = [offset for _, offset in written]
    if offsets:
        last = offsets[-1]
        end = last + _width(text, last, node.style)
    else:
        end = node.start + len(node.style)
    return [*offsets, end]


def _value(written: Sequence[_Written]) -> str:
    return "".join(character for character, _ in written)


def _width(text: str, at: int, style: str) -> int:
    """Return how many characters of the file a character of the value takes."""
    if style == "'" and text.startswith("''", at):
        return 2
    if style == '"' and text[at] == "\\":
        letter = text[at + 1]
        return 2 + _WIDTHS.get(letter, 0)
    return 1


def _flow(text: str, span: _Span, style: str) -> list[_Written]:
    """Return the characters of a plain or quoted value."""
    at, end = span
    written: list[_Written] = []
    while at < end:
        character = text[at]
        fold = None
        if character in " \t\r\n":
            fold = _FOLD.match(text, at, end)
        if fold:
            written.extend(_folded_break(text, fold))
            at = fold.end()
        elif style == '"' and character == "\\":
            at = _read_escape(text, (at, end), written)
        else:
            written.append((character, at))
            is_doubled = style == "'" and character == "'"
            at += 2 if is_doubled else 1
    return written


def _folded_break(text: str, fold: re.Match[str]) -> list[_Written]:
    """Return what a fold is read as: a blank, or one line break less than it has."""
    breaks = _breaks(text, fold.span())
    if len(breaks) == 1:
        return [(" ", fold.start())]
    return [("\n", at) for at in breaks[1:]]


def _breaks(text: str, span: _Span) -> list[int]:
    return [match.start() for match in _BREAK.finditer(text, *span)]


def _read_escape(text: str, span: _Span, written: list[_Written]) -> int:
    """Read the escape that the span begins with, and return where it ends."""
    at, end = span
    letter = text[at + 1]
    if letter in "\r\n":
        # A line ended by a backslash goes on in the next line; empty lines between count.
        fold = _FOLD.match(text, at + 1, end)
        stop = fold.end() if fold else at + 2
        breaks = _breaks(text, (at + 1, stop))
        written.extend(("\n", line_break) for line_break in breaks[1:])
        return stop
    stop = at + 2 + _WIDTHS.get(letter, 0)
    character = _ESCAPES.get(letter, letter)
    if letter in _WIDTHS:
        digits = text[at + 2 : stop]
        character = chr(int(digits, 16))
    written.append((character, at))
    return stop


def _block(text: str, node: ScalarNode) -> list[_Written]:
    """Return the characters of a `|` or `>` value; none where they cannot be made out."""
    header = _HEADER.match(text, node.start)
    if not header:
        return []
    body = (header.end(), node.end)
    lines = list(_lines(text, body))
    unfold = _literal if node.style == "|" else _folded
    # The indentation is the first line's, unless the header names a smaller one.
    for indentation in range(_indentation(text, lines), -1, -1):
        inner = _without_indentation(lines, indentation)
        written = unfold(text, inner)
        # What is left over is empty lines after the text.
        written = written[: len(node.value)]
        if _value(written) == node.value:
            return written
    return []


def _without_indentation(lines: Sequence[_Span], indentation: int) -> list[_Span]:
    inner: list[_Span] = []
    for start, stop in lines:
        first = min(start + indentation, stop)
        inner.append((first, stop))
    return inner


def _lines(text: str, span: _Span) -> Iterator[_Span]:
    """Yield the lines that begin in this span, without their line breaks."""
    at, end = span
    while at < end:
        line_break = _BREAK.search(text, at)
        if not line_break:
            yield at, len(text)
            return
        yield at, line_break.start()
        at = line_break.end()


def _indentation(text: str, lines: Sequence[_Span]) -> int:
    """Return the indentation of the first line that is not empty."""
    for start, stop in lines:
        line = text[start:stop]
        content = line.lstrip(" ")
        if content:
            return len(line) - len(content)
    return 0


def _as_written(text: str, start: int, stop: int) -> Iterator[_Written]:
    places = range(start, stop)
    return zip(text[start:stop], places, strict=True)


def _literal(text: str, lines: Sequence[_Span]) -> list[_Written]:
    written: list[_Written] = []
    for start, stop in lines:
        written.extend(_as_written(text, start, stop))
        written.append(("\n", stop))
    return written


def _folded(text: str, lines: Sequence[_Span]) -> list[_Written]:
    written: list[_Written] = []
    breaks: list[int] = []
    """The line breaks since the last line that was not empty."""
    keep_breaks = True
    """Whether that line was indented further, or is not there: then they are not folded."""
    for start, stop in lines:
        if start < stop:
            is_indented = text[start] in " \t"
            if keep_breaks or is_indented:
                written.extend(("\n", at) for at in breaks)
            elif len(breaks) == 1:
                written.append((" ", breaks[0]))
            else:
                written.extend(("\n", at) for at in breaks[1:])
            written.extend(_as_written(text, start, stop))
            breaks = []
            keep_breaks = is_indented
        breaks.append(stop)
    written.extend(("\n", at) for at in breaks)
    return written
