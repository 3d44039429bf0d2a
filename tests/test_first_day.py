"""The first day of somebody who has never seen bpadocs: nothing they read has changed unread."""

import io
from pathlib import Path

import first_day
import pytest
from in_process import run_program


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said that day. `make first-day` starts each command as a process; here they share one."""
    folder = tmp_path / "rules"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name, value in first_day.ENVIRONMENT.items():
        monkeypatch.setenv(name, value)

    def run(line: str) -> tuple[int, str]:
        _, *words = line.split()
        written = io.BytesIO()
        # both streams into one, in the order in which they are written
        both = io.TextIOWrapper(written, encoding="utf-8", write_through=True)
        code = run_program(monkeypatch, words, both, both)
        return code, written.getvalue().decode().replace("\r\n", "\n")

    return first_day.play(run, folder)


def test_each_step_says_what_a_person_has_read(said: str) -> None:
    assert said == first_day.EXPECTED.read_text("utf-8"), (
        "read what is said, then: PYTHONPATH=tests python -m first_day --write"
    )
