"""The small project whose outputs stand in the reference as examples."""

import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

from bpadocs.cli import main

FOLDER = Path(__file__).parents[1] / "fixtures" / "reference"
RULE = "rules/dhcp-server/free-addresses.yaml"
CHECK = "numbers"
"""The check whose finding is shown."""


@contextmanager
def sample() -> Iterator[Path]:
    """Give a copy of the project, to be built in."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "project"
        shutil.copytree(FOLDER, root)
        yield root


@cache
def built() -> Mapping[str, bytes]:
    """Return every file of the messages, by its path below build/messages/."""
    with sample() as root:
        printed(root, "build")
        folder = root / "build" / "messages"
        files = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                files[path.relative_to(folder).as_posix()] = path.read_bytes()
        return files


@cache
def found(form: str, *words: str) -> str:
    """Return the one finding in this format."""
    with sample() as root:
        lint = ("lint", "--select", CHECK, "--no-cache", "--quiet", "--color", "never")
        return printed(root, *lint, "--format", form, *words)


@cache
def status() -> str:
    """Return what `bpa status --format json` prints."""
    with sample() as root:
        return printed(root, "status", "--format", "json")


@cache
def site_status() -> str:
    """Return the file status.json of the site."""
    with sample() as root:
        printed(root, "site")
        return (root / "build" / "site" / "status.json").read_text("utf-8")


def printed(root: Path, command: str, *words: str) -> str:
    """Return what a command prints in the project, with its folder as /home/me/rules."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        main([command, *words, "--project", str(root)])
    return out.getvalue().replace(str(root), "/home/me/rules")
