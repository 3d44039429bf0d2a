"""What lint found before, by digests of all it looked at. Anything odd in the file means: nothing is known."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bpadocs.lint.findings import Edit, Finding, Level, Place
from bpadocs.output import replace_file

FORMAT = 2


class Cache:
    """One file below build/. It is read once, and written whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data = _read(path)

    def run(self, key: str) -> tuple[list[Finding], int] | None:
        """The findings and the number of rules of a run over exactly these inputs."""
        if self._data.get("run") != key:
            return None
        try:
            return [_finding(entry) for entry in self._data["findings"]], int(self._data["count"])
        except (KeyError, TypeError, ValueError):
            return None

    def rule(self, key: str) -> list[Finding] | None:
        """What was found on one rule with exactly these inputs."""
        try:
            return [_finding(entry) for entry in self._data["rules"][key]]
        except (KeyError, TypeError, ValueError):
            return None

    def keep(self, key: str, findings: Iterable[Finding], count: int, rules: Mapping[str, Sequence[Finding]]) -> None:
        """Remember this run, and nothing older."""
        data = {
            "format": FORMAT,
            "run": key,
            "count": count,
            "findings": [_entry(finding) for finding in findings],
            "rules": {digest: [_entry(finding) for finding in found] for digest, found in rules.items()},
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self.path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        except OSError:
            pass  # a folder that cannot be written makes the next run slow, not wrong


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) and data.get("format") == FORMAT else {}


def _entry(finding: Finding) -> list[Any]:
    fix = finding.fix
    return [
        finding.check,
        finding.severity,
        finding.file,
        _numbers(finding.place),
        finding.rule,
        finding.locale,
        finding.language,
        finding.field,
        finding.message,
        fix and [_numbers(fix.place), fix.start, fix.end, fix.text],
        finding.start,
        finding.end,
    ]


def _numbers(place: Place) -> list[int]:
    return [place.line, place.column, place.end_line, place.end_column]


def _finding(entry: list[Any]) -> Finding:
    check, severity, file, place, rule, locale, language, field, message, fix, start, end = entry
    edit = Edit(Place(*fix[0]), *fix[1:]) if fix else None
    return Finding(
        check, Level(severity), file, Place(*place), rule, locale, language, field, message, edit, start, end
    )
