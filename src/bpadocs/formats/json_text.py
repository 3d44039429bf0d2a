"""JSON that other programs have written, read as its standard has it."""

import json
from collections.abc import Iterator
from typing import Any

from bpadocs.errors import BrokenInputError, Problem


def read_json(text: str, name: str) -> Any:
    """Return what the text of a file says. Raises BrokenInputError where it is no JSON."""
    line, column = 1, 1
    try:
        return json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as error:
        line, column, message = error.lineno, error.colno, f"not JSON: {error.msg}"
    except RecursionError:
        message = "cannot be read: it is nested too deeply"
    except ValueError as error:
        # from Python itself, about a number that is too long
        message = f"not JSON: {error}"
    raise BrokenInputError([Problem(name, line, column, message)])


def _refused(constant: str) -> None:
    """Refuse NaN and Infinity, which Python would take for JSON."""
    raise ValueError(f"{constant} is no number")


def place_of_key(text: str, key: str) -> tuple[int, int]:
    """Return line and column of a key in the outermost object; the first of the text if none."""
    for name, offset, _ in _members(text):
        if name == key:
            return _place(text, offset)
    return 1, 1


def place_of_item(text: str, key: str, number: int) -> tuple[int, int]:
    """Return line and column of an item of the list that the outermost object has by this key."""
    for name, _, start in _members(text):
        if name != key:
            continue
        position = _past_blanks(text, start + 1)
        for _ in range(number):
            _, position = _DECODER.raw_decode(text, position)
            position = _past_blanks(text, position, ",")
        return _place(text, position)
    return 1, 1


_DECODER = json.JSONDecoder()


def _members(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each key of an object that is whole, where it begins, and where its value does."""
    position = _past_blanks(text, text.index("{") + 1)
    while text[position] == '"':
        name, end = _DECODER.raw_decode(text, position)
        value = _past_blanks(text, end, ":")
        yield name, position, value
        _, position = _DECODER.raw_decode(text, value)
        position = _past_blanks(text, position, ",")


def _past_blanks(text: str, position: int, mark: str = "") -> int:
    """Return where the next token begins, a comma or a colon left out."""
    while text[position] in f" \t\r\n{mark}":
        position += 1
    return position


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
