"""Files that are out with translators, in which texts go by the ids of rules.

An import finds a rule by its former ids too. That such files are renewed as well keeps them
readable, and keeps them right when an alias is removed.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bpadocs.system.files import EXCHANGE_LIMIT, read_given, regular
from bpadocs.system.saving import Change

SUFFIXES = (".po", ".pot", ".xlf", ".xliff")
_NOT_LOOKED_INTO = frozenset(
    {"build", "dist", "locales", "node_modules", "rules", "site-packages", "venv"}
)
"""Folders in which nothing is that `bpa po` or `bpa xliff` has written."""


def found_in(root: Path, ids: Mapping[str, str]) -> dict[str, Change]:
    """Return the files of the project in which texts go by one of these ids, and their new text."""
    changes: dict[str, Change] = {}
    for path in sorted(_exchange_files(root)):
        before = regular(root / path, EXCHANGE_LIMIT)
        if before is None:
            continue
        after = _renewed(before, ids)
        if after != before:
            changes[path] = Change(before, after)
    return changes


def named(files: Iterable[Path], ids: Mapping[str, str]) -> dict[Path, Change]:
    """Return the same of files that were named. Raises BrokenInputError for one not to be read."""
    changes: dict[Path, Change] = {}
    for file in files:
        before = read_given(file, EXCHANGE_LIMIT)
        after = _renewed(before, ids)
        if after != before:
            changes[file.resolve()] = Change(before, after)
    return changes


def _exchange_files(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        kept = []
        for name in folders:
            if not name.startswith(".") and name not in _NOT_LOOKED_INTO:
                kept.append(name)
        folders[:] = kept
        base = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in names:
            if name.endswith(SUFFIXES):
                yield name if base == "." else f"{base}/{name}"


def _renewed(content: bytes, ids: Mapping[str, str]) -> bytes:
    """Return a file with other ids; everything else stays, byte for byte."""
    for old, new in ids.items():
        # as msgctxt in PO, as id and name in XLIFF
        text_of = re.compile(rb'(?<=")' + re.escape(old.encode()) + rb"(?=#)")
        content = text_of.sub(new.encode().replace(b"\\", b"\\\\"), content)
        file = re.escape(f"rules/{old}.yaml".encode())
        path = re.compile(rb"(?<![\w./-])" + file + rb"(?=[:\"\s])")
        content = path.sub(f"rules/{new}.yaml".encode(), content)
    return content
