"""How a report names files: as its reader looks for them."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from bpadocs.lint.findings import Finding
from bpadocs.system import git
from bpadocs.system.files import from_here

Naming = Callable[[str], str]

OF_REPOSITORY = ("github", "gitlab", "junit", "sarif")
"""The formats whose readers look for files from the folder of the repository."""


def naming(form: str, base: Path) -> Naming:
    """Return how a format names the files that findings name from the folder `base`.

    Services of CI look for them from the repository's folder, people and terminals from where they
    stand. JSON keeps the names: a program that reads it is to find the same wherever it runs.
    """
    here = Path.cwd()
    if form in OF_REPOSITORY:
        return _from(base, git.top_of(base) or here, outside=False)
    if form == "text":
        # From a folder of the project, “../” leads to its files; from elsewhere it leads astray.
        return _from(base, here, outside=here.is_relative_to(base))
    return str


def _from(base: Path, folder: Path, *, outside: bool) -> Naming:
    """Return the naming from a folder; a file not below it keeps its name, unless `outside`."""
    if base == folder:
        return str

    def name(file: str) -> str:
        """Return the name of a file from the folder."""
        full = os.path.abspath(base / file)
        if not outside and not Path(full).is_relative_to(folder):
            return file
        return from_here(full, folder).as_posix()

    return cache(name)


def renamed(findings: Iterable[Finding], where: Naming) -> Sequence[Finding]:
    """Return findings whose files have the names that `where` gives them."""
    found = []
    for finding in findings:
        if where(finding.file) == finding.file and not finding.elsewhere:
            found.append(finding)
            continue
        found.append(
            replace(
                finding,
                file=where(finding.file),
                also=tuple(renamed(finding.also, where)),
                elsewhere=tuple(renamed(finding.elsewhere, where)),
            )
        )
    return found
