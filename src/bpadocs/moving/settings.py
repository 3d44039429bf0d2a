"""Settings that name a rule's file: `[[tool.bpadocs.lint.suppress]]` has `files`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bpadocs.errors import Problem
from bpadocs.system.files import SETTINGS_LIMIT, read_inside
from bpadocs.system.saving import Change

_FILES = ("pyproject.toml", "bpadocs.toml")


def with_other_files(root: Path, paths: Mapping[str, str]) -> dict[str, Change]:
    """Return the settings in which these paths are others; patterns stay as they are."""
    changes: dict[str, Change] = {}
    for name in _FILES:
        before = read_inside(root, name, SETTINGS_LIMIT)
        if before is None:
            continue
        after = before
        for old, new in paths.items():
            for quote in (b'"', b"'"):
                written = quote + old.encode() + quote
                after = after.replace(written, quote + new.encode() + quote)
        if after != before:
            changes[name] = Change(before, after)
    return changes


def places_of(root: Path, path: str) -> Iterator[Problem]:
    """Yield each place where settings name this file."""
    for name in _FILES:
        text = (read_inside(root, name, SETTINGS_LIMIT) or b"").decode(
            "utf-8", "replace"
        )
        for found in re.finditer(rf"[\"']{re.escape(path)}[\"']", text):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            yield Problem(name, line, column, f"names {path}; remove that first")
