"""How a command writes what people write too: rules/, locales/ and pyproject.toml. No edit of anybody's is lost.

One such command at a time is at work in a project. All it writes is written aside first, to the disk; then each file
is moved into place, where the bytes it replaces are still those it was made from. (Between that look and the move lie
microseconds, in which no other program can be kept from writing.)
"""

import contextlib
import os
import re
import stat
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs import inputs
from bpadocs.inputs import read_inside
from bpadocs.output import TEMPORARY
from bpadocs.problems import BrokenInputError, Problem

SOURCES: Final = ("rules", "locales")
"""The folders of a project that hold what people write."""
LIMIT: Final = max(inputs.RULE_LIMIT, inputs.SETTINGS_LIMIT, inputs.WORDS_LIMIT)
_ASIDE: Final = f"{TEMPORARY}source-"
_LEFTOVER: Final = re.compile(rf"{re.escape(_ASIDE)}[0-9a-f]{{16}}")
_LONGEST: Final = 255
_AT_ONCE: Final = 8
_TRIES: Final = 5
"""How often a file is made again from what it has become, before it is left to whoever writes it all the time."""


class Change(NamedTuple):
    """A file to write: what it was made from, and what it becomes."""

    before: bytes | None
    """None where there was no file."""
    after: bytes


Again = Callable[[str, bytes], bytes]
"""Makes a file again from what it has become; raises BrokenInputError where that cannot be."""


class Saved(NamedTuple):
    """What became of the changes."""

    written: tuple[str, ...]
    """The files that are other than before."""
    refused: tuple[Problem, ...]
    """Why each of the others is left as it is."""
    notes: tuple[Problem, ...]
    """What is to know of those that were written."""


# One at a time


