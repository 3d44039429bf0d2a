"""What the site remembers from one run to the next: what its pages were made from, and digests.

    note  site        what the whole site was made from, and the files that no single rule has
    note  site rule   by rule: what its pages were made from, and their digests

The pages themselves are in the site's folder, where their digests tell whether they are whole.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from bpadocs.system.cache import FOLDER, Cache, Entry, digest
from bpadocs.system.files import leads_out, read_file
from bpadocs.system.installed import versions
from bpadocs.system.processes import even_parts, in_processes, worth

SITE_NOTE: Final = "site"
PAGES_NOTE: Final = "site rule"
_DEPENDENCIES = ("babel", "jinja2", "markdown-it-py", "markdown_it_py", "pygments")
"""Whose version may change a page."""
_WORTH_A_PROCESS = 500
"""How many files: the digests of fewer are made sooner than a process starts."""
_PACKAGE = str(Path(__file__).parents[1])

Digests = Mapping[str, str]
"""By the name of a file, that of its content."""


class MadeFiles(NamedTuple):
    """Files that were made from the same, and a digest of what that is."""

    key: str
    files: Digests


class KeptSite:
    """What the cache has of the site of one project."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._folder = folder
        self._cache: Cache | None = None
        if not leads_out(root, f"{folder.name}/{FOLDER}"):
            self._cache = Cache(folder, f"site 1 {_code()}")
        self.whole = self._read(SITE_NOTE).get(SITE_NOTE)
        self.rules = self._read(PAGES_NOTE)

    def _read(self, kind: str) -> dict[str, MadeFiles]:
        found: dict[str, MadeFiles] = {}
        notes = self._cache.notes(kind) if self._cache else {}
        for name, content in notes.items():
            made = _made(content)
            if made is not None:
                found[name] = made
        return found

    def intact(self, made: Mapping[str, MadeFiles]) -> set[str]:
        """Return the names of what was made, of which every file is as it was written."""
        files = [
            (name, file, own)
            for name, one in made.items()
            for file, own in one.files.items()
        ]
        count = worth(len(files), _WORTH_A_PROCESS)
        parts = even_parts(files, count)
        jobs = [partial(_damaged, self._folder, part) for part in parts]
        damaged: set[str] = set()
        for found in in_processes(jobs, count):
            damaged |= found
        return set(made) - damaged

    def keep(self, whole: MadeFiles | None, rules: Mapping[str, MadeFiles]) -> None:
        """Remember this, and forget what is not in it."""
        if self._cache is None:
            return
        notes: list[Entry] = []
        gone: list[tuple[str, str]] = []
        for name, made in rules.items():
            if self.rules.get(name) != made:
                notes.append((PAGES_NOTE, name, _encoded(made)))
        for name in self.rules:
            if name not in rules:
                gone.append((PAGES_NOTE, name))
        if whole is None:
            gone.append((SITE_NOTE, SITE_NOTE))
        elif whole != self.whole:
            notes.append((SITE_NOTE, SITE_NOTE, _encoded(whole)))
        if notes or gone:
            self._cache.write(notes, (), gone)
        self.whole, self.rules = whole, dict(rules)


def _damaged(folder: Path, files: Sequence[tuple[str, str, str]]) -> set[str]:
    """Return the names of which a file is not as it was written."""
    damaged: set[str] = set()
    for name, file, expected in files:
        if name not in damaged and _digest(f"{folder}/{file}") != expected:
            damaged.add(name)
    return damaged


def _digest(path: str) -> str:
    try:
        content = read_file(path, links=False)
    except OSError:
        return ""
    if content is None:
        return ""
    return digest(content)


def _encoded(made: MadeFiles) -> bytes:
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def _made(content: bytes) -> MadeFiles | None:
    """Read a note; None where it is no such note."""
    try:
        data: Any = json.loads(content)
    except (ValueError, RecursionError):
        return None
    match data:
        case [str(key), dict(files)] if all(map(_is_text, files.values())):
            return MadeFiles(key, files)
    return None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _code() -> str:
    """Return a digest of all that makes pages besides the project."""
    pieces = [
        f"{name} {version}".encode()
        for name, version in sorted(versions(_DEPENDENCIES).items())
    ]
    for path in sorted(_sources()):
        pieces += [path.encode(), read_file(f"{_PACKAGE}/{path}") or b""]
    return digest(*pieces)


def _sources() -> Iterator[str]:
    for folder, folders, names in os.walk(_PACKAGE):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        for name in names:
            yield os.path.relpath(f"{folder}/{name}", _PACKAGE)
