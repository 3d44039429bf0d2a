"""`[tool.bpadocs.lint]`: which checks run, how bad their findings are, thresholds, and whole files left out."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Level
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.reading.report import nearest
from bpadocs.settings import FILE
from bpadocs.toml_places import place_in

KEYS = ("enable", "disable", "severity", "options", "suppress")
SUPPRESS_KEYS = ("files", "check", "field", "reason")
LONGEST_PATTERN = 1_000
"""Characters: fnmatch takes time with the square of their number."""


@dataclass(frozen=True, slots=True)
class FileSuppression:
    """Findings of one check that are meant to be, in every file that fits a pattern."""

    files: str
    check: str
    field: str | None
    reason: str
    line: int = 1
    column: int = 1
    """Where it stands in pyproject.toml."""

    def covers(self, file: str) -> bool:
        return fnmatchcase(file, self.files)


@dataclass(frozen=True, slots=True)
class LintSettings:
    """What a project decides of lint."""

    checks: tuple[Check, ...]
    levels: Mapping[str, Level]
    options: Mapping[str, Mapping[str, Any]]
    suppressions: Sequence[FileSuppression]


def read_lint_settings(table: Mapping[str, Any], checks: Iterable[Check], root: Path | None = None) -> LintSettings:
    """The settings, every mistake in them at once, with its place in the pyproject.toml of this folder."""
    reader = _Reader(table, {check.name: check for check in checks}, root)
    settings = reader.settings()
    if reader.problems:
        raise BrokenInputError(reader.problems)
    return settings


class _Reader:
    def __init__(self, table: Mapping[str, Any], checks: Mapping[str, Check], root: Path | None) -> None:
        self.table = table
        self.checks = checks
        self.file = root / FILE if root else None
        self.problems: list[Problem] = []

    def settings(self) -> LintSettings:
        for key in self.table:
            if key not in KEYS:
                self._refuse(f"unknown setting “{key}” in [tool.bpadocs.lint]{nearest(key, KEYS)}", key)
        enabled, disabled = self._names("enable"), self._names("disable")
        active = tuple(
            check
            for check in self.checks.values()
            if check.name not in disabled and (check.default or check.name in enabled)
        )
        return LintSettings(active, self._levels(), self._options(), self._suppressions())

    def _refuse(self, message: str, *keys: str | int) -> None:
        self.problems.append(Problem(FILE, *self._place(*keys), message))

    def _place(self, *keys: str | int) -> tuple[int, int]:
        return place_in(self.file, "lint", *keys) if self.file else (1, 1)

    def _known(self, name: object, where: str, *keys: str | int) -> bool:
        """Whether a check has this name; a name that none has is a mistake at these keys."""
        if isinstance(name, str) and name in self.checks:
            return True
        near = nearest(str(name), self.checks)
        self._refuse(f"{where}: no check is called “{name}”{near}; `bpa checks` lists them", *keys)
        return False

    def _names(self, key: str) -> set[str]:
        names = self.table.get(key, [])
        if not isinstance(names, list):
            self._refuse(f'{key} is a list of checks: {key} = ["length"]', key)
            return set()
        return {name for name in names if self._known(name, key, key, str(name))}

    def _table(self, key: str) -> Mapping[str, Any]:
        found = self.table.get(key, {})
        if isinstance(found, dict):
            return found
        self._refuse(f"{key} is a table: [tool.bpadocs.lint.{key}]", key)
        return {}

    def _levels(self) -> dict[str, Level]:
        levels = {name: check.severity for name, check in self.checks.items()}
        for name, level in self._table("severity").items():
            if not self._known(name, "severity", "severity", name):
                continue
            if level in list(Level):
                levels[name] = Level(level)
            else:
                message = f"severity.{name} is one of {', '.join(Level)}, not “{level}”"
                self._refuse(message, "severity", name)
        return levels

    def _options(self) -> Mapping[str, Mapping[str, Any]]:
        options = self._table("options")
        for name, values in options.items():
            if not self._known(name, "options", "options", name):
                continue
            if not isinstance(values, dict):
                self._refuse(f"options.{name} is a table: [tool.bpadocs.lint.options.{name}]", "options", name)
                continue
            for option, value in values.items():
                if problem := _option_problem(self.checks[name], option, value):
                    self._refuse(problem, "options", name, option)
        return options

    def _suppressions(self) -> tuple[FileSuppression, ...]:
        entries = self.table.get("suppress", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._refuse("suppress is a list of tables: [[tool.bpadocs.lint.suppress]]", "suppress")
            return ()
        found = [self._suppression(entry, number) for number, entry in enumerate(entries)]
        return tuple(one for one in found if one)

    def _suppression(self, entry: Mapping[str, Any], number: int) -> FileSuppression | None:
        before = len(self.problems)
        for key, value in entry.items():
            if key not in SUPPRESS_KEYS:
                message = f"suppress: unknown key “{key}”{nearest(key, SUPPRESS_KEYS)}"
                self._refuse(message, "suppress", number, key)
            elif not isinstance(value, str):
                self._refuse(f"suppress: “{key}” is a text in quotes", "suppress", number, key)
        for key in ("files", "check", "reason"):
            if not entry.get(key):
                self._refuse(f"suppress: “{key}” is missing", "suppress", number)
        if len(str(entry.get("files"))) > LONGEST_PATTERN:
            message = f"suppress: “files” has more than {LONGEST_PATTERN:,} characters"
            self._refuse(message, "suppress", number, "files")
        if isinstance(entry.get("check"), str) and entry["check"]:
            self._known(entry["check"], "suppress", "suppress", number, "check")
        if len(self.problems) > before:
            return None
        line, column = self._place("suppress", number)
        field = entry.get("field") or None
        return FileSuppression(entry["files"], entry["check"], field, entry["reason"], line, column)


def _option_problem(check: Check, option: str, value: object) -> str | None:
    """Return what is wrong with an option of a check, whose type is that of its default."""
    if option not in check.options:
        own = f"it has {', '.join(check.options)}" if check.options else "it has none"
        return f"options.{check.name}: no option “{option}”; {own}"
    kinds = {bool: "true or false", int: "a whole number", float: "a number", str: "a text", list: "a list of texts"}
    wanted = type(check.options[option])
    fits = {
        int: type(value) is int and value >= 0,
        float: type(value) in (int, float) and math.isfinite(float(str(value))),
        list: isinstance(value, list) and all(isinstance(one, str) for one in value),
    }
    if wanted not in kinds or fits.get(wanted, type(value) is wanted):
        return None
    return f"options.{check.name}.{option} is {kinds[wanted]}, such as {_written(check.options[option])}"


def _written(value: object) -> str:
    """Return a value as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