@contextlib.contextmanager
def alone(root: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Be the only command that writes the sources of this project; where another is at work, say so and wait.

    A folder that is not there yet is made, and goes again where nothing came into it. The lock goes with its process,
    however that ends. File systems that know no locks do without: what changed is not overwritten there either.
    """
    if os.path.lexists(root) and not os.path.isdir(root):
        raise BrokenInputError([Problem(str(root), 1, 1, "a project is a folder, and this is none")])
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


def _let_go() -> None:
    """A lock is held for as long as any process has its handle, and a process that was forked may outlive this one."""
    for handle in _held:
        os.close(handle)
    _held.clear()


if sys.platform == "win32":
    import msvcrt
    import tempfile
    import time
    from hashlib import blake2b

    def _lock_file(root: Path) -> int:
        key = blake2b(os.path.normcase(os.path.realpath(root)).encode(), digest_size=16).hexdigest()
        return os.open(Path(tempfile.gettempdir(), f"bpadocs-{key}.lock"), os.O_RDWR | os.O_CREAT)

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
        # The project's folder itself: there is no file to leave behind, and every name of the folder is the same lock.
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
    """The bytes of these files, and of those in these folders, by path in the project."""
    found = {}
    for name in names:
        for path in _files(root, name):
            content = inputs.regular(root / path, LIMIT)
            if content is not None:
                found[path] = content
    return found


def since(before: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, Change]:
    """The files as changes of what there was."""
    return {name: Change(before.get(name), after) for name, after in files.items()}


def save(root: Path, changes: Mapping[str, Change], again: Again | None = None) -> Saved:
    """Write each file that is still what its change was made from, in their order.

    One that has become another since is made again where that can be done, and else refused. Nothing is written where
    there is no place for all of them: a full disk, or something in the way of a file.
    """
    _remove_leftovers(root)
    wanted = {name: change for name, change in changes.items() if change.before != change.after}
    _refuse_what_is_in_the_way(root, wanted)
    with contextlib.ExitStack() as undo:
        made = _make_folders(*(root / os.path.dirname(name) for name in wanted))
        undo.callback(_remove_folders, made)  # those into which nothing came
        asides = {name: _aside(root, name, change.after, undo) for name, change in wanted.items()}
        _flush(asides.values())
        moves = [_move(root, name, change, asides[name], again, undo) for name, change in wanted.items()]
    written = [name for name, move in zip(wanted, moves, strict=True) if move.written]
    for folder in {os.path.dirname(path) for path in (*made, *(_place(root, name) for name in written))}:
        _flush_folder(folder)
    return Saved(
        tuple(written),
        tuple(move.refused for move in moves if move.refused),
        tuple(move.note for move in moves if move.note),
    )


class _Move(NamedTuple):
    written: bool = False
    refused: Problem | None = None
    note: Problem | None = None


def _move(root: Path, name: str, change: Change, aside: str, again: Again | None, undo: contextlib.ExitStack) -> _Move:
    """Move a file that was written aside into its place."""
    for _ in range(_TRIES):
        try:
            now = read_inside(root, name, LIMIT)
            if now == change.before:
                return _replace(root, name, aside)
            if now == change.after:
                return _Move()
            change = Change(now, _made_again(name, now, again))
        except BrokenInputError as error:
            return _Move(refused=error.problems[0])
        if change.before == change.after:
            return _Move()
        aside = _aside(root, name, change.after, undo)
        _flush([aside])
    return _Move(refused=_left(name, "changes again and again"))


def _made_again(name: str, now: bytes | None, again: Again | None) -> bytes:
    if now is None:
        raise BrokenInputError([_left(name, "is gone")])
    if again is None:
        raise BrokenInputError([_left(name, "has changed")])
    try:
        return again(name, now)
    except BrokenInputError as error:
        first = error.problems[0]
        message = f"has changed since it was read, and is left as it is: {first.message}"
        raise BrokenInputError([first._replace(message=message)]) from None


def _left(name: str, what: str) -> Problem:
    return Problem(name, 1, 1, f"{what} since it was read; it is left as it is, so run this again")


def _replace(root: Path, name: str, aside: str) -> _Move:
    place = _place(root, name)
    note = None
    with _named(name):
        if os.path.exists(place):
            status = os.stat(place)
            _own_as(aside, status)
            if status.st_nlink > 1:
                note = Problem(name, 1, 1, "had other names (hard links), which keep the old text")
        os.replace(aside, place)
    return _Move(written=True, note=note)


def _own_as(path: str, status: os.stat_result) -> None:
    """Who may read and write a file is for its owner to say, not for whoever changes a word of it."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):  # a file of somebody else's becomes one's own
            os.chown(path, status.st_uid, status.st_gid)
    os.chmod(path, stat.S_IMODE(status.st_mode))


@contextlib.contextmanager
def _named(name: str) -> Iterator[None]:
    """Of a full disk the system does not say which file found no place."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None


def _place(root: Path, name: str) -> str:
    """Where the bytes of a file go: a link stays one, and what it leads to changes, if that is in the project."""
    path = os.path.join(root, name)
    return inputs.target(root, name) if os.path.islink(path) else path


def _aside(root: Path, name: str, content: bytes, undo: contextlib.ExitStack) -> str:
    """Write a file aside, under a name that no other command has."""
    aside = os.path.join(os.path.dirname(_place(root, name)), f"{_ASIDE}{os.urandom(8).hex()}")
    undo.callback(_remove, aside)
    with _named(name), open(aside, "xb") as file:
        file.write(content)
    return aside


def _flush(paths: Collection[str]) -> None:
    """Have these files on the disk. One after the other that takes long: each waits for the disk to turn."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(_flush_file, paths))


def _flush_file(path: str) -> None:
    with open(path, "r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(path: str) -> None:
    """Have the new names on the disk; where a folder cannot be asked for that, the system sees to it."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):  # most have been moved
        os.unlink(path)


# Folders


def _refuse_what_is_in_the_way(root: Path, names: Mapping[str, Change]) -> None:
    """Nothing of anybody's makes way for a file of ours."""
    problems = []
    for name in names:
        folder = os.path.dirname(name)
        parents = [folder[:end] for end, letter in enumerate(f"{folder}/") if letter == "/" and folder]
        for parent in parents:
            if os.path.lexists(root / parent) and not os.path.isdir(root / parent):
                problems.append(Problem(parent, 1, 1, "a folder must be here; move what is, for it is left alone"))
        if inputs.leads_out(root, folder):
            problems.append(Problem(folder, 1, 1, "a symbolic link that leads out of the project; not followed"))
        if os.path.isdir(root / name):
            problems.append(Problem(name, 1, 1, "a file must be here; move the folder, for it is left alone"))
        if any(len(os.fsencode(part)) > _LONGEST for part in name.split("/")):
            problems.append(Problem(name, 1, 1, f"no file can have a name of more than {_LONGEST} bytes"))
    if problems:
        raise BrokenInputError(problems)


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
    for folder in reversed(folders):
        with contextlib.suppress(OSError):  # not empty, as it should be
            os.rmdir(folder)


def _files(root: Path, name: str) -> Iterator[str]:
    if os.path.isfile(root / name):
        yield name
    for folder, _, names in os.walk(root / name):
        base = os.path.relpath(folder, root).replace(os.sep, "/")
        yield from (f"{base}/{file}" for file in sorted(names))


def _remove_leftovers(root: Path) -> None:
    """Files written aside by a command that was ended from outside: whoever holds the lock is alone."""
    found = [name for folder in SOURCES for name in _files(root, folder)]
    for name in (*found, *os.listdir(root)):
        if _LEFTOVER.fullmatch(os.path.basename(name)):
            _remove(os.path.join(root, name))
