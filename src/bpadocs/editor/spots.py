"""Where in a rule file a place is, told by its lines: what is being written may be no YAML yet."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

Path = tuple[str, ...]
"""The keys that lead to a place; an entry of a list counts as ITEM."""

ITEM: Final = "-"

_KEY: Final = re.compile(r"(?P<key>[\w.-]+|\"[^\"]*\"|'[^']*')[ \t]*:(?=[ \t\r]|$)")
_MARKER: Final = re.compile(r"-(?:[ \t]+|(?=\r?$))")
_BLANKS: Final = re.compile(r"[ \t]*")
_IN_BRACES: Final = re.compile(r"[{,][ \t]*(?P<key>[\w.-]+)[ \t]*:[ \t]*[^{},]*\Z")


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


class _Open(NamedTuple):
    """A key or an entry, below which more may stand."""

    indent: int
    path: Path
    has_text: bool
    """Whether what is below it is text, not keys."""


def line_spots(text: str) -> list[LineSpot]:
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
    pieces = []
    for spot in line_spots(text):
        if spot.path[: len(path)] == path:
            pieces.append(text[spot.start : spot.end].strip())
    return " ".join(pieces)


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
        is_blank = indent == len(line.rstrip())
        text = self._text_around(indent, is_blank=is_blank)
        if text is not None:
            self.spots.append(LineSpot(text.path, start + indent, end))
            return
        if is_blank or line.lstrip().startswith("#"):
            self.spots.append(LineSpot((), end, end))
            return
        self._close(line, indent)
        self.spots.append(self._structure(line, start, indent))

    def cursor(self, line: str, start: int, offset: int) -> CursorSpot:
        """Return what is being written at an offset of this line, which is not read yet."""
        before = line[: offset - start]
        indent = _indent(line)
        if indent == len(line.rstrip()):
            # a line with nothing but blanks is as deep as the place in it
            indent = len(before)
        text = self._text_around(indent, is_blank=False)
        if text is not None:
            return CursorSpot(text.path, before.lstrip(), is_key=False)
        self._close(line, indent)
        spot = self._structure(before, start, min(indent, len(before)))
        written = before[spot.start - start :].lstrip()
        if spot.key_start is not None:
            return _in_braces(CursorSpot(spot.path, written, is_key=False))
        return CursorSpot(spot.path, written, is_key=True)

    def _structure(self, line: str, start: int, indent: int) -> LineSpot:
        """Return where a line with keys, or the beginning of an entry, is; it is open from now."""
        at = indent
        path = self._path()
        while marker := _MARKER.match(line, at):
            path = (*path, ITEM)
            self._open.append(_Open(at, path, has_text=False))
            at = marker.end()
        key = _KEY.match(line, at)
        end = start + len(line)
        if key is None:
            return LineSpot(path, start + at, end)
        path = (*path, key["key"].strip("\"'"))
        value = line[key.end() :].strip()
        has_text = value != "" and not value.startswith("#")
        self._open.append(_Open(at, path, has_text))
        return LineSpot(path, start + key.end(), end, key_start=start + at)

    def _text_around(self, indent: int, *, is_blank: bool) -> _Open | None:
        """Return the key whose text a line of this depth goes on with."""
        if not self._open or not self._open[-1].has_text:
            return None
        last = self._open[-1]
        return last if is_blank or indent > last.indent else None

    def _close(self, line: str, indent: int) -> None:
        """Leave what is as deep as this line, or deeper."""
        is_entry = _MARKER.match(line, indent) is not None
        while self._open and self._open[-1].indent >= indent:
            last = self._open[-1]
            if is_entry and last.indent == indent and last.path[-1] != ITEM:
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
    value = _IN_BRACES.search(spot.written)
    if value is not None:
        _, _, written = value[0].partition(":")
        path = (*spot.path, value["key"])
        return CursorSpot(path, written.lstrip(), is_key=False)
    written = re.split("[{,]", spot.written)[-1].lstrip()
    return CursorSpot(spot.path, written, is_key=True)
