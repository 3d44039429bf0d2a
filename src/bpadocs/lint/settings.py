"""`[tool.bpadocs.lint]`: which checks run, how bad their findings are, thresholds, and whole files left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Level
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.reading.report import nearest
from bpadocs.settings import FILE

KEYS = ("enable", "disable", "severity", "options", "suppress")
SUPPRESS_KEYS = ("files", "check", "field", "reason")


@dataclass(frozen=True, slots=True)
class FileSuppression:
    """Findings of one check that are meant to be, in every file that fits a pattern."""

    files: str
    check: str
    field: str | None
    reason: str

    def covers(self, file: str) -> bool:
        return fnmatchcase(file, self.files)


@dataclass(frozen=True, slots=True)
class LintSettings:
    """What a project decides of lint."""

    checks: tuple[Check, ...]
    levels: Mapping[str, Level]
    options: Mapping[str, Mapping[str, Any]]
    suppressions: Sequence[FileSuppression]


def read_lint_settings(table: Mapping[str, Any], checks: Iterable[Check]) -> LintSettings:
    """The settings, every mistake in them at once."""
    known = {check.name: check for check in checks}
    problems: list[str] = [
        f"unknown setting “{key}” in [tool.bpadocs.lint]{nearest(key, KEYS)}" for key in table if key not in KEYS
    ]

    def check_name(name: Any, where: str) -> bool:
        if name in known:
            return True
        problems.append(f"{where}: no check is called “{name}”{nearest(str(name), known)}; `bpa checks` lists them")
        return False

    chosen = {}
    for key in ("enable", "disable"):
        names = table.get(key, [])
        if not isinstance(names, list):
            problems.append(f'{key} is a list of checks: {key} = ["length"]')
            names = []
        chosen[key] = {name for name in names if check_name(name, key)}
    severities = _table(table, "severity", problems)
    levels = {name: check.severity for name, check in known.items()}
    for name, level in severities.items():
        if check_name(name, "severity"):
            if level in set(Level):
                levels[name] = Level(level)
            else:
                problems.append(f"severity.{name} is one of {', '.join(Level)}, not “{level}”")
    options = _table(table, "options", problems)
    for name, values in options.items():
        if check_name(name, "options"):
            allowed = known[name].options
            for option in values if isinstance(values, dict) else ():
                if option not in allowed:
                    own = f"it has {', '.join(allowed)}" if allowed else "it has none"
                    problems.append(f"options.{name}: no option “{option}”; {own}")
    suppressions = _suppressions(table.get("suppress", []), problems, check_name)
    if problems:
        raise BrokenInputError(Problem(FILE, 1, 1, problem) for problem in problems)
    active = tuple(
        check
        for check in known.values()
        if check.name not in chosen["disable"] and (check.default or check.name in chosen["enable"])
    )
    return LintSettings(active, levels, options, suppressions)


def _table(table: Mapping[str, Any], key: str, problems: list[str]) -> Mapping[str, Any]:
    found = table.get(key, {})
    if isinstance(found, dict):
        return found
    problems.append(f"{key} is a table: [tool.bpadocs.lint.{key}]")
    return {}


def _suppressions(entries: Any, problems: list[str], check_name: Any) -> tuple[FileSuppression, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        problems.append("suppress is a list of tables: [[tool.bpadocs.lint.suppress]]")
        return ()
    suppressions = []
    for entry in entries:
        unknown = [key for key in entry if key not in SUPPRESS_KEYS]
        missing = [key for key in ("files", "check", "reason") if not entry.get(key)]
        problems += [f"suppress: unknown key “{key}”{nearest(key, SUPPRESS_KEYS)}" for key in unknown]
        problems += [f"suppress: “{key}” is missing" for key in missing]
        if not unknown and not missing and check_name(entry["check"], "suppress"):
            field = entry.get("field")
            suppressions.append(FileSuppression(entry["files"], entry["check"], field, entry["reason"]))
    return tuple(suppressions)
