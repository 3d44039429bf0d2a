"""Which browser is opened, by programs that stand in the place of one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import bpadocs

SRC = Path(bpadocs.__file__).parents[1]
ADDRESS = "http://127.0.0.1:8000/fr-fr/status.html"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="its browsers are sh scripts")


def opened(tmp_path: Path, name: str, **variables: str) -> tuple[str, str]:
    """Whether a browser of this name was opened, as was answered, and what it was given."""
    program = tmp_path / name
    note = tmp_path / "note"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {note}\n', "utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from bpadocs.system.browser import open_in_browser as show; "
            f"print(show({ADDRESS!r}))",
        ],
        env={"PATH": f"{tmp_path}", "PYTHONPATH": str(SRC), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip(), note.read_text("utf-8") if note.exists() else ""


def test_the_browser_that_the_user_names_is_opened(tmp_path: Path) -> None:
    browser = str(tmp_path / "mine")
    assert opened(tmp_path, "mine", BROWSER=browser) == ("True", ADDRESS)


def test_a_browser_of_the_terminal_is_opened_only_by_its_name(tmp_path: Path) -> None:
    assert opened(tmp_path, "w3m", TERM="xterm") == ("False", "")
    assert opened(tmp_path, "w3m", TERM="xterm", BROWSER="w3m") == ("True", ADDRESS)


@pytest.mark.parametrize(
    "variables", [{}, {"BROWSER": "/no/such/browser"}, {"BROWSER": "'%s"}]
)
def test_where_there_is_none_that_is_the_answer(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    assert opened(tmp_path, "unknown-program", **variables) == ("False", "")
