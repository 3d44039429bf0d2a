"""What earlier runs found out, kept in one SQLite file below the build folder. Safe to delete.

It is data that is checked, never code, and it is believed only where this user wrote it. A
repository or an archive may carry a cache that somebody else has made up, and a wrong page or
message that comes out of a cache would look like one that was built. So each note is sealed with a
key that this user alone can read, in a folder of the user's own; a note with another seal is not
there. A CI machine that is new each time has a new key each time: it builds from nothing, unless it
restores the key together with the cache, and then whoever may write the one may write the other.

The database is written without a journal on disk: one that somebody else put beside it would be
played back. A run that is killed while it writes may so leave a broken database, which is found out
and made again.
"""

import contextlib
import hashlib
import os
import sqlite3
import stat
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from bpadocs.errors import BpadocsError
from bpadocs.system.files import read_file, replace_file, write_file

FOLDER = ".cache"
FILE = f"{FOLDER}/bpadocs.sqlite"

Entry = tuple[str, str, bytes]
"""Kind, name and content."""

_TABLES = {
    "bodies": "CREATE TABLE bodies "
    "(kind TEXT, name TEXT, content BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID",
    "notes": "CREATE TABLE notes "
    "(kind TEXT, name TEXT, content BLOB, seal BLOB, PRIMARY KEY (kind, name)) WITHOUT ROWID",
}
"""The schema as sqlite_master has it: a database with anything else in it is not ours."""
_KEY_BYTES = 32
_LONGEST = 16_000_000
"""The most bytes of one entry; real ones have less than a hundredth of it."""
_PATIENCE = 10.0
"""How many seconds to wait for another run that is writing."""
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}
"""Errors of a good database: another run is writing, the disk is full."""
_READING = "mode=ro"
_WRITING = "mode=rwc"
_ALONE = "mode=ro&immutable=1"
"""Reads a file of somebody else's: writes nothing, not even a lock, and ignores any journal."""

_WHOLE = 0
_BEING_WRITTEN = 1
"""Values of SQLite's user_version. The second one stays where a run is killed while it writes."""


class DamagedCacheError(BpadocsError):
    """A body is missing, or is not the one that a note vouches for."""


