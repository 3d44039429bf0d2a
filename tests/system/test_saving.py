"""What people write is replaced whole or not at all, and only where it is still what the change was
made from.
"""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.system.saving import Change, Saved, alone, save, since, snapshot

POSIX = pytest.mark.skipif(
    os.name == "nt", reason="modes, links and locks of a POSIX file system"
)


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def never() -> None:
    raise AssertionError("there is nobody to wait for")


def test_files_are_written_with_their_folders_and_those_that_are_the_same_are_left(
    tmp_path: Path,
) -> None:
    (tmp_path / "same").write_bytes(b"x")
    os.utime(tmp_path / "same", ns=(1, 1))
    changes = {"rules/a/b.yaml": Change(None, b"new"), "same": Change(b"x", b"x")}
    assert save(tmp_path, changes) == Saved(("rules/a/b.yaml",), (), ())
    assert tree(tmp_path) == {"rules/a/b.yaml": b"new", "same": b"x"}
    assert (tmp_path / "same").stat().st_mtime_ns == 1


def test_what_has_changed_since_it_was_read_is_left_and_the_others_are_written(
    tmp_path: Path,
) -> None:
    for name in ("edited", "gone", "good"):
        (tmp_path / name).write_bytes(b"old")
    changes = {name: Change(b"old", b"ours") for name in ("edited", "gone", "good")} | {
        "made": Change(None, b"ours")
    }
    (tmp_path / "edited").write_bytes(b"theirs")
    (tmp_path / "gone").unlink()
    (tmp_path / "made").write_bytes(b"theirs")
    saved = save(tmp_path, changes)
    assert saved.written == ("good",)
    assert [str(problem) for problem in saved.refused] == [
        "edited:1:1: has changed since it was read; it is left as it is, so run this again",
        "gone:1:1: is gone since it was read; it is left as it is, so run this again",
        "made:1:1: has changed since it was read; it is left as it is, so run this again",
    ]
    assert tree(tmp_path) == {"edited": b"theirs", "good": b"ours", "made": b"theirs"}


def test_a_file_that_has_changed_is_made_again_from_what_it_is_now(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").write_bytes(b"theirs")
    saved = save(
        tmp_path,
        {"a": Change(b"old", b"old, mended")},
        lambda _, now: now + b", mended",
    )
    assert (saved.written, saved.refused) == (("a",), ())
    assert (tmp_path / "a").read_bytes() == b"theirs, mended"


def test_an_edit_between_two_looks_is_found_by_the_second(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")

    def again(_: str, now: bytes) -> bytes:
        if now != b"3":
            (tmp_path / "a").write_bytes(b"3")  # as an editor would, just now
        return now + b", mended"

    assert save(tmp_path, {"a": Change(b"0", b"0, mended")}, again).written == ("a",)
    assert (tmp_path / "a").read_bytes() == b"3, mended"


def test_a_file_that_never_rests_is_left_to_whoever_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0")

    def again(_: str, now: bytes) -> bytes:
        (tmp_path / "a").write_bytes(now + b"1")
        return now + b", mended"

    [refused] = save(tmp_path, {"a": Change(b"", b"mended")}, again).refused
    assert refused.message.startswith("changes again and again")
    assert list(tree(tmp_path)) == ["a"]
    assert set((tmp_path / "a").read_bytes()) == set(b"01")


def test_what_cannot_be_made_again_is_said_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"theirs")

    def again(name: str, _: bytes) -> bytes:
        raise BrokenInputError([Problem(name, 3, 7, "a tab")])

    [refused] = save(tmp_path, {"a": Change(b"old", b"ours")}, again).refused
    assert (
        str(refused)
        == "a:3:7: has changed since it was read, and is left as it is: a tab"
    )


@pytest.mark.parametrize(
    ("path", "name", "message"),
    [
        (
            "locales",
            "locales/fr/x.po",
            "locales:1:1: a folder must be here; move what is, for it is left alone",
        ),
        (
            "rules/.schemas",
            "rules/.schemas/x",
            "rules/.schemas:1:1: a folder must be here",
        ),
        (
            "x.pot/notes/mine",
            "x.pot",
            "x.pot:1:1: a file must be here; move the folder, for it is left alone",
        ),
    ],
)
def test_nothing_makes_way_for_a_file_of_ours(
    tmp_path: Path, path: str, name: str, message: str
) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(b"mine")
    with pytest.raises(BrokenInputError, match=message):
        save(tmp_path, {"a": Change(None, b"new"), name: Change(None, b"new")})
    assert tree(tmp_path) == {path: b"mine"}


@POSIX
def test_a_name_that_is_too_long_is_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    name = f"rules/{'x' * 300}"
    with pytest.raises(
        BrokenInputError,
        match=f"{name}:1:1: no file can have a name of more than 255 bytes",
    ):
        save(tmp_path, {"a": Change(b"old", b"new"), name: Change(None, b"new")})
    assert tree(tmp_path) == {"a": b"old"}


@POSIX
def test_where_one_file_finds_no_place_none_is_written_and_it_is_named(
    tmp_path: Path,
) -> None:
    import resource

    (tmp_path / "a").write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (1000, limits[1])
    )  # as if the disk had no more
    try:
        with pytest.raises(OSError, match="File too large: 'rules/new/b'"):
            save(
                tmp_path,
                {"a": Change(b"old", b"new"), "rules/new/b": Change(None, b"x" * 2000)},
            )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]
    assert tree(tmp_path) == {"a": b"old"}


