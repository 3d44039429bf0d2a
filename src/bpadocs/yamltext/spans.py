"""From a place in a scalar's value to the place in the file where it was written.

YAML folds lines, strips indentation and resolves escapes; this follows it for all five styles.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterator, Sequence

from bpadocs.yamltext.nodes import ScalarNode

_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_ESCAPES = {
    **dict(zip("0abtnvfre", "\0\a\b\t\n\v\f\r\x1b", strict=True)),
    **dict(zip("NPL_", "\x85\u2029\u2028\xa0", strict=True)),
}
_WIDTHS = {"x": 2, "u": 4, "U": 8}


def locator(text: str, node: ScalarNode) -> Callable[[int], tuple[int, int]]:
    """A function from an offset in the value to line and column in the file, both from 1."""
    offsets: list[int] = []
    starts: list[int] = []

    def locate(offset: int) -> tuple[int, int]:
        if not offsets:
            offsets.extend(value_offsets(text, node))
            starts.extend((0, *(match.end() for match in re.finditer("\n", text))))
        at = offsets[min(max(offset, 0), len(node.value))]
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1

    return locate


def value_offsets(text: str, node: ScalarNode) -> Sequence[int]:
    """For each character of the value, and for its end, the offset in the text where it was written."""
    if node.style in ("|", ">"):
        pairs = _block(text, node)
    else:
        quote = len(node.style)
        pairs = list(_flow(text, node.start + quote, node.end - quote, node.style))
    if pairs is None or "".join(character for character, _ in pairs) != node.value:
        # never seen; a place near by is better than none
        return [node.start] * (len(node.value) + 1)
    offsets = [offset for _, offset in pairs]
    end = offsets[-1] + _written(text, offsets[-1], node.style) if offsets else node.start + len(node.style)
    return [*offsets, end]


def _written(text: str, at: int, style: str) -> int:
    """How many characters of the file the last character of a value takes."""
    if style == "'" and text.startswith("''", at):
        return 2
    if style == '"' and text[at] == "\\":
        return 2 + _WIDTHS.get(text[at + 1], 0)
    return 1


def _flow(text: str, start: int, end: int, style: str) -> Iterator[tuple[str, int]]:
    at = start
    while at < end:
        character = text[at]
        fold = _FOLD.match(text, at, end) if character in " \t\r\n" else None
        if fold:
            breaks = [match.start() for match in _BREAK.finditer(text, at, fold.end())]
            yield from [(" ", at)] if len(breaks) == 1 else [("\n", one) for one in breaks[1:]]
            at = fold.end()
        elif style == '"' and character == "\\":
            at = yield from _escape(text, at, end)
        else:
            yield character, at
            at += 2 if style == "'" and character == "'" else 1


def _escape(text: str, at: int, end: int) -> Generator[tuple[str, int], None, int]:
    code = text[at + 1]
    if code in "\r\n":
        # a line ended by a backslash goes on at once; empty lines after it count
        fold = _FOLD.match(text, at + 1, end)
        stop = fold.end() if fold else at + 2
        yield from (("\n", match.start()) for match in list(_BREAK.finditer(text, at + 1, stop))[1:])
        return stop
    width = _WIDTHS.get(code, 0)
    character = chr(int(text[at + 2 : at + 2 + width], 16)) if width else _ESCAPES.get(code, code)
    yield character, at
    return at + 2 + width


def _block(text: str, node: ScalarNode) -> list[tuple[str, int]] | None:
    header = _HEADER.match(text, node.start)
    if not header:
        return None
    lines = []
    at = header.end()
    while at < node.end:
        match = _BREAK.search(text, at)
        stop, following = match.span() if match else (len(text), len(text))
        lines.append((at, stop))
        at = following
    first = next((text[start:stop] for start, stop in lines if text[start:stop].strip(" ")), "")
    unfold = _literal if node.style == "|" else _folded
    # the indentation is the first line's, unless the header names a smaller one
    for indentation in range(len(first) - len(first.lstrip(" ")), -1, -1):
        pairs = unfold(text, [(min(start + indentation, stop), stop) for start, stop in lines])
        pairs = pairs[: len(node.value)]
        if "".join(character for character, _ in pairs) == node.value:
            return pairs
    return None


def _literal(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[str, int]]:
    pairs: list[tuple[str, int]] = []
    for start, stop in lines:
        pairs += zip(text[start:stop], range(start, stop), strict=True)
        pairs.append(("\n", stop))
    return pairs


def _folded(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[str, int]]:
    pairs: list[tuple[str, int]] = []
    breaks: list[int] = []
    previous_indented: bool | None = None
    for start, stop in lines:
        if start < stop:
            indented = text[start] in " \t"
            if previous_indented is None or indented or previous_indented:
                pairs += [("\n", at) for at in breaks]
            elif len(breaks) == 1:
                pairs.append((" ", breaks[0]))
            else:
                pairs += [("\n", at) for at in breaks[1:]]
            pairs += zip(text[start:stop], range(start, stop), strict=True)
            breaks, previous_indented = [], indented
        breaks.append(stop)
    return pairs + [("\n", at) for at in breaks]
