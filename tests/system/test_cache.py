"""The cache: what this user wrote comes back; what is damaged, foreign or in the way is done
without.
"""

import os
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from bpadocs.system import cache as module
from bpadocs.system.cache import (
    FILE,
    Cache,
    DamagedCacheError,
    ForeignCache,
    digest,
    user_key,
)

ENGINE = "e" * 32
NOTES = [
    ("rule", f"hyper-v/rule-{number:03}", b"note %d" % number) for number in range(100)
]
BODIES = [("messages", name, content * 100) for _, name, content in NOTES]
WANTED = {name: digest(content) for _, name, content in BODIES}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A build folder whose cache has a hundred notes and bodies."""
    Cache(tmp_path, ENGINE).write(NOTES, BODIES)
    return tmp_path


def found(folder: Path) -> dict[str, bytes]:
    return Cache(folder, ENGINE).notes("rule")


def all_bodies(folder: Path) -> dict[str, bytes]:
    return dict(Cache(folder, ENGINE).bodies("messages", WANTED))


def test_what_was_kept_comes_back(folder: Path) -> None:
    assert found(folder) == {name: content for _, name, content in NOTES}
    assert all_bodies(folder) == {name: content for _, name, content in BODIES}
    assert Cache(folder, ENGINE).notes("other") == {}


def test_only_what_changed_is_written(folder: Path) -> None:
    Cache(folder, ENGINE).write(
        [("rule", "hyper-v/rule-007", b"new")], [], [("rule", "hyper-v/rule-008")]
    )
    expected = {name: content for _, name, content in NOTES} | {
        "hyper-v/rule-007": b"new"
    }
    del expected["hyper-v/rule-008"]
    assert found(folder) == expected


def test_bodies_come_in_order_and_those_asked_for_alone(folder: Path) -> None:
    wanted = {name: WANTED[name] for name in ("hyper-v/rule-050", "hyper-v/rule-007")}
    assert [
        name for name, _ in Cache(folder, ENGINE).bodies("messages", wanted)
    ] == sorted(wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        {"hyper-v/rule-007": digest(b"another")},
        {"hyper-v/rule-100": digest(b"")},
        {**WANTED, "z": "0"},
    ],
)
def test_a_body_that_is_not_what_it_should_be_is_told(
    folder: Path, wanted: dict[str, str]
) -> None:
    with pytest.raises(DamagedCacheError):
        list(Cache(folder, ENGINE).bodies("messages", wanted))


def test_the_cache_ignores_itself(folder: Path) -> None:
    assert (folder / ".cache/.gitignore").read_text() == "*\n"


def test_notes_of_other_code_are_not_believed(folder: Path) -> None:
    assert Cache(folder, "f" * 32).notes("rule") == {}


def test_notes_of_another_user_are_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert found(folder) == {}
    assert len(ForeignCache(folder).notes("rule")) == 100


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE notes SET content = CAST('evil' AS BLOB) WHERE name = 'hyper-v/rule-007'",
        "UPDATE notes SET name = 'hyper-v/rule-007x' WHERE name = 'hyper-v/rule-007'",
        "UPDATE notes SET seal = (SELECT seal FROM notes WHERE name = 'hyper-v/rule-008') "
        "WHERE name = 'hyper-v/rule-007'",
    ],
)
def test_a_note_that_somebody_changed_is_not_there(folder: Path, change: str) -> None:
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        database.execute(change)
    assert found(folder) == {
        name: content for _, name, content in NOTES if name != "hyper-v/rule-007"
    }


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM bodies; END",
        "DROP TABLE notes; CREATE VIEW notes AS "
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT 'rule' AS kind, 'a' || i AS name, x'00' AS content, x'00' AS seal FROM n",
        "DROP TABLE bodies",
        "CREATE INDEX i ON notes (content)",
        "ALTER TABLE notes ADD COLUMN more",
        "UPDATE notes SET content = 'text', name = x'00' WHERE name = 'hyper-v/rule-007'",
        "UPDATE notes SET content = 5 WHERE name = 'hyper-v/rule-007'",
        "UPDATE notes SET content = zeroblob(20000000) WHERE name = 'hyper-v/rule-007'",
    ],
)
def test_a_database_that_is_another_is_not_read_and_gives_way(
    folder: Path, change: str
) -> None:
    with closing(sqlite3.connect(folder / FILE)) as database, database:
        database.executescript(change)
    assert found(folder) == {}
    with pytest.raises(DamagedCacheError):
        ForeignCache(folder).notes("rule")
    Cache(folder, ENGINE).write(NOTES, BODIES)
    if "UPDATE" not in change:
        assert len(found(folder)) == 100


def test_damage_anywhere_is_found_out(folder: Path) -> None:
    whole = (folder / FILE).read_bytes()
    notes = {name: content for _, name, content in NOTES}
    bodies = {name: content for _, name, content in BODIES}
    places = random.Random(5)
    for place in [
        *range(0, 100, 3),
        *(places.randrange(len(whole)) for _ in range(100)),
    ]:
        (folder / FILE).write_bytes(
            whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        )
        read = found(folder)
        assert read.items() <= notes.items(), place
        with suppress(DamagedCacheError):
            assert all_bodies(folder) == bodies, place
        Cache(folder, ENGINE).write([("rule", "hyper-v/rule-007", b"new")], [])
        assert found(folder).get("hyper-v/rule-007") in (None, b"new"), place


@pytest.mark.parametrize("length", [0, 1, 50, 99, 100, 1000, 4096, 8192, 20_000])
def test_a_database_cut_short_is_made_again(folder: Path, length: int) -> None:
    (folder / FILE).write_bytes((folder / FILE).read_bytes()[:length])
    Cache(folder, ENGINE).write(NOTES, BODIES)
    Cache(folder, ENGINE).write(NOTES, BODIES)
    assert len(found(folder)) == 100


def test_a_run_that_is_killed_while_it_writes_breaks_nothing(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from bpadocs.system.cache import Cache\n"
        "cache = Cache(Path(sys.argv[1]), 'e' * 32)\n"
        "print('.', flush=True)\n"
        "for number in range(1000):\n"
        "    entries = [('rule', f'{one:05}', b'%d' % number * 500) for one in range(300)]\n"
        "    cache.write(entries, [('messages', name, content) for _, name, content in entries])\n"
    )
    moments = random.Random(3)
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE
        )
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(moments.uniform(0.05, 0.3))
        process.kill()
        process.wait()
        process.stdout.close()
        assert all(len(content) % 500 == 0 for content in found(tmp_path).values())
    Cache(tmp_path, ENGINE).write(NOTES, BODIES)
    Cache(tmp_path, ENGINE).write(NOTES, BODIES)
    assert {name for _, name, _ in NOTES} <= found(tmp_path).keys()


def test_what_a_killed_run_left_half_written_is_made_again(folder: Path) -> None:
    # what such a run leaves: SQLite reads it without a complaint, whatever is in it
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.execute("PRAGMA user_version=1")
    assert not found(folder)
    Cache(folder, ENGINE).write(NOTES[:1], ())
    assert found(folder).keys() == {NOTES[0][1]}


def test_a_locked_cache_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        assert found(folder) == {}
        Cache(folder, ENGINE).write([("rule", "hyper-v/rule-007", b"new")], [])
        database.execute("ROLLBACK")
    assert found(folder)["hyper-v/rule-007"] == b"note 7"


def as_link(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere)


def as_folder(path: Path, elsewhere: Path) -> None:
    (path / "deep").mkdir(parents=True)


def as_pipe(path: Path, elsewhere: Path) -> None:
    os.mkfifo(path)


def as_hard_link(path: Path, elsewhere: Path) -> None:
    os.link(elsewhere, path)


@pytest.mark.parametrize("make", [as_link, as_folder, as_pipe, as_hard_link])
@pytest.mark.parametrize(
    "name", [FILE, ".cache", f"{FILE}-journal", f"{FILE}-wal", f"{FILE}-shm"]
)
def test_what_stands_in_the_way_is_neither_read_nor_harmed(
    tmp_path: Path, name: str, make: Callable[[Path, Path], None]
) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine" * 1000)
    folder = tmp_path / "build"
    (folder / ".cache").mkdir(parents=True)
    if name == ".cache":
        (folder / ".cache").rmdir()
    elif name != FILE:
        Cache(folder, ENGINE).write(NOTES, BODIES)
    make(folder / name, precious)
    assert found(folder) == {}
    Cache(folder, ENGINE).write(NOTES, BODIES)
    assert precious.read_text() == "mine" * 1000
    assert len(found(folder)) in (0, 100)
    assert os.lstat(precious).st_nlink == 1 or name == ".cache"


def test_a_project_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    cache = Cache(project / "build", "code")
    project.rename(tmp_path / "moved")
    cache.write([("kind", "name", b"content")], [])
    assert not project.exists()


def test_a_link_to_a_folder_is_no_place_for_a_cache(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "build/.cache").symlink_to(tmp_path / "elsewhere")
    Cache(tmp_path / "build", ENGINE).write(NOTES, BODIES)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_key_is_made_once_and_for_this_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    key = user_key()
    assert user_key() == key
    assert len(key) == 32
    path = tmp_path / "mine/bpadocs/key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    assert user_key() != key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_that_is_a_link_or_too_short_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    path = tmp_path / "mine/bpadocs/key"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"short")
    assert len(user_key()) == 32
    path.unlink()
    (tmp_path / "known").write_bytes(b"k" * 32)
    path.symlink_to(tmp_path / "known")
    assert user_key() != b"k" * 32
    assert (tmp_path / "known").read_bytes() == b"k" * 32


def test_where_no_key_can_be_kept_nothing_is_believed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "file"))
    Cache(folder, ENGINE).write(NOTES, BODIES)
    assert found(folder) == {}


def test_a_foreign_cache_is_read_without_a_trace(folder: Path) -> None:
    shutil.copytree(folder / ".cache", folder / "part/.cache")
    (folder / "part" / f"{FILE}-journal").write_bytes(
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 100
    )
    before = sorted(
        (path.name, path.stat().st_mtime_ns)
        for path in (folder / "part/.cache").iterdir()
    )
    foreign = ForeignCache(folder / "part")
    assert foreign.notes("rule") == {name: content for _, name, content in NOTES}
    assert len(dict(foreign.bodies("messages", WANTED))) == 100
    assert (
        sorted(
            (path.name, path.stat().st_mtime_ns)
            for path in (folder / "part/.cache").iterdir()
        )
        == before
    )


@pytest.mark.parametrize("make", [as_link, as_folder, as_pipe])
def test_a_foreign_cache_that_is_none_is_told(
    tmp_path: Path, make: Callable[[Path, Path], None]
) -> None:
    with pytest.raises(DamagedCacheError):
        ForeignCache(tmp_path).notes("rule")
    (tmp_path / ".cache").mkdir()
    make(tmp_path / FILE, Path("/dev/zero"))
    with pytest.raises(DamagedCacheError):
        ForeignCache(tmp_path).notes("rule")
