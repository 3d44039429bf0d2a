"""Generated files: whole, untouched where nothing changed, gone where nothing makes them."""

import os
from pathlib import Path

import pytest

from bpadocs import output


def test_writes_and_leaves_alone_what_did_not_change(tmp_path: Path) -> None:
    first = output.write(tmp_path, {"docs/a.md": b"a", "docs/x/b.md": b"b"}, ("docs",))
    assert first.changed == ("docs/a.md", "docs/x/b.md")
    os.utime(tmp_path / "docs/a.md", ns=(1, 1))
    second = output.write(tmp_path, {"docs/a.md": b"a", "docs/x/b.md": b"changed"}, ("docs",))
    assert (second.changed, second.unchanged, second.removed) == (("docs/x/b.md",), 1, ())
    assert (tmp_path / "docs/a.md").stat().st_mtime_ns == 1
    assert (tmp_path / "docs/x/b.md").read_bytes() == b"changed"


def test_removes_what_nothing_makes_and_empty_folders(tmp_path: Path) -> None:
    output.write(tmp_path, {"docs/x/gone.md": b"a", "docs/y/stays.md": b"b"}, ("docs",))
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("mine")
    written = output.write(tmp_path, {"docs/y/stays.md": b"b"}, ("docs",))
    assert written.removed == ("docs/x/gone.md",)
    assert not (tmp_path / "docs/x").exists()
    assert (tmp_path / "other/mine.txt").exists()


def test_a_file_where_a_folder_must_be_gives_way(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file")
    output.write(tmp_path, {"docs/a.md": b"a"}, ("docs",))
    assert (tmp_path / "docs/a.md").read_bytes() == b"a"


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    dead = tmp_path / "docs" / f"{output.TEMPORARY}999999999-a.md"
    dead.write_text("half")
    written = output.write(tmp_path, {"docs/a.md": b"a"}, ("docs",))
    assert not dead.exists()
    assert written.removed == ()


def test_a_running_builds_files_are_left(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    alive = tmp_path / "docs" / f"{output.TEMPORARY}{os.getppid()}-a.md"
    alive.write_text("half")
    output.write(tmp_path, {"docs/a.md": b"a"}, ("docs",))
    assert alive.exists()


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        output.replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_differences_are_unified_diffs(tmp_path: Path) -> None:
    output.write(tmp_path, {"docs/same.md": b"s\n", "docs/old.md": b"one\ntwo\n", "docs/gone.md": b"g\n"}, ("docs",))
    wanted = {"docs/same.md": b"s\n", "docs/old.md": b"one\n2\n", "docs/new.md": b"n\n"}
    found = dict(output.differences(tmp_path, wanted, ("docs",)))
    assert list(found) == ["docs/old.md", "docs/new.md", "docs/gone.md"]
    assert found["docs/old.md"] == "--- a/docs/old.md\n+++ b/docs/old.md\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"
    assert found["docs/new.md"].startswith("--- /dev/null\n+++ b/docs/new.md\n")
    assert found["docs/gone.md"].startswith("--- a/docs/gone.md\n+++ /dev/null\n")


def test_a_diff_names_a_missing_line_end() -> None:
    assert output.unified_diff("a", b"x", b"y\n").endswith("-x\n\\ No newline at end of file\n+y\n")


def test_a_diff_of_what_is_no_text_is_one_line() -> None:
    assert output.unified_diff("a.mo", b"\xff", b"\xfe") == "Binary files a/a.mo and b/a.mo differ\n"
