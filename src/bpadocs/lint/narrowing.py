"""Of all findings, those that a person wants to be told."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bpadocs.lint.check import Check
from bpadocs.lint.findings import BROKEN_FILE, Finding, Level


@dataclass(frozen=True)
class Narrowing:
    """What the options --select, --ignore, --locale, --severity and --since say."""

    selected: frozenset[str] | None = None
    """The checks that are told of; None for all."""
    ignored: frozenset[str] = frozenset()
    locales: frozenset[str] | None = None
    """The locales that are told of; None for all."""
    least: Level = Level.HINT
    """The least bad level that is told of."""
    is_touched: Callable[[Finding], bool] | None = None
    """Tells whether a finding is about what has changed; None if that is no matter."""

    def wants(self, finding: Finding) -> bool:
        """Tell whether a finding, by itself, is to be told. What cannot be read always is."""
        if finding.check == BROKEN_FILE:
            return True
        if not self._has_check(finding.check):
            return False
        if not self.has_locale(finding.locale):
            return False
        if _RANKS[finding.severity] > _RANKS[self.least]:
            return False
        return self.is_touched is None or self.is_touched(finding)

    def _has_check(self, check: str) -> bool:
        """Tell whether a check is one that is told of."""
        if check in self.ignored:
            return False
        return self.selected is None or check in self.selected

    def has_locale(self, locale: str) -> bool:
        """Tell whether a locale is one that is told of."""
        return self.locales is None or locale in self.locales


_RANKS = {level: rank for rank, level in enumerate(Level)}


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """Return each finding by itself: those that stand beside another one, too."""
    every = []
    for finding in findings:
        every.append(replace(finding, also=()) if finding.also else finding)
        every.extend(finding.also)
    return every


def that_are_off(
    names: Iterable[str], checks: Iterable[Check], table: Mapping[str, Any]
) -> list[str]:
    """Return those of the named checks that do not run by these settings of lint."""
    off = []
    for check in checks:
        by_default = check.default or check.name in table.get("enable", ())
        if not by_default or check.name in table.get("disable", ()):
            off.append(check.name)
    return [name for name in names if name in off]


def with_enabled(table: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return the settings of lint, with these checks among those that run.

    Whoever names a check wants to know what it says, whatever the settings have of it.
    """
    changed = dict(table)
    for key in ("enable", "disable"):
        own = table.get(key, [])
        # whatever else it is, is a mistake to be told with its place
        if isinstance(own, list):
            changed[key] = [name for name in own if name not in names]
    if isinstance(changed.get("enable"), list):
        changed["enable"] += sorted(names)
    return changed
