"""Read the settings of lint, the table `lint` of a project's settings.

It says which checks run, how bad their findings are, what their thresholds are, and which findings
in whole files are meant to be.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.check import Check
from bpadocs.lint.findings import Level
from bpadocs.project.mistakes import nearest
from bpadocs.project.settings import KEYS as PROJECT_KEYS
from bpadocs.project.settings import Settings
from bpadocs.project.settings_file import (
    PYPROJECT,
    SettingPlace,
    setting_place,
    settings_file,
)
from bpadocs.words.glossary import Glossary, read_glossary
from bpadocs.words.profiles import PROFILES

KEYS = ("profile", "enable", "disable", "severity", "options", "suppress")
SUPPRESS_KEYS = ("files", "check", "field", "reason")
LONGEST_PATTERN = 1_000
"""Characters: fnmatch takes time with the square of their number."""


@dataclass(frozen=True, slots=True)
class FileSuppression:
    """Says that findings of one check are meant to be, in every file that fits a pattern."""

    files: str
    check: str
    field: str | None
    reason: str
    path: str = PYPROJECT.name
    line: int = 1
    column: int = 1
    """Where it stands in the settings."""

    def covers(self, file: str) -> bool:
        """Tell whether the pattern fits this file."""
        return fnmatchcase(file, self.files)


@dataclass(frozen=True, slots=True)
class LintSettings:
    """What a project decides of lint."""

    checks: tuple[Check, ...]
    levels: Mapping[str, Level]
    options: Mapping[str, Mapping[str, Any]]
    suppressions: Sequence[FileSuppression]
    profile: str = ""
    """The field of work whose words hold; empty for none."""


def profile_of(table: Mapping[str, Any]) -> str:
    """Return the profile that these settings name; what is wrong with it, lint tells."""
    profile: str = table.get("profile", "")
    if profile in PROFILES:
        return profile
    return ""


def glossary_of(root: Path, settings: Settings, language: str) -> Glossary:
    """Return the words that hold in a project: its own, over those of its profile."""
    return read_glossary(
        root, language, profile_of(settings.lint), settings.source_language
    )


def read_lint_settings(
    table: Mapping[str, Any], checks: Iterable[Check], root: Path | None = None
) -> LintSettings:
    """Read the settings.

    Raises BrokenInputError with every mistake in them, each at its place in the file of this
    folder.
    """
    reader = _LintSettingsReader(table, {check.name: check for check in checks}, root)
    settings = reader.settings()
    if reader.problems:
        raise BrokenInputError(reader.problems)
    return settings


class _LintSettingsReader:
    """Reads the table and collects what is wrong with it."""

    def __init__(
        self, table: Mapping[str, Any], checks: Mapping[str, Check], root: Path | None
    ) -> None:
        self.table = table
        self.checks = checks
        self.root = root
        self.file = settings_file(root) if root else PYPROJECT
        self.problems: list[Problem] = []

    def settings(self) -> LintSettings:
        """Return the settings; what is wrong in them is in `problems`."""
        for key in self.table:
            if key not in KEYS:
                message = (
                    f"unknown setting “{key}” in {self._header()}{nearest(key, KEYS)}"
                )
                self._refuse(message, key)
        enabled = self._names("enable")
        disabled = self._names("disable")
        active = []
        for check in self.checks.values():
            wanted = check.default or check.name in enabled
            if wanted and check.name not in disabled:
                active.append(check)
        return LintSettings(
            checks=tuple(active),
            levels=self._levels(),
            options=self._options(),
            suppressions=self._suppressions(),
            profile=self._profile(),
        )

    def _profile(self) -> str:
        profile = self.table.get("profile", "")
        if profile == "" or profile in PROFILES:
            return str(profile)
        known = ", ".join(PROFILES)
        self._refuse(f"profile is one of {known}, not “{profile}”", "profile")
        return ""

    def _refuse(self, message: str, *keys: str | int) -> None:
        file, line, column = self._place(*keys)
        self.problems.append(Problem(file.name, line, column, message))

    def _place(self, *keys: str | int) -> SettingPlace:
        if self.root is None:
            return SettingPlace(self.file, 1, 1)
        return setting_place(self.root, "lint", *keys)

    def _header(self, *keys: str) -> str:
        return self.file.table("lint", *keys)

    def _known(self, name: object, where: str, *keys: str | int) -> bool:
        """Tell whether a check has this name; if none has, that is a mistake at these keys."""
        if isinstance(name, str) and name in self.checks:
            return True
        near = nearest(str(name), self.checks) or "."
        self._refuse(
            f"{where}: no check is called “{name}”{near} `bpa checks` lists them",
            *keys,
        )
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
        self._refuse(f"{key} is a table: {self._header(key)}", key)
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
                header = self._header("options", name)
                message = f"options.{name} is a table: {header}"
                self._refuse(message, "options", name)
                continue
            for option, value in values.items():
                problem = _option_problem(self.checks[name], option, value)
                if problem:
                    self._refuse(problem, "options", name, option)
        return options

    def _suppressions(self) -> tuple[FileSuppression, ...]:
        entries = self.table.get("suppress", [])
        if not isinstance(entries, list) or not all(
            isinstance(entry, dict) for entry in entries
        ):
            self._refuse(
                f"suppress is a list of tables: [{self._header('suppress')}]",
                "suppress",
            )
            return ()
        found = [
            self._suppression(entry, number) for number, entry in enumerate(entries)
        ]
        return tuple(one for one in found if one)

    def _suppression(
        self, entry: Mapping[str, Any], number: int
    ) -> FileSuppression | None:
        """Return one suppression; None if something is wrong with it."""
        before = len(self.problems)
        self._look_at_keys(entry, number)
        self._look_at_values(entry, number)
        if len(self.problems) > before:
            return None
        file, line, column = self._place("suppress", number)
        return FileSuppression(
            files=entry["files"],
            check=entry["check"],
            field=entry.get("field") or None,
            reason=entry["reason"],
            path=file.name,
            line=line,
            column=column,
        )

    def _look_at_keys(self, entry: Mapping[str, Any], number: int) -> None:
        for key, value in entry.items():
            if key not in SUPPRESS_KEYS:
                message = f"suppress: unknown key “{key}”{nearest(key, SUPPRESS_KEYS)}"
                self._refuse(message, "suppress", number, key)
            elif not isinstance(value, str):
                self._refuse(
                    f"suppress: “{key}” is a text in quotes", "suppress", number, key
                )
        for key in ("files", "check", "reason"):
            if not entry.get(key):
                self._refuse(f"suppress: “{key}” is missing", "suppress", number)

    def _look_at_values(self, entry: Mapping[str, Any], number: int) -> None:
        if len(str(entry.get("files"))) > LONGEST_PATTERN:
            message = f"suppress: “files” has more than {LONGEST_PATTERN:,} characters"
            self._refuse(message, "suppress", number, "files")
        check = entry.get("check")
        if isinstance(check, str) and check:
            self._known(check, "suppress", "suppress", number, "check")


_KINDS: Final = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    list: "a list of texts",
}


def _option_problem(check: Check, option: str, value: object) -> str | None:
    """Return what is wrong with an option of a check, whose type is that of its default."""
    if option not in check.options:
        if option in PROJECT_KEYS:
            # In TOML, a line at the end of the file belongs to the last table.
            own = "it is a setting of the project: write it above the first [table]"
        elif check.options:
            own = f"it has {', '.join(check.options)}"
        else:
            own = "it has none"
        return f"options.{check.name}: no option “{option}”; {own}"
    default = check.options[option]
    wanted = type(default)
    if wanted not in _KINDS or _fits(value, wanted):
        return None
    example = json.dumps(default, ensure_ascii=False)
    return f"options.{check.name}.{option} is {_KINDS[wanted]}, such as {example}"


def _fits(value: object, wanted: type) -> bool:
    """Tell whether a value can stand for one of this type. True is no number here."""
    if wanted is int:
        return type(value) is int and value >= 0
    if wanted is float:
        # TOML has numbers that are none: inf and nan
        return type(value) in (int, float) and math.isfinite(float(str(value)))
    if wanted is list:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return type(value) is wanted