@POSIX
def test_mode_and_owner_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    if os.getuid() == 0:
        os.chown(path, 1234, 2345)
    before = path.stat()
    save(tmp_path, {"a": Change(b"old", b"new")})
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert [(one.st_mode, one.st_uid, one.st_gid) for one in (after,)] == [
        (stat.S_IFREG | 0o640, before.st_uid, before.st_gid)
    ]


@POSIX
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/a").write_bytes(b"old")
    (tmp_path / "a").symlink_to("shared/a")
    assert save(tmp_path, {"a": Change(b"old", b"new")}).written == ("a",)
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "shared/a").read_bytes() == b"new"


@POSIX
def test_a_link_out_of_the_project_is_not_written_through(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "outside").write_bytes(b"old")
    (root / "a").symlink_to(tmp_path / "outside")
    with pytest.raises(
        BrokenInputError, match="a:1:1: a symbolic link that leads out of the project"
    ):
        save(root, {"a": Change(b"old", b"new")})
    assert tree(tmp_path) == {"outside": b"old", "project/a": b"old"}
    (root / "rules").symlink_to(tmp_path)
    with pytest.raises(
        BrokenInputError,
        match="rules:1:1: a symbolic link that leads out of the project",
    ):
        save(root, {"rules/b": Change(None, b"new")})
    assert not (tmp_path / "b").exists()


@POSIX
def test_other_names_of_a_file_are_told_that_they_keep_the_old_text(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    os.link(tmp_path / "a", tmp_path / "b")
    saved = save(tmp_path, {"a": Change(b"old", b"new")})
    assert [str(note) for note in saved.notes] == [
        "a:1:1: had other names (hard links), which keep the old text"
    ]
    assert tree(tmp_path) == {"a": b"new", "b": b"old"}


def test_every_file_is_on_the_disk_before_it_is_moved_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    flushed: list[int] = []
    moved: list[int] = []
    sync, replace = os.fsync, os.replace

    def seen_sync(handle: int) -> None:
        flushed.append(os.fstat(handle).st_ino)
        sync(handle)

    def seen_replace(source: str, target: str) -> None:
        assert os.stat(source).st_ino in flushed
        moved.append(os.stat(source).st_ino)
        replace(source, target)

    monkeypatch.setattr(os, "fsync", seen_sync)
    monkeypatch.setattr(os, "replace", seen_replace)
    save(tmp_path, {f"rules/{number}": Change(None, b"x") for number in range(20)})
    assert len(moved) == 20
    if os.name != "nt":
        assert flushed[-1] == (tmp_path / "rules").stat().st_ino


def test_what_a_killed_command_left_behind_goes_and_nobody_elses_file_does(
    tmp_path: Path,
) -> None:
    ours = [
        f"{folder}.tmp-source-{'0' * 15}{number}"
        for number, folder in enumerate(("", "rules/a/", "locales/"))
    ]
    theirs = [
        "rules/a/.tmp-source-notes",
        ".tmp-mine",
        "docs/.tmp-source-0000000000000000",
    ]
    for name in (*ours, *theirs):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"half")
    save(tmp_path, {"rules/a/b": Change(None, b"x")})
    assert sorted(tree(tmp_path)) == sorted([*theirs, "rules/a/b"])


