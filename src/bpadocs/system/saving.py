"""Write files that people edit too (rules/, locales/, pyproject.toml), and lose no edit of theirs.

One such command at a time is at work in a project. All it writes is written aside first, to the
disk; then each file is moved into place, if the bytes it replaces are still those it was made from.
(Between that look and the move lie microseconds, in which no other program can be kept from
writing.)
"""

import contextlib
import os
import re
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.system.files import (
    RULE_LIMIT,
    SETTINGS_LIMIT,
    SOURCES,
    TEMPORARY,
    WORDS_LIMIT,
    leads_out,
    move_into_place,
    read_inside,
    regular,
    remove_file,
    target,
)

LIMIT: Final = max(RULE_LIMIT, SETTINGS_LIMIT, WORDS_LIMIT)
_ASIDE: Final = f"{TEMPORARY}source-"
_LEFTOVER: Final = re.compile(rf"{re.escape(_ASIDE)}[0-9a-f]{{16}}")
_LONGEST_NAME: Final = 255
"""The most bytes of a file's name, on nearly every file system."""
_THREADS: Final = 8
"""How many files are flushed at once."""
_TRIES: Final = 5
"""How often a file is made again when it keeps changing, before it is left as it is."""


class Change(NamedTuple):
    """A file to write: what it was made from, and what it becomes."""

    before: bytes | None
    """None where there was no file."""
    after: bytes | None
    """None where the file is to go."""


Again = Callable[[str, bytes], bytes]
"""Makes a file again from what it has become; raises BrokenInputError where that cannot be."""


class Saved(NamedTuple):
    """What became of the changes."""

    written: tuple[str, ...]
    """The files that were written, or removed."""
    refused: tuple[Problem, ...]
    """The reason for each file that was left as it is."""
    notes: tuple[Problem, ...]
    """What the user should know about files that were written."""


# One command at a time


