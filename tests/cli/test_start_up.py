"""What a command loads before it does something: time that is paid at every call."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from projects import RULE, write_project

HEAVY = (
    "babel",
    "jinja2",
    "markdown_it",
    "rich",
    "rapidfuzz",
    "lxml",
    "pygments",
    "multiprocessing",
)


def loaded(folder: Path, *words: str) -> set[str]:
    """The heavy packages that a command has loaded when it ends."""
    code = f"""
import sys
from bpadocs.cli import main
try:
    main({list(words)!r})
except SystemExit:
    pass
print("loaded:", *(name for name in {HEAVY!r} if name in sys.modules))
"""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].removeprefix("loaded:").split())


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["build", "--help"], ["help"], ["help", "build"]],
)
def test_help_loads_nothing_heavy(tmp_path: Path, words: list[str]) -> None:
    assert loaded(tmp_path, *words) == set()


def test_a_build_loads_what_it_needs_and_nothing_when_nothing_changed(
    tmp_path: Path,
) -> None:
    write_project(tmp_path, {"backups": RULE})
    # Babel too where there is one processor; where there are more, it is loaded in a process
    # beside.
    assert {"jinja2"} <= loaded(tmp_path, "build") <= {"jinja2", "babel"}
    assert loaded(tmp_path, "build") == set()
