"""Where in a rule file a place is, told by its lines: what is being written may be no YAML yet."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.rule.model import FIELDS

Path = tuple[str, ...]
"""The keys that lead to a place; an entry of a list counts as ITEM."""

ITEM: Final = "-"

_KEY: Final = re.compile(r"(?P<key>[\w.-]+|\"[^\"]*\"|'[^']*')[ \t]*:(?=[ \t\r]|$)")
_MARKER: Final = re.compile(r"-(?:[ \t]+|(?=\r?$))")
_BLANKS: Final = re.compile(r"[ \t]*")
_BRACE_OR_COMMA: Final = re.compile("[{,]")


class LineSpot(NamedTuple):
    """A line of a rule file, and where in the rule it is."""

    path: Path
    """The keys that lead to what is written in it."""
    start: int
    """Where that begins: behind the key, where the line has one."""
    end: int
    key_start: int | None = None
    """Where the key of the line begins, where it has one."""


class CursorSpot(NamedTuple):
    """What is being written at a place."""

    path: Path
    """The keys that lead there; those of the mapping, where a key is being written."""
    written: str
    """What stands before the place: of the key, or of the value in this line."""
    is_key: bool
    in_braces: bool = False
    """Whether it is within `{a: b}`, which is one line."""


class _Open(NamedTuple):
    """A key or an entry, below which more may stand."""

    indent: int
    path: Path
    has_text: bool
    """Whether what is below it is text, not keys."""


# Cached, for a key stroke has several questions about one text.
@lru_cache(maxsize=4)
def line_spots(text: str) -> Sequence[LineSpot]:
    """Return where each line of a rule file is, as its indentation tells."""
    reader = _Lines()
    for start, line in _lines(text):
        reader.read(line, start)
    return reader.spots


def spot_at(text: str, offset: int) -> CursorSpot:
    """Return what is being written at an offset."""
    reader = _Lines()
    for start, line in _lines(text):
        if start + len(line) >= offset:
            return reader.cursor(line, start, offset)
        reader.read(line, start)
    return CursorSpot((), "", is_key=True)


def text_under(text: str, path: Path) -> str:
    """Return what is written below these keys, its lines joined by blanks."""
    depth = len(path)
    pieces = []
    for spot in line_spots(text):
        if spot.path[:depth] == path:
            line = text[spot.start : spot.end]
            pieces.append(line.strip())
    return " ".join(pieces)


def is_field(path: Path) -> bool:
    """Tell whether these keys lead to a text of a rule, or below it."""
    return len(path) > 2 and path[0] == "text" and path[2] in FIELDS


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


class _Lines:
    """Reads a file line by line; it knows what is open above the line that comes."""

    def __init__(self) -> None:
        self.spots: list[LineSpot] = []
        self._open: list[_Open] = []

    def read(self, line: str, start: int) -> None:
        """Read a line that begins at this offset."""
        end = start + len(line)
        indent = _indent(line)
        content = line[indent:].rstrip()
        around = self._text_around(indent, is_blank=content == "")
        if around is not None:
            begin = start + indent
            spot = LineSpot(around.path, begin, end)
        elif content == "" or content.startswith("#"):
            spot = LineSpot((), end, end)
        else:
            self._close(line, indent)
            spot = self._structure(line, start, indent)
        self.spots.append(spot)

    def cursor(self, line: str, start: int, offset: int) -> CursorSpot:
        """Return what is being written at an offset of this line, which is not read yet."""
        length = offset - start
        before = line[:length]
        indent = _indent(line)
        if line[indent:].strip() == "":
            # a line with nothing but blanks is as deep as the place in it
            indent = length
        around = self._text_around(indent, is_blank=False)
        if around is not None:
            written = before.lstrip()
            return CursorSpot(around.path, written, is_key=False)
        self._close(line, indent)
        indent = min(indent, length)
        spot = self._structure(before, start, indent)
        begin = spot.start - start
        written = before[begin:].lstrip()
        is_key = spot.key_start is None
        found = CursorSpot(spot.path, written, is_key)
        return _in_braces(found)

    def _structure(self, line: str, start: int, indent: int) -> LineSpot:
        """Return where a line with keys, or the beginning of an entry, is; it is open from now."""
        at = self._entries(line, indent)
        path = self._path()
        end = start + len(line)
        key = _KEY.match(line, at)
        if key is None:
            return LineSpot(path, start + at, end)
        name = key["key"].strip("\"'")
        value = line[key.end() :].strip()
        has_text = value != "" and not value.startswith("#")
        below = _Open(at, (*path, name), has_text)
        self._open.append(below)
        return LineSpot(
            path=below.path,
            start=start + key.end(),
            end=end,
            key_start=start + at,
        )

    def _entries(self, line: str, indent: int) -> int:
        """Open the entries that begin in a line; return where what is in them begins."""
        at = indent
        while marker := _MARKER.match(line, at):
            path = (*self._path(), ITEM)
            entry = _Open(at, path, has_text=False)
            self._open.append(entry)
            at = marker.end()
        return at

    def _text_around(self, indent: int, *, is_blank: bool) -> _Open | None:
        """Return the key whose text a line of this depth goes on with."""
        if not self._open:
            return None
        last = self._open[-1]
        is_deeper = is_blank or indent > last.indent
        if last.has_text and is_deeper:
            return last
        return None

    def _close(self, line: str, indent: int) -> None:
        """Leave what is as deep as this line, or deeper."""
        is_entry = _MARKER.match(line, indent)
        while self._open:
            last = self._open[-1]
            if last.indent < indent:
                return
            is_key = last.path[-1] != ITEM
            if is_entry and is_key and last.indent == indent:
                return  # the entries of a key may stand as deep as the key
            self._open.pop()

    def _path(self) -> Path:
        return self._open[-1].path if self._open else ()


def _indent(line: str) -> int:
    blanks = _BLANKS.match(line)
    return blanks.end() if blanks else 0


def _in_braces(spot: CursorSpot) -> CursorSpot:
    """Return where a place is within `{a: b, c: d}` of one line, where it is in such a thing."""
    if not spot.written.startswith("{"):
        return spot
    last = _BRACE_OR_COMMA.split(spot.written)[-1]
    key, colon, value = last.partition(":")
    if not colon:
        written = key.lstrip()
        return CursorSpot(
            path=spot.path,
            written=written,
            is_key=True,
            in_braces=True,
        )
    path = (*spot.path, key.strip())
    return CursorSpot(
        path=path,
        written=value.lstrip(),
        is_key=False,
        in_braces=True,
    )
