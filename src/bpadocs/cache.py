"""What earlier runs found out, kept in one SQLite file below the build folder. Safe to delete.

It is data that is checked, never code, and it is believed only where this user wrote it. A repository or an archive may
carry a cache that somebody else has made up, and a wrong page or message that comes out of a cache would look like one
that was built. So each note is sealed with a key that this user alone can read, in a folder of the user's own; a note
with another seal is not there. A CI machine that is new each time has a new key each time: it builds from nothing,
unless it restores the key together with the cache, and then whoever may write the one may write the other.

The database is written without a journal on disk: one that somebody else put beside it would be played back. A run that
is killed while it writes may so leave a broken database, which is found out and made again.
"""

import contextlib
import hashlib
import os
import sqlite3
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from bpadocs.output import read_file, replace_file, write_file

FOLDER = ".cache"
FILE = f"{FOLDER}/bpadocs.sqlite"

Entry = tuple[str, str, bytes]
"""Kind, name and content."""

_TABLES = {
    "bodies": "CREATE TABLE bodies (kind TEXT, name TEXT, content BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID",
    "notes": "CREATE TABLE notes "
    "(kind TEXT, name TEXT, content BLOB, seal BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID",
}
_KEY_BYTES = 32
_LONGEST = 16_000_000
"""Bytes of one entry; none has a hundredth of that."""
_PATIENCE = 10.0
"""Seconds that another run may take to write."""
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
"""What goes wrong with a database that is good: another run is writing, the disk is full."""
_READING = "mode=ro"
_WRITING = "mode=rwc"
_ALONE = "mode=ro&immutable=1"
"""Nothing is written, not even a lock, and no journal beside it is looked at."""


class DamagedCacheError(Exception):
    """A body is not what a note says it is."""


