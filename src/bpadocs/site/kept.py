"""What the site remembers from one run to the next: what its pages were made from, and digests.

    note  site        what the whole site was made from, and the files that no single rule has
    note  site rule   by rule: what its pages were made from, and their digests

The pages themselves are in the site's folder, where their digests tell whether they are whole.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from bpadocs.publish.cache import MadeFiles, file_digest, read_made_files
from bpadocs.system.cache import FOLDER, Cache, Entry
from bpadocs.system.files import leads_out
from bpadocs.system.installed import PACKAGE, digest_of_code
from bpadocs.system.processes import even_parts, in_processes, worth

SITE_NOTE: Final = "site"
PAGES_NOTE: Final = "site rule"
_DEPENDENCIES = ("babel", "jinja2", "markdown_it_py", "pygments")
"""Whose version may change a page."""
_WORTH_A_PROCESS = 500
"""How many files: the digests of fewer are made sooner than a process starts."""


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


def _damaged(folder: Path, files: Sequence[tuple[str, str, str]]) -> set[str]:
    """Return the names of which a file is not as it was written."""
    damaged: set[str] = set()
    for name, file, expected in files:
        if name not in damaged and file_digest(f"{folder}/{file}") != expected:
            damaged.add(name)
    return damaged


def _code() -> str:
    """Return a digest of all that makes pages besides the project."""
    return digest_of_code(_DEPENDENCIES, sorted(_sources()))


def _sources() -> Iterator[str]:
    for folder, folders, names in os.walk(PACKAGE):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        for name in names:
            yield f"{folder}/{name}"
