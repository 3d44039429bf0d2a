"""What the site remembers from one run to the next: what pages were made from, and their traces.

    note  site        what the whole site was made from, and the files that no single rule has
    note  site rule   by rule: what its pages were made from, and their traces

The pages themselves are in the site's folder, where their traces tell whether they are whole.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from bpadocs.publish.cache import MadeFiles, file_digest, read_made_files
from bpadocs.system.cache import FOLDER, Cache, Entry
from bpadocs.system.files import leads_out
from bpadocs.system.installed import PACKAGE, digest_of_code
from bpadocs.system.processes import even_parts, in_processes, worth

SITE: Final = "site"
"""The site's folder below build/; it holds nothing else."""

SITE_NOTE: Final = "site"
PAGES_NOTE: Final = "site rule"
_DEPENDENCIES = ("babel", "jinja2", "markdown_it_py", "pygments")
"""Whose version may change a page."""
_WORTH_A_PROCESS = 5_000
"""How many files: fewer are looked at sooner than a process starts."""


class KeptSite:
    """What the cache has of the site of one project."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._folder = folder
        self._cache: Cache | None = None
        if not leads_out(root, f"{folder.name}/{FOLDER}"):
            self._cache = Cache(folder, f"site 2 {_code()}")
        self.whole = self._read(SITE_NOTE).get(SITE_NOTE)
        self.rules = self._read(PAGES_NOTE)

    def _read(self, kind: str) -> dict[str, MadeFiles]:
        found: dict[str, MadeFiles] = {}
        notes = self._cache.notes(kind) if self._cache else {}
        for name, content in notes.items():
            made = read_made_files(content)
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
                notes.append((PAGES_NOTE, name, made.encoded()))
        for name in self.rules:
            if name not in rules:
                gone.append((PAGES_NOTE, name))
        if whole is None:
            gone.append((SITE_NOTE, SITE_NOTE))
        elif whole != self.whole:
            notes.append((SITE_NOTE, SITE_NOTE, whole.encoded()))
        if notes or gone:
            self._cache.write(notes, (), gone)
        self.whole, self.rules = whole, dict(rules)


def trace(path: Path | str, digest: str) -> str:
    """Return what tells whether a file that was written is whole: digest, size and time."""
    return f"{digest} {_stamp(path)}"


def _stamp(path: Path | str) -> str:
    """Return size and time of a regular file; empty for anything else."""
    try:
        status = os.lstat(path)
    except OSError:
        return ""
    if not stat.S_ISREG(status.st_mode):
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"


def _damaged(folder: Path, files: Sequence[tuple[str, str, str]]) -> set[str]:
    """Return the names of which a file is not as it was written."""
    damaged: set[str] = set()
    for name, file, expected in files:
        if name not in damaged and not _is_whole(f"{folder}/{file}", expected):
            damaged.add(name)
    return damaged


def _is_whole(path: str, expected: str) -> bool:
    """Tell whether a file is as it was written.

    Nobody has touched one of the same size and time. Of any other, such as a copy, the content
    decides.
    """
    content, _, stamp = expected.partition(" ")
    if stamp and _stamp(path) == stamp:
        return True
    return file_digest(path) == content


def _code() -> str:
    """Return a digest of all that makes pages besides the project."""
    return digest_of_code(_DEPENDENCIES, sorted(_sources()))


def _sources() -> Iterator[str]:
    for folder, folders, names in os.walk(PACKAGE):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        for name in names:
            yield f"{folder}/{name}"
