"""Settings that name a rule's file: `[[tool.bpadocs.lint.suppress]]` has `files`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bpadocs.errors import Problem
from bpadocs.system.files import SETTINGS_LIMIT, read_inside
from bpadocs.system.saving import Change

_FILES = ("pyproject.toml", "bpadocs.toml")
_QUOTES = ('"', "'")


def with_other_files(root: Path, paths: Mapping[str, str]) -> dict[str, Change]:
    """Return the settings in which these paths are others; patterns stay as they are."""
    changes: dict[str, Change] = {}
    for name in _FILES:
        before = read_inside(root, name, SETTINGS_LIMIT)
        if before is None:
            continue
        after = before
        for old, new in paths.items():
            after = _replaced(after, old, new)
        if after != before:
            changes[name] = Change(before, after)
    return changes


def _replaced(content: bytes, old: str, new: str) -> bytes:
    """Return settings with another path in the place of this one, where it stands in quotes."""
    for quote in _QUOTES:
        old_word = f"{quote}{old}{quote}"
        new_word = f"{quote}{new}{quote}"
        content = content.replace(old_word.encode(), new_word.encode())
    return content


def places_of(root: Path, path: str) -> Iterator[Problem]:
    """Yield each place where settings name this file."""
    word = re.compile(rf"[\"']{re.escape(path)}[\"']")
    message = f"names {path}; remove that first"
    for name in _FILES:
        content = read_inside(root, name, SETTINGS_LIMIT) or b""
        text = content.decode("utf-8", "replace")
        for found in word.finditer(text):
            start = found.start()
            line = text.count("\n", 0, start) + 1
            column = start - text.rfind("\n", 0, start)
            yield Problem(name, line, column, message)