@contextlib.contextmanager
def alone(root: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Be the only command that writes the sources of this project.

    Where another is at work, call `wait`, which tells the user, and wait for it to end. A folder
    that is not there yet is made, and removed again if it stays empty. The lock ends with its
    process, however that ends. Where the file system has no locks there is none: files that have
    changed are not overwritten there either.
    """
    if os.path.lexists(root) and not os.path.isdir(root):
        raise BrokenInputError(
            [Problem(str(root), 1, 1, "a project is a folder, and this is none")]
        )
    made = _make_folders(root)
    handle = _lock_file(root)
    _held.add(handle)
    try:
        _lock(handle, wait)
        yield
    finally:
        _held.discard(handle)
        os.close(handle)
        _remove_folders(made)


_held: set[int] = set()
"""The handles of the locks that this process holds."""


def _let_go() -> None:
    """Close the handles of locks in a process that was just forked.

    A lock is held as long as any process has its handle, and a fork may outlive its parent.
    """
    for handle in _held:
        os.close(handle)
    _held.clear()


if sys.platform == "win32":
    import msvcrt
    import tempfile
    import time
    from hashlib import blake2b

    def _lock_file(root: Path) -> int:
        key = blake2b(
            os.path.normcase(os.path.realpath(root)).encode(), digest_size=16
        ).hexdigest()
        return os.open(
            Path(tempfile.gettempdir(), f"bpadocs-{key}.lock"), os.O_RDWR | os.O_CREAT
        )

    def _lock(handle: int, wait: Callable[[], None]) -> None:
        waiting = False
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                return
            except OSError:
                if not waiting:
                    wait()
                waiting = True
                time.sleep(0.1)

else:
    import fcntl

    os.register_at_fork(after_in_child=_let_go)

    def _lock_file(root: Path) -> int:
        # The project's folder itself: there is no file to leave behind, and every name of the
        # folder is the same lock.
        return os.open(root, os.O_RDONLY)

    def _lock(handle: int, wait: Callable[[], None]) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            return


# What there was, and what there is to be


def snapshot(root: Path, *names: str) -> dict[str, bytes]:
    """Return the bytes of these files, and of all files in these folders, by path."""
    found = {}
    for name in names:
        for path in _files(root, name):
            content = regular(root / path, LIMIT)
            if content is not None:
                found[path] = content
    return found


def since(before: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, Change]:
    """Return what these files change, compared with a snapshot that was taken before."""
    return {name: Change(before.get(name), after) for name, after in files.items()}


def save(
    root: Path, changes: Mapping[str, Change], again: Again | None = None
) -> Saved:
    """Write each file that is still what its change was made from, in the order of the changes.

    A file that has changed since is made again by `again`, or refused where that cannot be done.
    Nothing at all is written if there is no place for all of them: the disk is full, or something
    is in the way of a file. A file goes only when all that is written in its stead is there.
    """
    _remove_leftovers(root, {os.path.dirname(name) for name in changes})
    wanted = {
        name: change
        for name, change in changes.items()
        if change.before != change.after
    }
    _refuse_what_is_in_the_way(root, wanted)
    with contextlib.ExitStack() as undo:
        made = _make_folders(*(root / os.path.dirname(name) for name in wanted))
        # only folders that stayed empty can be removed
        undo.callback(_remove_folders, made)
        asides: dict[str, str] = {}
        for name, change in wanted.items():
            if change.after is not None:
                asides[name] = _aside(root, name, change.after, undo)
        _flush(asides.values())
        moves: dict[str, _Move] = {}
        for name, aside in asides.items():
            file = _Writing(
                root=root,
                name=name,
                again=again,
                undo=undo,
            )
            moves[name] = _move(file, wanted[name], aside)
        # a file goes only when what takes its place is on the disk, with its name
        _flush_folders_of([*made, *(_place(root, name) for name in asides)])
    moves |= _removals(root, wanted, moves)
    written = tuple(name for name, move in moves.items() if move.written)
    _flush_folders_of(_place(root, name) for name in written if name not in asides)
    return Saved(
        written=written,
        refused=tuple(move.refused for move in moves.values() if move.refused),
        notes=tuple(move.note for move in moves.values() if move.note),
    )


class _Writing(NamedTuple):
    """A file that is being written, and how it is made again if somebody changes it meanwhile."""

    root: Path
    name: str
    again: Again | None
    undo: contextlib.ExitStack


class _Move(NamedTuple):
    """What became of one file."""

    written: bool = False
    refused: Problem | None = None
    note: Problem | None = None


def _removals(
    root: Path, wanted: Mapping[str, Change], moves: Mapping[str, _Move]
) -> dict[str, _Move]:
    """Remove the files that are to go."""
    whole = not any(move.refused for move in moves.values())
    found: dict[str, _Move] = {}
    for name, change in wanted.items():
        if change.after is None:
            found[name] = _gone(root, name, change, whole=whole)
    return found


def _gone(root: Path, name: str, change: Change, *, whole: bool) -> _Move:
    """Remove a file, and its folder if that was all in it."""
    if not whole:
        what = (
            "stays, for not all could be written that takes its place; run this again"
        )
        return _Move(refused=Problem(name, 1, 1, what))
    try:
        now = read_inside(root, name, LIMIT)
    except BrokenInputError as error:
        return _Move(refused=error.problems[0])
    if now is None:
        return _Move()
    if now != change.before:
        return _Move(refused=_left(name, "has changed"))
    with _named(name):
        remove_file(_place(root, name))
    _remove_folders([os.path.dirname(os.path.join(root, name))])
    return _Move(written=True)


def _move(file: _Writing, change: Change, aside: str) -> _Move:
    """Move what was written aside into the place of the file."""
    root, name, again, undo = file
    for _ in range(_TRIES):
        try:
            now = read_inside(root, name, LIMIT)
            if now == change.before:
                return _replace(root, name, aside)
            if now == change.after:
                return _Move()
            after = _made_again(name, now, again)
            change = Change(now, after)
        except BrokenInputError as error:
            return _Move(refused=error.problems[0])
        if now == after:
            return _Move()
        aside = _aside(root, name, after, undo)
        _flush([aside])
    return _Move(refused=_left(name, "changes again and again"))


def _made_again(name: str, now: bytes | None, again: Again | None) -> bytes:
    """Make the new content from what the file has become, or raise with the reason why not."""
    if now is None:
        raise BrokenInputError([_left(name, "is gone")])
    if again is None:
        raise BrokenInputError([_left(name, "has changed")])
    try:
        return again(name, now)
    except BrokenInputError as error:
        first = error.problems[0]
        message = (
            f"has changed since it was read, and is left as it is: {first.message}"
        )
        raise BrokenInputError([first._replace(message=message)]) from None


def _left(name: str, what: str) -> Problem:
    """Say why a file is left as it is."""
    return Problem(
        name, 1, 1, f"{what} since it was read; it is left as it is, so run this again"
    )


def _replace(root: Path, name: str, aside: str) -> _Move:
    """Put what was written aside in place of the file, with its owner and permissions."""
    place = _place(root, name)
    note = None
    with _named(name):
        if os.path.exists(place):
            status = os.stat(place)
            _own_as(aside, status)
            if status.st_nlink > 1:
                note = Problem(
                    name, 1, 1, "had other names (hard links), which keep the old text"
                )
        move_into_place(aside, place)
    return _Move(written=True, note=note)


def _own_as(path: str, status: os.stat_result) -> None:
    """Give a new file the owner and the permissions of the one whose place it takes."""
    if hasattr(os, "chown"):
        # a file that belongs to somebody else becomes one's own, as with every editor
        with contextlib.suppress(PermissionError):
            os.chown(path, status.st_uid, status.st_gid)
    os.chmod(path, stat.S_IMODE(status.st_mode))


@contextlib.contextmanager
def _named(name: str) -> Iterator[None]:
    """Name the file in an error, which the system does not do when the disk is full."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None


def _place(root: Path, name: str) -> str:
    """Return where the bytes of a file go: through a link, if that leads into the project."""
    path = os.path.join(root, name)
    if os.path.islink(path):
        return target(root, name)
    return path


def _aside(root: Path, name: str, content: bytes, undo: contextlib.ExitStack) -> str:
    """Write a file aside, in the folder of its place, under a name that no other command has."""
    aside = os.path.join(
        os.path.dirname(_place(root, name)), f"{_ASIDE}{os.urandom(8).hex()}"
    )
    undo.callback(_remove, aside)
    with _named(name), open(aside, "xb") as file:
        file.write(content)
    return aside


def _flush(paths: Collection[str]) -> None:
    """Wait until these files are on the disk."""
    from concurrent.futures import ThreadPoolExecutor

    # one after the other would take long: each waits for the disk
    with ThreadPoolExecutor(_THREADS) as threads:
        # only asking for the results raises what went wrong in a thread
        list(threads.map(_flush_file, paths))


def _flush_file(path: str) -> None:
    with open(path, "r+b") as file:
        os.fsync(file.fileno())


def _flush_folders_of(paths: Iterable[str]) -> None:
    """Wait until the folders of these files are on the disk: a file is safe only with its name."""
    for folder in {os.path.dirname(path) for path in paths}:
        _flush_folder(folder)


def _flush_folder(path: str) -> None:
    """Wait until the names in a folder are on the disk."""
    # Windows opens no folder; there the system sees to it
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: str) -> None:
    # Most have been moved. One that another program looks into is removed by the next run, and is
    # no reason to say that what has been written was not.
    with contextlib.suppress(FileNotFoundError, PermissionError):
        remove_file(path)


