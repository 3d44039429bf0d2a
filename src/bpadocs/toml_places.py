"""Where a setting stands in pyproject.toml: Python reads TOML without saying where it read what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

TOOL: Final = ("tool", "bpadocs")

_KEY: Final = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_KEYS: Final = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER: Final = re.compile(rf"\s*(\[\[?)\s*({_KEYS})\s*\]")
_ENTRY: Final = re.compile(rf"\s*({_KEYS})\s*=")
_PART: Final = re.compile(_KEY)

Keys = tuple[str | int, ...]
_Statement = tuple[int, int, Keys]
"""The index of a line, the column of its key, and the whole path of it."""


def place_in(file: Path, *keys: str | int) -> tuple[int, int]:
    """Return line and column, from 1, of a setting below [tool.bpadocs] in a file; 1, 1 where it has none of it."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return 1, 1
    return place(text, *keys)


def place(text: str, *keys: str | int) -> tuple[int, int]:
    """Return line and column, from 1, of the setting under these keys below [tool.bpadocs], or of the nearest above.

    A number is that entry of an array of tables. A last key that is no key may be a value, such as a name in a list.
    """
    wanted: Keys = (*TOOL, *keys)
    best = (1, 1)
    best_length = len(TOOL)  # a line that shares no more than [tool.bpadocs] says nothing
    lines, stated, within = _index(text)
    above = [stated[wanted[:length]] for length in range(len(wanted) + 1) if wanted[:length] in stated]
    below = [within[wanted]] if wanted in within else []
    for number, column, path in sorted({*above, *below}):
        shared = min(len(path), len(wanted))
        if shared < best_length:
            continue
        line, own_column, found = _within(lines, number, column, wanted[shared:])
        if shared + found > best_length or best == (1, 1):
            best, best_length = (line, own_column), shared + found
    return best


@lru_cache(maxsize=4)
def _index(text: str) -> tuple[Sequence[str], Mapping[Keys, _Statement], Mapping[Keys, _Statement]]:
    """Return the lines, the first statement of each path, and the first of those further down in it.

    A file may have hundreds of entries, each of which is asked for: they are looked for once.
    """
    lines = text.split("\n")
    stated: dict[Keys, _Statement] = {}
    within: dict[Keys, _Statement] = {}
    for statement in _statements(lines):
        path = statement[2]
        stated.setdefault(path, statement)
        for length in range(len(path)):
            within.setdefault(path[:length], statement)
    return lines, stated, within


def _statements(lines: Sequence[str]) -> Iterator[_Statement]:
    """Yield the index of a line, the column of its key, and the whole path of it, for headers and entries."""
    table: Keys = ()
    counts: dict[Keys, int] = {}
    for index, line in enumerate(lines):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield index, header.start(1), table
        elif entry := _ENTRY.match(line):
            yield index, entry.start(1), (*table, *_parts(entry[1]))


def _parts(keys: str) -> Keys:
    return tuple(part.strip("\"'") for part in _PART.findall(keys))


def _within(lines: Sequence[str], index: int, column: int, rest: Keys) -> tuple[int, int, int]:
    """Return the place of the further keys in the value of an entry, and how many of them were found there.

    An inline table or list is searched for them one after the other, as far as the next entry.
    """
    found = 0
    line, start = index, column
    entry = _ENTRY.match(lines[index])
    at = entry.end() if entry else len(lines[index])
    for key in rest:
        if isinstance(key, int):
            continue
        word = re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}(?![\w-])")
        following = line
        while not (match := word.search(lines[following], at)):
            following, at = following + 1, 0
            if following == len(lines) or _HEADER.match(lines[following]) or _ENTRY.match(lines[following]):
                return line + 1, start + 1, found
        line, start, at = following, match.start(), match.end()
        found += 1
    return line + 1, start + 1, found
