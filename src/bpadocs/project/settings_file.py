"""The file that a project has its settings in, and what it holds: TOML, each key with its place.

That is bpadocs.toml, or the tables [tool.bpadocs] of pyproject.toml.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.toml_places import TOOL, place, states
from bpadocs.system.files import SETTINGS_LIMIT, read_inside, text_of

FILE = "pyproject.toml"
OWN_FILE = "bpadocs.toml"
FILES = (OWN_FILE, FILE)

# A key of more parts than any has. The time that tomllib takes for a key grows with the cube of
# their number, so a file with such a key is refused before tomllib sees it.
_DOTTED = re.compile(
    r"(?<![\w-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){32}"
)

# A number of more digits than Python converts.
_DIGITS = re.compile(r"\d[\d_]{4000,}")

_BRACKET = re.compile(r"[\[\]{}]")
_DEEP = 100
"""How many brackets may be within brackets; tomllib calls itself for each."""


class SettingsFile(NamedTuple):
    """The name of the file, and the tables in it that ours are in."""

    name: str
    above: tuple[str, ...]

    def table(self, *keys: str) -> str:
        """Return the header of a table, as one writes it in this file: `[tool.bpadocs.lint]`."""
        path = ".".join([*self.above, *keys])
        if path:
            return f"[{path}]"
        return f"the top of {self.name}"


PYPROJECT = SettingsFile(FILE, TOOL)
OWN = SettingsFile(OWN_FILE, ())


def settings_file(root: Path) -> SettingsFile:
    """Return which file has the settings of the project in this folder, or would have them."""
    if os.path.lexists(root / OWN_FILE):
        return OWN
    return PYPROJECT


def has_settings(root: Path) -> bool:
    """Whether a project in this folder has settings of its own."""
    if os.path.lexists(root / OWN_FILE):
        return True
    return states(_pyproject(root), *TOOL)


class SettingPlace(NamedTuple):
    """Where a setting is stated. Line and column count from 1."""

    file: SettingsFile
    line: int
    column: int


def setting_place(root: Path, *keys: str | int) -> SettingPlace:
    """Return the place of a setting; that of the file's begin where it cannot be read."""
    file = settings_file(root)
    try:
        text = (root / file.name).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return SettingPlace(file, 1, 1)
    line, column = place(text, *keys, above=file.above)
    return SettingPlace(file, line, column)


class SettingsTable(NamedTuple):
    """What the file holds for us, and its text, which tells where."""

    root: Path
    file: SettingsFile
    text: str
    table: Mapping[str, Any]

    def problem(self, message: str, *keys: str | int) -> Problem:
        """Return a problem at the setting under these keys, or at the nearest above."""
        line, column = place(self.text, *keys, above=self.file.above)
        return Problem(self.file.name, line, column, message)


def read_table(root: Path) -> SettingsTable:
    """Return the settings as they are written.

    Raises BrokenInputError where the file cannot be read, or where there are two.
    """
    file = settings_file(root)
    content = read_inside(root, file.name, SETTINGS_LIMIT) or b""
    text = text_of(content, file.name).replace("\r\n", "\n")
    table = _toml(text, file.name)
    if file is OWN:
        _check_one_file(root)
        return SettingsTable(
            root=root,
            file=file,
            text=text,
            table=table,
        )
    for name in TOOL:
        inner = table.get(name, {})
        if not isinstance(inner, dict):
            message = f"{name} is a table: [tool.bpadocs]"
            raise BrokenInputError([_anywhere(text, name, message)])
        table = inner
    return SettingsTable(
        root=root,
        file=file,
        text=text,
        table=table,
    )


def _check_one_file(root: Path) -> None:
    """Raise BrokenInputError where pyproject.toml has settings too, which nobody would read."""
    text = _pyproject(root)
    if text and states(text, *TOOL):
        line, column = place(text)
        message = f"the settings are in {OWN_FILE}; move these there too"
        raise BrokenInputError([Problem(FILE, line, column, message)])


def _pyproject(root: Path) -> str:
    """Return the text of pyproject.toml, which may be anything: it need not be ours."""
    content = read_inside(root, FILE, SETTINGS_LIMIT) or b""
    return content.decode("utf-8", "replace")


def _toml(text: str, name: str) -> dict[str, Any]:
    """Return what the file holds. Raises BrokenInputError where it is not TOML."""
    import tomllib  # here, for a command without a project does without

    dotted = _DOTTED.search(text)
    if dotted:
        message = "a key of more parts than any table is deep"
        problem = _behind(name, text[: dotted.start()], message)
        raise BrokenInputError([problem])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BrokenInputError([_too_deep(name, text)]) from None
    except (
        ValueError
    ) as error:  # of tomllib's own kind, or of the number that Python does not read
        raise BrokenInputError([_toml_problem(name, text, error)]) from None


def _anywhere(text: str, key: str, message: str) -> Problem:
    """Return a problem at the first line of pyproject.toml that states this key."""
    stated = re.search(rf"(?<![\w-])[\"']?{re.escape(key)}(?![\w-])", text)
    before = text[: stated.start()] if stated else ""
    return _behind(FILE, before, message)


def _toml_problem(name: str, text: str, error: ValueError) -> Problem:
    reason = str(error)
    found = re.search(r" \(at line (\d+), column (\d+)\)$", reason)
    if found:
        message = f"not TOML: {reason[: found.start()]}"
        return Problem(name, int(found[1]), int(found[2]), message)
    number = _DIGITS.search(text)
    if number:
        return _behind(name, text[: number.start()], "a number of too many digits")
    last_line = text.count("\n") + 1
    return Problem(name, last_line, 1, f"not TOML: {error}")


def _too_deep(name: str, text: str) -> Problem:
    """Return a problem at the first bracket that is within too many others."""
    message = "lists or tables nested too deeply"
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEP:
            return _behind(name, text[: bracket.start()], message)
    return Problem(name, 1, 1, message)


def _behind(name: str, before: str, message: str) -> Problem:
    """Return a problem at what follows this text."""
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Problem(name, line, column, message)
