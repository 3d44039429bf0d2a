"""The places of settings in a TOML file: Python reads TOML without saying where it read what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

TOOL: Final = ("tool", "bpadocs")

_KEY: Final = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_KEYS: Final = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER: Final = re.compile(rf"\s*(\[\[?)\s*({_KEYS})\s*\]")
_ENTRY: Final = re.compile(rf"\s*({_KEYS})\s*=")
_PART: Final = re.compile(_KEY)
_DEEPEST: Final = 8
"""More parts than a key of ours has. A file that is not ours may have one of any number."""

Keys = tuple[str | int, ...]


class _Statement(NamedTuple):
    """A header or an entry."""

    line: int
    """The index of its line."""
    column: int
    """Where its keys begin, from 0."""
    path: Keys
    """All keys from the top."""


class _Index(NamedTuple):
    """The lines of a file, and its statements by their paths."""

    lines: Sequence[str]
    stated: Mapping[Keys, _Statement]
    """The first statement of each path."""
    below: Mapping[Keys, _Statement]
    """The first statement of a longer path that begins with each path."""


class _Found(NamedTuple):
    """A place in the file, and how many keys led there."""

    line: int
    column: int
    keys: int


def place(
    text: str, *keys: str | int, above: tuple[str, ...] = TOOL
) -> tuple[int, int]:
    """Return line and column, from 1, of the setting under these keys.

    They are below [tool.bpadocs], or below another table.

    Where there is no such setting it is the place of the nearest above, or 1 and 1. A number is
    that entry of an array of tables. A last key that is no key may be a value, such as a name in a
    list.
    """
    wanted: Keys = (*above, *keys)
    index = _index(text)
    # A line that shares no more than the table says nothing.
    best = _Found(1, 1, len(above))
    is_found = False
    for statement in _statements_about(index, wanted):
        shared = min(len(statement.path), len(wanted))
        if shared < best.keys:
            continue
        found = _found_in_value(index.lines, statement, wanted[shared:])
        known = shared + found.keys
        if known > best.keys or not is_found:
            best = found._replace(keys=known)
            is_found = True
    return best.line, best.column


def states(text: str, *keys: str) -> bool:
    """Whether the file has a table or a setting under these keys, which begin at its top."""
    index = _index(text)
    return keys in index.stated or keys in index.below


def _statements_about(index: _Index, wanted: Keys) -> list[_Statement]:
    """Return the statements of the keys wanted and all above, and the first below."""
    statements: set[_Statement] = set()
    for length in range(len(wanted) + 1):
        path = wanted[:length]
        if path in index.stated:
            statements.add(index.stated[path])
    if wanted in index.below:
        statements.add(index.below[wanted])
    return sorted(statements)


# A file may have hundreds of entries, each of which is asked for: they are looked for once.
@lru_cache(maxsize=4)
def _index(text: str) -> _Index:
    lines = text.split("\n")
    stated: dict[Keys, _Statement] = {}
    below: dict[Keys, _Statement] = {}
    for statement in _statements(lines):
        path = statement.path
        stated.setdefault(path, statement)
        for length in range(len(path)):
            below.setdefault(path[:length], statement)
    return _Index(lines, stated, below)


def _statements(lines: Sequence[str]) -> Iterator[_Statement]:
    table: Keys = ()
    counts: dict[Keys, int] = {}
    for index, line in enumerate(lines):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                number = counts.get(table, 0)
                counts[table] = number + 1
                table = (*table, number)
            yield _Statement(index, header.start(1), table)
        elif entry := _ENTRY.match(line):
            path = (*table, *_parts(entry[1]))
            yield _Statement(index, entry.start(1), path)


def _parts(keys: str) -> Keys:
    parts = islice(_PART.finditer(keys), _DEEPEST)
    return tuple(part[0].strip("\"'") for part in parts)


def _found_in_value(lines: Sequence[str], statement: _Statement, keys: Keys) -> _Found:
    """Return the place of further keys in the value of an entry, and how many were found there.

    An inline table or list is searched for one after the other, as far as the next statement.
    """
    line = statement.line
    column = statement.column
    entry = _ENTRY.match(lines[line])
    at = entry.end() if entry else len(lines[line])
    found = 0
    for key in keys:
        if isinstance(key, int):
            continue
        place = _word_from(lines, line, at, key)
        if place is None:
            break
        line, column, at = place
        found += 1
    return _Found(line + 1, column + 1, found)


def _word_from(
    lines: Sequence[str],
    line: int,
    at: int,
    key: str,
) -> tuple[int, int, int] | None:
    """Return line, start and end of the first such word in the rest of a value, if it is there."""
    word = re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}(?![\w-])")
    while not (match := word.search(lines[line], at)):
        line += 1
        at = 0
        if line == len(lines) or _begins_statement(lines[line]):
            return None
    return line, match.start(), match.end()


def _begins_statement(line: str) -> bool:
    return bool(_HEADER.match(line) or _ENTRY.match(line))
