"""What built the outputs besides the project: this package and what it builds with."""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bpadocs.output import read_file

DEPENDENCIES = ("babel", "jinja2", "pyyaml")
"""Whose version may change what is built."""

_PACKAGE = str(Path(__file__).parents[1])
_PARTS = (".", "publish", "messages", "pages", "reading", "yamltext")


def engine() -> str:
    """A digest that changes with the code, its template, Python, and the version of any dependency of a build."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for name, version in sorted(versions().items()):
        digest.update(f"{name} {version}\n".encode())
    for path in sources():
        digest.update(read_file(path) or b"")
    return digest.hexdigest()


def sources() -> Iterator[str]:
    """The files of this package that have a part in a build."""
    for part in _PARTS:
        folder = f"{_PACKAGE}/{part}"
        yield from (f"{folder}/{name}" for name in sorted(os.listdir(folder)) if name.endswith((".py", ".j2")))


def versions() -> dict[str, str]:
    """The installed versions, by the names of their folders: importlib.metadata takes longer than a warm build."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                project, _, version = name.removesuffix(".dist-info").partition("-")
                if project.lower() in DEPENDENCIES:
                    found.setdefault(project.lower(), version)
    return found
