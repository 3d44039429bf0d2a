"""What is installed beside this package."""

import os
import sys
from collections.abc import Collection


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
