"""What is installed: the code of this package, and what is beside it."""

import os
import sys
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from bpadocs.system.cache import digest
from bpadocs.system.files import read_file

PACKAGE: Final = str(Path(__file__).parents[1])
"""The folder of this package."""


def digest_of_code(
    projects: Collection[str], files: Iterable[str], *more: str | bytes
) -> str:
    """Return a digest of the versions of these projects, and of these files of our own.

    It is the same on every machine: of a file's path, which differs, only the name goes into it.
    """
    pieces = [*more]
    for project, version in sorted(versions(projects).items()):
        pieces.append(f"{project} {version}")
    return digest(*pieces, _digest_of_files(tuple(files)))


@cache
def _digest_of_files(files: tuple[str, ...]) -> str:
    """Return a digest of files of our own, as they were when it was first asked for.

    A process goes on with the code that it has loaded, whatever is installed while an editor or
    `bpa serve` runs; and there are hundreds of them.
    """
    pieces: list[str | bytes] = []
    for file in files:
        pieces += [os.path.basename(file), read_file(file) or b""]
    return digest(*pieces)


def versions(projects: Collection[str]) -> dict[str, str]:
    """Return the installed versions of these projects, whose names are in small letters.

    They are read from the names of their folders: importlib.metadata takes longer than a build of
    what has not changed.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if not name.endswith(".dist-info"):
                continue
            project, _, version = name.removesuffix(".dist-info").partition("-")
            if project.lower() in projects:
                found.setdefault(project.lower(), version)
    return found
