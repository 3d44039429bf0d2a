"""What nobody expected: a line, and a file with the traceback."""

import stat
import tempfile
from pathlib import Path

import pytest

from bpadocs.system import bugs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv(bugs.DEBUG, raising=False)
    return tmp_path


def caught(message: str) -> Exception:
    try:
        raise LookupError(message)
    except LookupError as error:
        return error


def test_the_file_has_the_traceback_and_is_its_owners_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = bugs.report(caught("gone"))
    [file] = folder.iterdir()
    assert (
        line == f"a bug in bpadocs: LookupError('gone'); please report it with {file}"
    )
    text = file.read_text("utf-8")
    assert text.startswith("bpadocs ")
    assert "in caught\n" in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert capsys.readouterr().err == ""


def test_whoever_asks_for_it_sees_the_traceback_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(bugs.DEBUG, "1")
    bugs.report(caught("gone"))
    assert "in caught\n" in capsys.readouterr().err


def test_a_line_stays_a_line(folder: Path) -> None:
    line = bugs.report(caught("a\n::error::\x1b[2J\ud800" + "x" * 10_000))
    assert "\n" not in line
    assert "\x1b" not in line
    assert len(line) < 400


def test_without_a_place_for_the_file_there_is_still_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    line = bugs.report(caught("gone"))
    assert (
        line
        == "a bug in bpadocs: LookupError('gone'); please report it with what it says "
        "when BPADOCS_DEBUG=1 is set"
    )
