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
# as msgctxt in PO, as id and name in XLIFF
_TEXT = re.compile(rb'(?<=")[^"#\n]{3,210}(?=#)')
_FILE = re.compile(rb'(?<=[\s"]rules/)[^"\s:]{3,210}(?=\.yaml[:"\s])')
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
    """Yield the files of the project that may be at the translators."""
    for folder, folders, names in os.walk(root):
        folders[:] = filter(_is_looked_into, folders)
        base = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in names:
            if not name.endswith(SUFFIXES):
                continue
            yield name if base == "." else f"{base}/{name}"


def _is_looked_into(folder: str) -> bool:
    return not folder.startswith(".") and folder not in _NOT_LOOKED_INTO


def _renewed(content: bytes, ids: Mapping[str, str]) -> bytes:
    """Return a file with other ids; everything else stays, byte for byte."""
    known = {old.encode(): new.encode() for old, new in ids.items()}

    def renewed(match: re.Match[bytes]) -> bytes:
        """Return the id of now in the place of one of before."""
        old = match[0]
        return known.get(old, old)

    content = _TEXT.sub(renewed, content)
    return _FILE.sub(renewed, content)
