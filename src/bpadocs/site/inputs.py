"""What the site of a project is made from, on disk."""

import contextlib
import os
from pathlib import Path

from bpadocs.labels import LOCALES
from bpadocs.project import RULES
from bpadocs.settings import FILE

Stamp = tuple[str, int, int]
"""A file with its size and time."""


def folders_of(root: Path) -> list[Path]:
    """The folders that are there."""
    return [root / name for name in (RULES, LOCALES) if (root / name).is_dir()]


def stamps(root: Path) -> frozenset[Stamp]:
    """Every file."""
    walks = (os.walk(folder) for folder in folders_of(root))
    files = [os.path.join(path, name) for walk in walks for path, _, names in walk for name in names]
    found = set()
    for path in (str(root / FILE), *files):
        with contextlib.suppress(OSError):  # gone meanwhile
            status = os.stat(path)
            found.add((path, status.st_size, status.st_mtime_ns))
    return frozenset(found)
