"""A program is one that the user has, never one that a project brings along."""

import os
from pathlib import Path

import pytest

from bpadocs.system.programs import where_is


def program(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    path.chmod(0o755)
    return path


def test_the_first_on_the_path_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, folders)))
    assert where_is("less") is None
    second = program(folders[1] / "less")
    assert where_is("less") == str(second)
    first = program(folders[0] / "less")
    assert where_is("less") == str(first)
    first.chmod(0o644)
    assert where_is("less") == str(second)


def test_one_in_the_folder_at_hand_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "less")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", "."]))
    assert where_is("less") is None
