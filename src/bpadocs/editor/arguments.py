"""Where a rule file names its arguments: in its texts, beside their labels, in the check."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from bpadocs.editor.spots import LineSpot, is_field, line_spots
from bpadocs.rule.model import UI_FIELDS
from bpadocs.rule.placeholders import TOKEN

ARGUMENTS: Final = "arguments"
COUNT: Final = "count"
"""The key of the argument that decides which plural form is meant."""


class Use(Enum):
    """What an argument is named for."""

    DECLARED = "declared"
    """Where its type and its label are."""
    IN_TEXT = "in a text"
    COUNTED = "counted"
    """Where a text says on which argument its plural forms depend."""
    IN_CHECK = "in the check"
    """Where the check may give its value: the name may be that of something else there."""


class NamedArgument(NamedTuple):
    """A place that names an argument: the name alone, without braces."""

    name: str
    start: int
    use: Use

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.name)


def arguments_in(text: str) -> Iterator[NamedArgument]:
    """Yield every place but in the check that names an argument, in the order of the file."""
    for spot in line_spots(text):
        yield from _in_line(text, spot)


def argument_at(text: str, offset: int) -> NamedArgument | None:
    """Return the argument whose name an offset touches."""
    for one in arguments_in(text):
        if one.start <= offset <= one.end:
            return one
    return None


def in_check(text: str, name: str) -> Iterator[NamedArgument]:
    """Yield where the check gives a value for an argument: in JMESPath, `{name: expression}`."""
    key = re.compile(rf"(?<![\w.]){re.escape(name)}(?=\"?\s*:)")
    for spot in line_spots(text):
        if spot.path == ("check",):
            for match in key.finditer(text, spot.start, spot.end):
                yield NamedArgument(name, match.start(), Use.IN_CHECK)


def is_ui_text(path: tuple[str, ...]) -> bool:
    """Tell whether these keys lead to a text that checkers print, or to a plural form of one."""
    if not is_field(path) or path[2] not in UI_FIELDS:
        return False
    form = path[3:]
    return len(form) < 2 and form != (COUNT,)


def _in_line(text: str, spot: LineSpot) -> Iterator[NamedArgument]:
    if is_ui_text(spot.path):
        yield from _in_text(text, spot)
    elif spot.key_start is None:
        return
    elif len(spot.path) == 2 and spot.path[0] == ARGUMENTS:
        name = spot.path[1]
        # behind a quotation mark, where the name has one
        at = text.index(name, spot.key_start)
        yield NamedArgument(name, at, Use.DECLARED)
    elif len(spot.path) == 4 and spot.path[3] == COUNT:
        yield from _counted(text, spot)


def _in_text(text: str, spot: LineSpot) -> Iterator[NamedArgument]:
    for token in TOKEN.finditer(text, spot.start, spot.end):
        name = token[1]
        # else a doubled brace
        if name:
            start = token.start(1)
            yield NamedArgument(name, start, Use.IN_TEXT)


def _counted(text: str, spot: LineSpot) -> Iterator[NamedArgument]:
    written = text[spot.start : spot.end]
    value, _, _ = written.partition("#")
    name = value.strip().strip("\"'")
    if name:
        at = spot.start + written.index(name)
        yield NamedArgument(name, at, Use.COUNTED)