class _AnotherError(BpadocsError, sqlite3.DatabaseError):
    """SQLite can read the database, but it is not one that we made."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


def digest(*contents: bytes | str, key: bytes = b"") -> str:
    """Return the digest of these contents, which also depends on where each of them ends."""
    state = hashlib.blake2b(digest_size=16, key=key)
    for content in contents:
        if isinstance(content, str):
            # names of files may hold what no UTF-8 has
            content = content.encode("utf-8", "surrogatepass")
        state.update(content)
        if len(contents) > 1:
            # or ("ab", "c") and ("a", "bc") would be the same
            state.update(len(content).to_bytes(8))
    return state.hexdigest()


class Cache:
    """Keep small notes, which are sealed, and large bodies, whose digests stand in notes.

    Both are found by kind and name. What cannot be read is not there, what cannot be written is not
    kept: a cache makes a run shorter, and never wrong or impossible.
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        """Open the cache of a build folder. Notes are believed if `made_by` was the same, too."""
        self._path = folder.absolute() / FILE
        self._made_by = made_by.encode()
        self._key = user_key()

    def notes(
        self, kind: str, names: Collection[str] | None = None
    ) -> dict[str, bytes]:
        """Return the notes of this kind by their names, in the order of the names.

        They are all there are, or those that are named.
        """
        if not _is_in_place(self._path):
            return {}
        try:
            with closing(_connected(self._path, _READING)) as database:
                found = {}
                for name, (content, seal) in _rows(
                    database, "notes", kind, "content", "seal", names=names
                ):
                    if seal == self._seal(kind, name, content):
                        found[name] = content
                return found
        except sqlite3.Error:
            return {}

    def bodies(
        self, kind: str, wanted: Mapping[str, str]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the bodies of these names, in the order of the names.

        Raises DamagedCacheError where one is missing or has another digest than the wanted one.
        """
        if wanted and not _is_in_place(self._path):
            raise DamagedCacheError
        return _bodies(self._path, _READING, kind, wanted)

    def write(
        self,
        notes: Iterable[Entry],
        bodies: Iterable[Entry],
        gone: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Keep these notes and bodies, replace older ones, and forget those that are gone."""
        with contextlib.suppress(OSError, sqlite3.Error):
            if not self._made_place():
                return
            notes, bodies, gone = list(notes), list(bodies), list(gone)
            try:
                self._write(notes, bodies, gone)
            except sqlite3.Error as error:
                # the lowest byte is the kind of the error, the others say more of it
                if error.sqlite_errorcode & 0xFF in _PASSING:
                    return
                # the file is broken, or is no cache of ours: make a new one
                self._path.unlink()
                self._write(notes, bodies, gone)

    def forget(self) -> None:
        """Remove the cache, so that the next run starts from nothing."""
        with contextlib.suppress(OSError):
            if _is_in_place(self._path):
                self._path.unlink()

    def _write(
        self,
        notes: Iterable[Entry],
        bodies: Iterable[Entry],
        gone: Iterable[tuple[str, str]],
    ) -> None:
        with closing(_connected(self._path, _WRITING)) as database:
            # One lock from the mark to its removal: nobody sees the mark of a run that goes on.
            database.execute("PRAGMA locking_mode=EXCLUSIVE")
            database.execute("BEGIN IMMEDIATE")
            _expect_whole(database)
            database.execute(f"PRAGMA user_version={_BEING_WRITTEN}")
            database.execute("COMMIT")
            database.execute("BEGIN")
            for name, statement in _TABLES.items():
                database.execute(statement.replace(name, f"IF NOT EXISTS {name}", 1))
            for table in _TABLES:
                database.executemany(
                    f"DELETE FROM {table} WHERE kind = ? AND name = ?", gone
                )
            database.executemany("REPLACE INTO bodies VALUES (?, ?, ?)", bodies)
            sealed = ((*one, self._seal(*one)) for one in notes)
            database.executemany("REPLACE INTO notes VALUES (?, ?, ?, ?)", sealed)
            database.execute("COMMIT")
            database.execute(f"PRAGMA user_version={_WHOLE}")

    def _made_place(self) -> bool:
        """Make the folder of the database, and remove what is in its place and is no plain file.

        Return whether the database may be written.
        """
        folder = self._path.parent
        if folder.is_symlink():
            # what is behind the link is not ours to write to
            return False
        # A project that was moved away meanwhile is not made again, not even a folder of it.
        project = folder.parents[1]
        write_file(folder / ".gitignore", b"*\n", project)
        if not _is_in_place(self._path):
            for path in (self._path, *_beside(self._path)):
                path.unlink(missing_ok=True)
        return True

    def _seal(self, kind: str, name: str, content: bytes) -> bytes:
        return digest(
            kind.encode(), name.encode(), self._made_by, content, key=self._key
        ).encode()


class ForeignCache:
    """Read the cache of a build on another machine, whose key and so whose seals are not known.

    The caller checks all that it takes from it. Raises DamagedCacheError where it is no cache.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder.absolute() / FILE

    def notes(
        self, kind: str, names: Collection[str] | None = None
    ) -> dict[str, bytes]:
        """Return the notes of this kind by their names, whoever wrote them."""
        try:
            if not stat.S_ISREG(os.lstat(self._path).st_mode):
                raise DamagedCacheError
            with closing(_connected(self._path, _ALONE)) as database:
                rows = _rows(database, "notes", kind, "content", names=names)
                return {name: content for name, (content,) in rows}
        except (OSError, sqlite3.Error):
            raise DamagedCacheError from None

    def bodies(
        self, kind: str, wanted: Mapping[str, str]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the bodies of these names, checked like those of a cache of our own."""
        return _bodies(self._path, _ALONE, kind, wanted)


def _bodies(
    path: Path, mode: str, kind: str, wanted: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the wanted bodies, each of which must be there and have its digest."""
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
    """Open a database with our tables; with none where it is going to be written.

    Raises sqlite3.DatabaseError where it has anything else in it.
    """
    database = sqlite3.connect(
        f"{_uri(path)}?{mode}",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
    )
    try:
        # what somebody may have prepared must neither run, nor crash SQLite, nor fill the memory
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        database.execute("PRAGMA trusted_schema=OFF")
        database.execute("PRAGMA cell_size_check=ON")
        database.execute("PRAGMA mmap_size=0")
        # nothing here is worth waiting for the disk: a broken cache is made again
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA journal_mode=MEMORY").fetchall()
        found = database.execute(
            "SELECT name, sql FROM sqlite_master ORDER BY name"
        ).fetchall()
        _expect_whole(database)
        is_new = not found and mode == _WRITING
        if not is_new and found != list(_TABLES.items()):
            raise _AnotherError("not a cache of ours")
    except BaseException:
        database.close()
        raise
    return database


def _uri(path: PurePath) -> str:
    """Return the address of a database, as SQLite wants it.

    A folder that Windows shares, //server/share, is a path to it and no server.
    """
    name = path.as_posix()
    before = "file://" if name.startswith("/") else "file:///"
    return before + quote(os.fsencode(name), safe="/:")


def _expect_whole(database: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where a run was killed while it wrote.

    Some of its pages may be on the disk and others not, which SQLite need not notice.
    """
    [version] = database.execute("PRAGMA user_version").fetchone()
    if version != _WHOLE:
        raise _AnotherError("left half written")


def _rows(
    database: sqlite3.Connection,
    table: str,
    kind: str,
    *columns: str,
    names: Collection[str] | None = None,
) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the name and the columns of each row of this kind, in the order of the names.

    Where names are given, the other rows are passed over.
    """
    # the tree of a damaged file may lead in circles; names that no longer ascend give that away
    last = ""
    select = f"SELECT name, {', '.join(columns)} FROM {table} WHERE kind = ?"
    for name, *contents in _selected(database, select, kind, names):
        is_ours = isinstance(name, str) and all(
            isinstance(one, bytes) for one in contents
        )
        if not is_ours or name <= last:
            raise _AnotherError("not as it was written")
        last = name
        yield name, contents


def _selected(
    database: sqlite3.Connection,
    select: str,
    kind: str,
    names: Collection[str] | None,
) -> Iterator[Any]:
    if names is None:
        yield from database.execute(f"{select} ORDER BY name", (kind,))
        return
    for name in sorted(names):
        yield from database.execute(f"{select} AND name = ?", (kind, name))


def _is_in_place(path: Path) -> bool:
    """Return whether the database is a plain file in a plain folder, with no journal.

    SQLite would play a journal back, whoever put it there.
    """
    try:
        folder, file = os.lstat(path.parent), os.lstat(path)
    except OSError:
        return False
    if not stat.S_ISDIR(folder.st_mode) or not stat.S_ISREG(file.st_mode):
        return False
    return not any(os.path.lexists(journal) for journal in _beside(path))


def _beside(path: Path) -> list[Path]:
    """Return where SQLite would look for journals of this database."""
    return [
        path.with_name(path.name + ending) for ending in ("-journal", "-wal", "-shm")
    ]


def user_key() -> bytes:
    """Return the key that this user seals notes with, and make it if there is none.

    Where it cannot be kept, it is one for this run alone: then no later run believes the notes.
    """
    new = os.urandom(_KEY_BYTES)
    folder = _users_folder()
    if folder is None:
        return new
    path = folder / "bpadocs" / "key"
    with contextlib.suppress(OSError):
        known = _read_key(path)
        if known is None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # the permissions of a file that is there already would be kept
            path.unlink(missing_ok=True)
            replace_file(path, new, mode=0o600)
            # another run may have made one at the same moment: then both use that which is there
            known = _read_key(path)
        return known or new
    return new


def _read_key(path: Path) -> bytes | None:
    """Return the key, if nobody else can have read or written it."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if hasattr(os, "getuid") and (
        status.st_uid != os.getuid() or status.st_mode & 0o077
    ):
        return None
    key = read_file(path, links=False)
    if key is not None and len(key) == _KEY_BYTES:
        return key
    return None


def _users_folder() -> Path | None:
    """Return the folder in which programs of this user keep what they can make again."""
    named = os.environ.get(
        "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", ""
    )
    if os.path.isabs(named):
        return Path(named)
    try:
        return Path.home() / ".cache"
    except RuntimeError:
        return None