def test_a_snapshot_has_files_and_folders_and_the_changes_since(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "locales/fr/a.po", "rules/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    before = snapshot(tmp_path, "pyproject.toml", "locales", "absent")
    assert before == {
        "pyproject.toml": b"pyproject.toml",
        "locales/fr/a.po": b"locales/fr/a.po",
    }
    files = {"pyproject.toml": b"1", "locales/de/a.po": b"2"}
    assert since(before, files) == {
        "pyproject.toml": Change(b"pyproject.toml", b"1"),
        "locales/de/a.po": Change(None, b"2"),
    }


# One at a time


HOLD = """
import sys
from pathlib import Path
from bpadocs.system.saving import alone
with alone(Path(sys.argv[1]), lambda: print("waits", flush=True)):
    print("in", flush=True)
    {rest}
"""


def other(root: Path, rest: str = "sys.stdin.readline()") -> subprocess.Popen[str]:
    """Another process that wants to be alone."""
    command = [sys.executable, "-c", HOLD.format(rest=rest), str(root)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_two_processes_are_alone_one_after_the_other(tmp_path: Path) -> None:
    with other(tmp_path) as first:
        assert line(first) == "in"
        with other(tmp_path) as second:
            assert line(second) == "waits"
            first.communicate("\n")
            assert line(second) == "in"
            second.communicate("\n")


def test_the_lock_goes_with_a_killed_process(tmp_path: Path) -> None:
    with other(tmp_path) as first:
        assert line(first) == "in"
        first.kill()
        first.wait()
        with alone(tmp_path, never):
            pass


@POSIX
def test_a_process_that_outlives_the_one_it_was_forked_from_does_not_keep_the_lock(
    tmp_path: Path,
) -> None:
    rest = "import os\n    if not os.fork(): print('forked', flush=True)\n    sys.stdin.readline()"
    with other(tmp_path, rest) as first:
        assert [line(first), line(first)] == ["in", "forked"]
        first.kill()
        first.wait()
        with alone(tmp_path, never):
            assert first.stdin is not None
            first.stdin.close()
        assert line(first) == ""  # only now has the other one ended


@POSIX
def test_other_names_of_the_project_are_the_same_project(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "link").symlink_to("project")
    with other(tmp_path / "project") as first:
        assert line(first) == "in"
        with other(tmp_path / "link") as second:
            assert line(second) == "waits"
            first.communicate("\n")
            second.communicate("\n")


def test_whoever_waits_says_so(tmp_path: Path) -> None:
    told = threading.Event()
    with other(tmp_path) as first:
        assert line(first) == "in"

        def wait() -> None:
            told.set()
            assert first.stdin is not None
            first.stdin.close()

        with alone(tmp_path, wait):
            assert told.is_set()


def test_a_folder_made_for_nothing_goes_again(tmp_path: Path) -> None:
    with alone(tmp_path / "new/project", never):
        pass
    assert list(tmp_path.iterdir()) == []
    with alone(tmp_path / "new/project", never):
        save(tmp_path / "new/project", {"a": Change(None, b"x")})
    assert tree(tmp_path) == {"new/project/a": b"x"}
