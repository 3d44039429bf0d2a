"""What the site of a project is made from, on disk."""

import contextlib
import os
from pathlib import Path

from bpadocs.errors import BrokenInputError
from bpadocs.project.own_languages import LANGUAGES
from bpadocs.project.settings_file import FILES, read_table
from bpadocs.project.tree import RULES
from bpadocs.words.labels import LOCALES

Stamp = tuple[str, int, int]
"""A file's path, size and time."""


def folders_of(root: Path) -> list[Path]:
    """Return the folders with what people write, as far as they are there."""
    names = (RULES, LOCALES, LANGUAGES)
    return [root / name for name in names if (root / name).is_dir()]


def settings_of(root: Path) -> list[str]:
    """Return the files of settings, and the template of pages that they name."""
    files = list(FILES)
    with contextlib.suppress(BrokenInputError, OSError):
        template = read_table(root).table.get("template")
        if isinstance(template, str):
            files.append(template)
    return files


def stamps(root: Path) -> frozenset[Stamp]:
    """Return the stamp of every file that the site is made from."""
    files = [str(root / name) for name in settings_of(root)]
    for folder in folders_of(root):
        for path, _, names in os.walk(folder):
            files += [os.path.join(path, name) for name in names]
    found = set()
    for path in files:
        # it may be gone meanwhile
        with contextlib.suppress(OSError):
            status = os.stat(path)
            found.add((path, status.st_size, status.st_mtime_ns))
    return frozenset(found)