# Folders


def _refuse_what_is_in_the_way(root: Path, names: Mapping[str, Change]) -> None:
    """Raise where something is in the place of a file or of its folders. It is not removed."""
    problems: list[Problem] = []
    for name in names:
        problems += _obstacles(root, name)
    if problems:
        raise BrokenInputError(problems)


def _obstacles(root: Path, name: str) -> Iterator[Problem]:
    """Yield everything that keeps this file from being written."""
    folder = os.path.dirname(name)
    for parent in _folders_to(folder):
        if os.path.lexists(root / parent) and not os.path.isdir(root / parent):
            message = "a folder must be here; move what is, for it is left alone"
            yield Problem(parent, 1, 1, message)
    if leads_out(root, folder):
        message = "a symbolic link that leads out of the project; not followed"
        yield Problem(folder, 1, 1, message)
    if os.path.isdir(root / name):
        message = "a file must be here; move the folder, for it is left alone"
        yield Problem(name, 1, 1, message)
    if any(len(os.fsencode(part)) > _LONGEST_NAME for part in name.split("/")):
        message = f"no file can have a name of more than {_LONGEST_NAME} bytes"
        yield Problem(name, 1, 1, message)


def _folders_to(folder: str) -> Iterator[str]:
    """Yield each folder on the way to this one, and this one last: a, a/b, a/b/c."""
    if folder:
        parts = folder.split("/")
        for count in range(1, len(parts) + 1):
            yield "/".join(parts[:count])


def _make_folders(*folders: Path) -> list[str]:
    """Make these folders and those above them; return what had to be made, the inner ones last."""
    made: list[str] = []
    try:
        for folder in folders:
            missing = []
            above = os.path.abspath(folder)
            while not os.path.lexists(above):
                missing.append(above)
                above = os.path.dirname(above)
            for path in reversed(missing):
                os.mkdir(path)
                made.append(path)
    except OSError:
        _remove_folders(made)
        raise
    return made


def _remove_folders(folders: list[str]) -> None:
    """Remove those of these folders that are empty."""
    for folder in reversed(folders):
        # a folder into which something was written is not empty, and stays
        with contextlib.suppress(OSError):
            os.rmdir(folder)


def _files(root: Path, name: str) -> Iterator[str]:
    """Yield this file, or each file below this folder, by its path in the project."""
    if os.path.isfile(root / name):
        yield name
    for folder, _, names in os.walk(root / name):
        base = os.path.relpath(folder, root).replace(os.sep, "/")
        yield from (f"{base}/{file}" for file in sorted(names))


def _remove_leftovers(root: Path, folders: Collection[str]) -> None:
    """Remove files written aside by a command that was ended from outside.

    They are nobody's any more: the one that holds the lock is alone. They are looked for among the
    sources, and in the folders that are written in now.
    """
    names = {*os.listdir(root)}
    for folder in SOURCES:
        names.update(_files(root, folder))
    for folder in folders:
        if os.path.isdir(root / folder) and not leads_out(root, folder):
            for file in os.listdir(root / folder):
                names.add(os.path.join(folder, file))
    for name in names:
        if _LEFTOVER.fullmatch(os.path.basename(name)):
            _remove(os.path.join(root, name))
