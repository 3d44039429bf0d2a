"""Which version of CLDR a build was made with.

It is noted beside what is built, not in it: what CLDR says of a language is the same in most
versions, and then so are the files.
"""

from pathlib import Path

from bpadocs.system.files import read_file, write_file

NAME = ".bpadocs-cldr"


def note(folder: Path, version: str) -> None:
    """Note the version of CLDR that the catalogs of this build folder were made with."""
    write_file(folder / NAME, f"{version}\n".encode())


def noted(folder: Path) -> str:
    """Return the version that is noted; empty where none is."""
    content = read_file(folder / NAME, links=False) or b""
    return content.decode("ascii", "replace").strip()