class _AnotherError(sqlite3.DatabaseError):
    """A database that SQLite can read, and is not as we make them."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


def digest(*contents: bytes, key: bytes = b"") -> str:
    """A digest that tells contents apart, also where one ends and the next begins."""
    state = hashlib.blake2b(digest_size=16, key=key)
    for content in contents:
        state.update(content)
        if len(contents) > 1:
            state.update(len(content).to_bytes(8))
    return state.hexdigest()


class Cache:
    """Notes, which are small and sealed; and bodies, large, each vouched for by a note that has its digest.

    Both are found by kind and name. What cannot be read is not there, what cannot be written is not kept: a cache makes
    a run shorter, and never wrong or impossible.
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        """The cache of this build folder. Notes that were not made by the same code are not believed either."""
        self._path = folder.absolute() / FILE
        self._made_by = made_by.encode()
        self._key = user_key()

    def notes(self, kind: str) -> dict[str, bytes]:
        """Every note of this kind by its name, in the order of names."""
        if not _is_in_place(self._path):
            return {}
        try:
            with closing(_connected(self._path, _READING)) as database:
                rows = _rows(database, "notes", kind, "content", "seal")
                return {name: content for name, (content, seal) in rows if seal == self._seal(kind, name, content)}
        except sqlite3.Error:
            return {}

    def bodies(self, kind: str, wanted: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """The bodies of these names, in their order. Raises DamagedCacheError unless they have these digests."""
        if wanted and not _is_in_place(self._path):
            raise DamagedCacheError
        return _bodies(self._path, _READING, kind, wanted)

    def write(self, notes: Iterable[Entry], bodies: Iterable[Entry], gone: Iterable[tuple[str, str]] = ()) -> None:
        """Keep these, in place of older ones of the same name, and forget what is gone, notes and bodies."""
        with contextlib.suppress(OSError, sqlite3.Error):
            if not self._made_place():
                return
            notes, bodies, gone = list(notes), list(bodies), list(gone)
            try:
                self._write(notes, bodies, gone)
            except sqlite3.Error as error:
                if error.sqlite_errorcode & 0xFF in _PASSING:
                    return
                self._path.unlink()
                self._write(notes, bodies, gone)

    def forget(self) -> None:
        """Begin anew."""
        with contextlib.suppress(OSError):
            if _is_in_place(self._path):
                self._path.unlink()

    def _write(self, notes: Iterable[Entry], bodies: Iterable[Entry], gone: Iterable[tuple[str, str]]) -> None:
        with closing(_connected(self._path, _WRITING)) as database:
            database.execute("BEGIN IMMEDIATE")
            for name, statement in _TABLES.items():
                database.execute(statement.replace(name, f"IF NOT EXISTS {name}", 1))
            for table in _TABLES:
                database.executemany(f"DELETE FROM {table} WHERE kind = ? AND name = ?", gone)
            database.executemany("REPLACE INTO bodies VALUES (?, ?, ?)", bodies)
            sealed = ((*one, self._seal(*one)) for one in notes)
            database.executemany("REPLACE INTO notes VALUES (?, ?, ?, ?)", sealed)
            database.execute("COMMIT")

    def _made_place(self) -> bool:
        """Make a place for the database, and what stands there and is none give way; whether there is one."""
        folder = self._path.parent
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink():
            return False
        write_file(folder / ".gitignore", b"*\n")
        if not _is_in_place(self._path):
            for path in (self._path, *_beside(self._path)):
                path.unlink(missing_ok=True)
        return True

    def _seal(self, kind: str, name: str, content: bytes) -> bytes:
        return digest(kind.encode(), name.encode(), self._made_by, content, key=self._key).encode()


class ForeignCache:
    """The cache of a build on another machine: read, never written, and without seals that could be looked at.

    Whoever takes something from it checks all of it. Raises DamagedCacheError where it is no such cache.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder.absolute() / FILE

    def notes(self, kind: str) -> dict[str, bytes]:
        """Every note of this kind by its name."""
        try:
            if not stat.S_ISREG(os.lstat(self._path).st_mode):
                raise DamagedCacheError
            with closing(_connected(self._path, _ALONE)) as database:
                return {name: content for name, (content,) in _rows(database, "notes", kind, "content")}
        except (OSError, sqlite3.Error):
            raise DamagedCacheError from None

    def bodies(self, kind: str, wanted: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """The same as of a cache of one's own."""
        return _bodies(self._path, _ALONE, kind, wanted)


def _bodies(path: Path, mode: str, kind: str, wanted: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    if not wanted:
        return
    left = len(wanted)
    try:
        with closing(_connected(path, mode)) as database:
            for name, (content,) in _rows(database, "bodies", kind, "content"):
                expected = wanted.get(name)
                if expected is None:
                    continue
                if digest(content) != expected:
                    raise DamagedCacheError
                yield name, content
                left -= 1
                if not left:
                    return
    except sqlite3.Error:
        raise DamagedCacheError from None
    raise DamagedCacheError


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    """An open database with our tables, or with none where it may be made. Raises sqlite3.DatabaseError otherwise."""
    database = sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "synchronous=OFF"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("PRAGMA journal_mode=MEMORY").fetchall()
        found = database.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        if found != list(_TABLES.items()) and (found or mode != _WRITING):  # a view or a trigger would be a program
            raise _AnotherError("not a cache of ours")
    except BaseException:
        database.close()
        raise
    return database


def _rows(database: sqlite3.Connection, table: str, kind: str, *columns: str) -> Iterator[tuple[str, list[bytes]]]:
    """Name and columns of each row. A broken tree may lead in circles, which the order of names gives away."""
    last = ""
    select = f"SELECT name, {', '.join(columns)} FROM {table} WHERE kind = ? ORDER BY name"
    for name, *contents in database.execute(select, (kind,)):
        if not (isinstance(name, str) and name > last and all(isinstance(one, bytes) for one in contents)):
            raise _AnotherError("not as it was written")
        last = name
        yield name, contents


def _is_in_place(path: Path) -> bool:
    """Whether there is a plain file in a plain folder, and nothing beside it that SQLite would play back."""
    try:
        plain = stat.S_ISDIR(os.lstat(path.parent).st_mode) and stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False
    return plain and not any(os.path.lexists(one) for one in _beside(path))


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm")]


def user_key() -> bytes:
    """What this user seals notes with, made when there is none; where it cannot be kept, one for this run alone."""
    new = os.urandom(_KEY_BYTES)
    folder = _users_folder()
    if folder is None:
        return new
    path = folder / "bpadocs" / "key"
    with contextlib.suppress(OSError):
        known = _read_key(path)
        if known is None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.unlink(missing_ok=True)  # its permissions would be kept
            replace_file(path, new, mode=0o600)
            known = _read_key(path)  # or that of another run, which has just made one too
        return known or new
    return new


def _read_key(path: Path) -> bytes | None:
    """The key, if nobody else can have read or written it."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o077):
        return None
    key = read_file(path, links=False)
    return key if key is not None and len(key) == _KEY_BYTES else None


def _users_folder() -> Path | None:
    """Where programs of this user keep what they can make again."""
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if os.path.isabs(named):
        return Path(named)
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        return None
