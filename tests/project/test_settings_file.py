"""Which file has the settings, and where in it each stands."""

import time
from pathlib import Path

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.project.settings_file import (
    OWN,
    PYPROJECT,
    has_settings,
    read_table,
    setting_place,
    settings_file,
)


def test_a_file_of_its_own_goes_first(tmp_path: Path) -> None:
    assert settings_file(tmp_path) is PYPROJECT
    assert not has_settings(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert not has_settings(tmp_path)
    (tmp_path / "bpadocs.toml").write_text("")
    assert settings_file(tmp_path) is OWN
    assert has_settings(tmp_path)


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("[tool.bpadocs]", True),
        ("  [ tool . bpadocs.lint ]", True),
        ("[[tool.bpadocs.lint.suppress]]", True),
        ("[tool]\nbpadocs = { locales = { en = 'en-us' } }", True),
        ("[tool]\nbpadocs.out = 'public'", True),
        ('["tool"."bpadocs"]', True),
        ("[tool.bpadocsx]", False),
        ("# [tool.bpadocs]", False),
    ],
)
def test_pyproject_has_settings_where_it_has_a_table_of_ours(
    tmp_path: Path, header: str, ours: bool
) -> None:
    (tmp_path / "pyproject.toml").write_text(f"a = 1\n{header}\n")
    assert has_settings(tmp_path) is ours


def test_two_files_of_settings_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "bpadocs.toml").write_text("")
    other = tmp_path / "pyproject.toml"
    other.write_text("[tool.ruff]\n")
    assert read_table(tmp_path).table == {}
    other.write_text("[tool.ruff]\n\n[tool.bpadocs.locales]\nen = 'en-us'\n")
    with pytest.raises(
        BrokenInputError, match=r"^pyproject.toml:3:1: the settings are"
    ):
        read_table(tmp_path)


def test_a_pyproject_that_is_not_ours_takes_no_time_whatever_is_in_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "bpadocs.toml").write_text("")
    deep = ".".join("a" * 30_000)
    (tmp_path / "pyproject.toml").write_text(f"[{deep}]\n" + "b = 1\n" * 30_000)
    before = time.process_time()
    assert read_table(tmp_path).table == {}
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("bpadocs.toml", '[lint]\nenable = [\n  "length",\n]\n', (3, 3)),
        ("bpadocs.toml", 'lint.enable = ["length"]\n', (1, 16)),
        ("bpadocs.toml", "", (1, 1)),
        ("pyproject.toml", '[tool.bpadocs.lint]\nenable = ["length"]\n', (2, 11)),
        ("pyproject.toml", '[lint]\nenable = ["length"]\n', (1, 1)),
    ],
)
def test_the_place_of_a_setting(
    tmp_path: Path, name: str, text: str, place: tuple[int, int]
) -> None:
    (tmp_path / name).write_text(text)
    found = setting_place(tmp_path, "lint", "enable", "length")
    assert found.file.name == name
    assert (found.line, found.column) == place


def test_tables_are_called_as_they_are_written() -> None:
    assert OWN.table("lint") == "[lint]"
    assert PYPROJECT.table("lint") == "[tool.bpadocs.lint]"
