"""Where the files of a build stand below its folder."""

from pathlib import Path

from bpadocs.output import Owned

FOLDER = "build"
OWNED = ("docs", "messages")
"""The subfolders that a build fills."""


def folder(root: Path) -> Path:
    """Where a build writes."""
    return root / FOLDER


def owned(folder: Path) -> Owned:
    """What a build has to itself of a build folder."""
    return Owned(folder, OWNED, ".bpadocs-files")


def page_path(locale: str, product: str, page: str) -> str:
    return f"docs/{locale}/{product}/{page}.md"


def contents_paths(locale: str) -> tuple[str, str]:
    """The index page and the table of contents of one language."""
    return f"docs/{locale}/index.md", f"docs/{locale}/toc.yml"


def catalog_path(name: str) -> str:
    """A catalog, by its path among the messages."""
    return f"messages/{name}"
