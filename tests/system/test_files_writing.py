"""Generated files: whole, untouched where nothing changed, gone where nothing makes them; and
nobody else's harmed.
"""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.system import files as output
from bpadocs.system.files import Owned

LIST = ".files"


def owned(folder: Path) -> Owned:
    return Owned(folder, ("docs",), LIST)


def bring(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Make the folder hold these, as a build does; what was removed."""
    owned(folder).begin(files, files, lambda: files)
    for name, content in files.items():
        output.write_file(folder / name, content)
    return owned(folder).end(files.keys())


def test_writes_and_leaves_alone_what_did_not_change(tmp_path: Path) -> None:
    first = output.write(tmp_path, {"docs/a.md": b"a", "docs/x/b.md": b"b"})
    assert first.changed == ("docs/a.md", "docs/x/b.md")
    os.utime(tmp_path / "docs/a.md", ns=(1, 1))
    second = output.write(tmp_path, {"docs/a.md": b"a", "docs/x/b.md": b"changed"})
    assert (second.changed, second.unchanged) == (("docs/x/b.md",), 1)
    assert (tmp_path / "docs/a.md").stat().st_mtime_ns == 1
    assert (tmp_path / "docs/x/b.md").read_bytes() == b"changed"


@pytest.mark.parametrize("name", ["docs/a.md", "docs/deep/a.md"])
def test_a_file_where_a_folder_must_be_is_told_and_left(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "docs").write_text("mine")
    with pytest.raises(
        BrokenInputError, match=r"^docs:1:1: is a file, and a folder must stand here"
    ):
        output.write(tmp_path, {"first.md": b"1", name: b"a"})
    assert (tmp_path / "docs").read_text() == "mine"
    assert not (tmp_path / "first.md").exists()


def test_a_folder_where_a_file_must_be_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "a.md/deep").mkdir(parents=True)
    with pytest.raises(
        BrokenInputError, match=r"^a.md:1:1: is a folder, and a file must stand here"
    ):
        output.write(tmp_path, {"first.md": b"1", "a.md": b"a"})
    assert (tmp_path / "a.md/deep").is_dir()
    assert not (tmp_path / "first.md").exists()


def test_removes_what_nothing_makes_and_empty_folders(tmp_path: Path) -> None:
    bring(tmp_path, {"docs/x/gone.md": b"a", "docs/y/stays.md": b"b"})
    removed = bring(tmp_path, {"docs/y/stays.md": b"b"})
    assert removed == ("docs/x/gone.md",)
    assert not (tmp_path / "docs/x").exists()
    assert (tmp_path / LIST).read_text() == "docs/y/stays.md\n"


def test_what_somebody_else_put_there_stays(tmp_path: Path) -> None:
    (tmp_path / "docs/api").mkdir(parents=True)
    (tmp_path / "docs/api/handbook.md").write_text("mine")
    assert bring(tmp_path, {"docs/api/a.md": b"a"}) == ()
    (tmp_path / "docs/api/notes.md").write_text("mine too")
    assert bring(tmp_path, {"docs/b.md": b"b"}) == ("docs/api/a.md",)
    assert sorted(path.name for path in (tmp_path / "docs/api").iterdir()) == [
        "handbook.md",
        "notes.md",
    ]


def test_every_file_that_would_be_overwritten_is_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/b.md").write_text("mine")
    (tmp_path / "docs/c.md").mkdir()
    with pytest.raises(BrokenInputError) as caught:
        bring(tmp_path, {"docs/a.md": b"a", "docs/b.md": b"b", "docs/c.md": b"c"})
    assert [str(problem) for problem in caught.value.problems] == [
        f"{tmp_path.name}/docs/b.md:1:1: was not written by bpa; move or remove it",
        f"{tmp_path.name}/docs/c.md:1:1: was not written by bpa; move or remove it",
    ]
    assert (tmp_path / "docs/b.md").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["b.md", "c.md", "docs"]


def test_a_file_that_holds_what_it_must_becomes_ours(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_bytes(b"a")
    bring(tmp_path, {"docs/a.md": b"a"})
    assert bring(tmp_path, {}) == ("docs/a.md",)


def test_the_list_is_written_before_the_files(tmp_path: Path) -> None:
    bring(tmp_path, {"docs/a.md": b"a"})
    owned(tmp_path).begin({"docs/b.md"}, {"docs/b.md"}, dict)
    # Here the run is killed.
    assert (tmp_path / LIST).read_text() == "docs/a.md\ndocs/b.md\n"
    assert bring(tmp_path, {"docs/c.md": b"c"}) == ("docs/a.md",)
    assert (tmp_path / LIST).read_text() == "docs/c.md\n"


HOSTILE = [
    "../outside.md",
    "docs/../outside.md",
    "/docs/a.md",
    "outside.md",
    "docs",
    "docs//a",
    "docs/./a",
    "other/a.md",
]


def test_no_line_of_the_list_leads_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    for name in (
        "build/docs/stays.md",
        "outside.md",
        "build/outside.md",
        "build/other/a.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine")
    lines = [
        *HOSTILE,
        str(tmp_path / "outside.md"),
        "<<<<<<< HEAD",
        "docs/\x1b",
        "docs\\stays.md",
        "",
    ]
    (folder / LIST).write_text("\n".join(lines))
    assert bring(folder, {"docs/a.md": b"a"}) == ()
    for name in (
        "build/docs/stays.md",
        "outside.md",
        "build/outside.md",
        "build/other/a.md",
    ):
        assert (tmp_path / name).read_text() == "mine", name
    assert (folder / LIST).read_text() == "docs/a.md\n"


@pytest.mark.parametrize("content", [b"\xff\xfe\n", b"docs/a.md\xff\n"])
def test_a_damaged_list_names_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LIST).write_bytes(content)
    assert bring(tmp_path, {"docs/b.md": b"b"}) == ()
    assert (tmp_path / LIST).read_text() == "docs/b.md\n"


@pytest.mark.parametrize("link", ["", "docs", "docs/x", "docs/x/y"])
def test_nothing_is_written_or_removed_behind_a_link(tmp_path: Path, link: str) -> None:
    folder, elsewhere = tmp_path / "build", tmp_path / "elsewhere"
    for name in ("docs/x/y/a.md", "x/y/a.md", "y/a.md", "a.md"):
        (elsewhere / name).parent.mkdir(parents=True, exist_ok=True)
        (elsewhere / name).write_text("mine")
    (folder / link).parent.mkdir(parents=True, exist_ok=True)
    (folder / link).symlink_to(elsewhere)
    (elsewhere / LIST).write_text("docs/x/y/a.md\n")
    if link:
        (folder / LIST).write_text("docs/x/y/a.md\n")
    with pytest.raises(BrokenInputError, match="is a symbolic link"):
        bring(folder, {"docs/x/y/b.md": b"b"})
    with pytest.raises(BrokenInputError, match="is a symbolic link"):
        owned(folder).end(set())
    found = sorted(
        path for path in elsewhere.rglob("*") if path.is_file() and path.name != LIST
    )
    assert [path.read_text() for path in found] == ["mine"] * 4


def test_a_link_at_the_place_of_a_file_of_ours_is_told_and_not_followed(
    tmp_path: Path,
) -> None:
    bring(tmp_path, {"docs/a.md": b"a"})
    (tmp_path / "precious.txt").write_text("mine")
    (tmp_path / "docs/a.md").unlink()
    (tmp_path / "docs/a.md").symlink_to(tmp_path / "precious.txt")
    with pytest.raises(BrokenInputError, match="was not written by bpa"):
        bring(tmp_path, {"docs/a.md": b"a"})
    assert (tmp_path / "precious.txt").read_text() == "mine"


def aside(process: int, number: int = 1) -> str:
    return f"{output.TEMPORARY}{process}-{number:08x}"


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    bring(tmp_path, {"docs/x/a.md": b"a"})
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    names = [
        f"{aside(dead.pid)}",
        f"docs/{aside(999_999_999)}",
        f"docs/x/{aside(dead.pid)}",
    ]
    for name in names:
        (tmp_path / name).write_text("half")
    assert bring(tmp_path, {"docs/x/a.md": b"a"}) == ()
    assert [name for name in names if (tmp_path / name).exists()] == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_killed_run_is_over_before_its_parent_asks_how_it_ended(
    tmp_path: Path,
) -> None:
    bring(tmp_path, {"docs/a.md": b"a"})
    killed = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)
    left = tmp_path / "docs" / aside(killed.pid)
    left.write_text("half")
    bring(tmp_path, {"docs/a.md": b"a"})
    assert not left.exists()
    killed.wait()


def test_a_running_process_keeps_its_files_and_they_count_for_nothing(
    tmp_path: Path,
) -> None:
    bring(tmp_path, {"docs/a.md": b"a"})
    alive = tmp_path / "docs" / aside(os.getppid())
    alive.write_text("half")
    assert bring(tmp_path, {"docs/a.md": b"a"}) == ()
    assert alive.exists()
    assert list(owned(tmp_path).differences({"docs/a.md": b"a"})) == []


def test_only_names_of_ours_are_leftovers(tmp_path: Path) -> None:
    bring(tmp_path, {"docs/a.md": b"a"})
    (tmp_path / "docs/.tmp-999999999-notes.md").write_text("mine")
    bring(tmp_path, {"docs/a.md": b"a"})
    assert (tmp_path / "docs/.tmp-999999999-notes.md").exists()


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


def test_a_link_under_the_name_that_is_written_aside_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "precious.txt").write_text("mine")
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / f"{output.TEMPORARY}{os.getpid()}-00000000").symlink_to(
        tmp_path / "precious.txt"
    )
    drawn = [b"\0\0\0\0", b"\0\0\0\1"]
    monkeypatch.setattr(os, "urandom", lambda _: drawn.pop(0))
    output.replace_file(folder / "a.yaml", b"new")
    assert (tmp_path / "precious.txt").read_text() == "mine"
    assert (folder / "a.yaml").read_bytes() == b"new"


def test_names_written_aside_are_short_and_never_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    replace = os.replace

    def replaced(one: str, other: str) -> None:
        seen.append(Path(one).name)
        replace(one, other)

    monkeypatch.setattr(os, "replace", replaced)
    for _ in range(2):
        output.replace_file(tmp_path / ("x" * 250), b"a")
    assert len(set(seen)) == 2
    assert all(len(name) < 40 for name in seen)


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o755, 0o666])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(mode)
    output.replace_file(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_bytes() == b"new"


def test_a_new_file_has_the_permissions_that_the_user_wants(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    output.replace_file(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_that_others_clear_away_meanwhile_is_written_again(
    tmp_path: Path,
) -> None:
    """As where two machines share a folder: neither knows which processes live on the other."""
    stop = threading.Event()
    left_to_clear = [0]

    def clear() -> None:
        while not stop.is_set():
            for path in tmp_path.glob(f"{output.TEMPORARY}*"):
                if left_to_clear[0]:
                    left_to_clear[0] -= 1
                    path.unlink(missing_ok=True)

    other = threading.Thread(target=clear)
    other.start()
    try:
        for number in range(300):
            left_to_clear[0] = 5
            output.replace_file(tmp_path / "a.md", b"%d" % number)
            assert (tmp_path / "a.md").read_bytes() == b"%d" % number
    finally:
        stop.set()
        other.join()


def test_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "file").write_bytes(b"x" * 3_000_000)
    assert output.read_file(tmp_path / "pipe") is None
    assert output.read_file(tmp_path / "zero") is None
    assert output.read_file(tmp_path) is None
    assert output.read_file(tmp_path / "link") == b"x" * 3_000_000
    assert output.read_file(tmp_path / "link", links=False) is None


def test_differences_are_unified_diffs(tmp_path: Path) -> None:
    bring(
        tmp_path,
        {"docs/same.md": b"s\n", "docs/old.md": b"one\ntwo\n", "docs/gone.md": b"g\n"},
    )
    (tmp_path / "docs/mine.md").write_text("mine")
    wanted = {"docs/same.md": b"s\n", "docs/old.md": b"one\n2\n", "docs/new.md": b"n\n"}
    found = dict(owned(tmp_path).differences(wanted))
    assert list(found) == ["docs/old.md", "docs/new.md", "docs/gone.md"]
    assert (
        found["docs/old.md"]
        == "--- a/docs/old.md\n+++ b/docs/old.md\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"
    )
    assert found["docs/new.md"].startswith("--- /dev/null\n+++ b/docs/new.md\n")
    assert found["docs/gone.md"].startswith("--- a/docs/gone.md\n+++ /dev/null\n")


def test_a_diff_names_a_missing_line_end() -> None:
    assert output.unified_diff("a", b"x", b"y\n").endswith(
        "-x\n\\ No newline at end of file\n+y\n"
    )


def test_a_diff_of_what_is_no_text_is_one_line() -> None:
    assert (
        output.unified_diff("a.mo", b"\xff", b"\xfe")
        == "Binary files a/a.mo and b/a.mo differ\n"
    )


def test_folders_are_made_below_the_root_and_no_root_is(tmp_path: Path) -> None:
    root = tmp_path / "project"
    with pytest.raises(FileNotFoundError):
        output.write_file(root / "build/docs/a.md", b"a", root)
    assert not root.exists()
    root.mkdir()
    assert output.write_file(root / "build/docs/a.md", b"a", root)
    assert (root / "build/docs/a.md").read_bytes() == b"a"
