"""The first day of somebody who has never seen bpadocs: nothing they read has changed unread."""

import os
import subprocess
import sys
from pathlib import Path

import first_day
import pytest


@pytest.fixture
def said(tmp_path: Path) -> str:
    folder = tmp_path / "rules"
    folder.mkdir()

    def run(line: str) -> tuple[int, str]:
        _, *words = line.split()
        done = subprocess.run(
            [sys.executable, "-m", "bpadocs", *words],
            cwd=folder,
            env={**os.environ, **first_day.ENVIRONMENT},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode().replace("\r\n", "\n")

    return first_day.play(run, folder)


def test_each_step_says_what_a_person_has_read(said: str) -> None:
    assert said == first_day.EXPECTED.read_text("utf-8"), (
        "read what is said, then: PYTHONPATH=tests python -m first_day --write"
    )
