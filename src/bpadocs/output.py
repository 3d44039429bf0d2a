"""Generated files: written to the side and moved into place, left alone where nothing changed,
and removed where nothing makes them any more, if they are known to be ours.
"""

import contextlib
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from bpadocs.problems import BrokenInputError, Problem

TEMPORARY = ".tmp-"

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0)  # or a pipe at the file's place would be waited for
_ASIDE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BINARY
_BLOCK = 1 << 20
_TRIES = 10
_LEFTOVER = re.compile(rf"{re.escape(TEMPORARY)}(\d{{1,9}})-[0-9a-f]{{8}}")


class Written(NamedTuple):
    """What a run did to a folder."""

    changed: tuple[str, ...]
    unchanged: int


def write(folder: Path, outputs: Mapping[str, bytes]) -> Written:
    """Make these files what they should be.

    Raises BrokenInputError, before anything is written, where one cannot be.
    """
    problems = _obstacles(folder, _folders(outputs), links=True)
    problems += [
        Problem(name, 1, 1, "is a folder, and a file must stand here; move or remove it")
        for name in outputs
        if (folder / name).is_dir()
    ]
    if problems:
        raise BrokenInputError(problems)
    changed = tuple(name for name, content in outputs.items() if write_file(folder / name, content))
    return Written(changed, len(outputs) - len(changed))


def read_file(path: Path | str, *, links: bool = True) -> bytes | None:
    """What stands in the file; nothing where there is none, but a folder, a pipe, or a link where none may be."""
    # A build reads and writes thousands of small files: a file object for each costs more than the file.
    try:
        handle = os.open(path, _READ if links else _READ | _NO_LINK)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        if not links and os.path.islink(path):
            return None
        raise
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return None
        content = os.read(handle, status.st_size + 1)  # one more, so that a short answer is the end
        if len(content) > status.st_size:
            while block := os.read(handle, _BLOCK):
                content += block
        return content
    finally:
        os.close(handle)


def write_file(path: Path | str, content: bytes) -> bool:
    """Make the file hold this content, and its folder exist; whether anything had to be done."""
    if read_file(path, links=False) == content:
        return False
    try:
        replace_file(path, content)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        replace_file(path, content)
    return True


def replace_file(path: Path | str, content: bytes, mode: int = 0o666) -> None:
    """Write a file so that whoever reads it sees the old content or the new, whole, with the old permissions.

    That holds when this process is killed; `saving` has what holds when the machine stops as well,
    for files that nothing makes again. The mode is that of a file that was not there.
    """
    kept = _permissions(path)
    for tries_left in reversed(range(_TRIES)):
        aside = os.path.join(os.path.dirname(path), f"{TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}")
        try:
            handle = os.open(aside, _ASIDE, mode if kept is None else kept)
        except FileExistsError:
            if not tries_left:
                raise
            continue
        try:
            _fill(handle, content, kept)
            os.replace(aside, path)
            break
        except FileNotFoundError:
            # Another machine that shares the folder took it for what a dead process left: only there is it known
            # which of its processes are alive.
            if not tries_left:
                raise
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(aside)
            raise


def _permissions(path: Path | str) -> int | None:
    """Of the file that stands there, if one does."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mode & 0o777 if stat.S_ISREG(status.st_mode) else None


def _fill(handle: int, content: bytes, mode: int | None) -> None:
    try:
        if mode is not None and hasattr(os, "fchmod"):
            with contextlib.suppress(OSError):  # a file system without permissions
                os.fchmod(handle, mode)  # a new file has only what the umask leaves of them
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


class Owned(NamedTuple):
    """The subfolders that one command fills, and the list of the files that it has put there.

    Other files may stand in them: they are neither removed nor overwritten. The list stands beside the subfolders, not
    in a cache, so that what was written is known for as long as it is there, also by those who keep it in git.
    """

    folder: Path
    parts: tuple[str, ...]
    list_name: str

    def check_folders(self, names: Iterable[str] = ()) -> None:
        """Raise BrokenInputError where a link, or a file, is what must be a folder of ours."""
        problems = _obstacles(self.folder, _folders([*names, *(f"{part}/" for part in self.parts)]), links=False)
        if problems:
            raise BrokenInputError(problems)

    def begin(
        self, wanted: Collection[str], changing: Iterable[str], contents: Callable[[], Mapping[str, bytes]]
    ) -> None:
        """Make ready to write: of the files wanted in the end, those that may be written now.

        Raises BrokenInputError, before anything is written, where a file would be overwritten that is not ours. One
        that has already what it is to hold becomes ours: `contents` is asked for that, seldom, as it may take long.
        """
        self.check_folders([*wanted, *self._left_over(self._listed(), wanted)])
        # Another run may be writing. It lists its files before it writes them: so first the files, then the list.
        standing = [(name, status) for name in changing if (status := _status(self.folder / name))]
        listed = self._listed()
        strange = [name for name, status in standing if name not in listed or not stat.S_ISREG(status.st_mode)]
        if strange:
            expected = contents()
            problems = [
                Problem(f"{self.folder.name}/{name}", 1, 1, "was not written by bpa; move or remove it")
                for name in strange
                if name not in expected or read_file(self.folder / name, links=False) != expected[name]
            ]
            if problems:
                raise BrokenInputError(problems)
        self._list({*wanted, *self._left_over(listed, wanted)}, listed)

    def end(self, wanted: Collection[str]) -> tuple[str, ...]:
        """Remove what earlier runs wrote and nothing makes any more, and what killed ones left behind."""
        listed = self._listed()
        gone = self._left_over(listed, wanted)
        if gone:
            self.check_folders(gone)
        removed = tuple(name for name in gone if self._remove(name))
        _clear_leftovers(self.folder, _folders([*gone, *wanted]))
        for name in sorted(_folders(gone) - {""}, reverse=True):
            with contextlib.suppress(OSError):  # not empty
                os.rmdir(self.folder / name)
        if listed != wanted:
            listed = self._listed()  # by now, another run may have added to it
            self._list({*wanted, *self._left_over(listed, wanted)}.difference(gone), listed)
        return removed

    def differences(self, outputs: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
        """Each file that is not as it should be, and the unified diff that would make it so."""
        self.check_folders(outputs)
        for name, content in outputs.items():
            existing = read_file(self.folder / name, links=False)
            if existing != content:
                yield name, unified_diff(name, existing, content)
        for name in self._left_over(self._listed(), outputs):
            existing = read_file(self.folder / name, links=False)
            if existing is not None:
                yield name, unified_diff(name, existing, None)

    def _listed(self) -> frozenset[str]:
        """The lines of the list: what earlier runs have written, and whatever else somebody put there."""
        content = read_file(self.folder / self.list_name, links=False) or b""
        return frozenset(content.decode("utf-8", "replace").split("\n")) - {""}

    def _left_over(self, listed: Collection[str], wanted: Collection[str]) -> list[str]:
        """What the list names besides the files wanted; no line of it that leads out of our subfolders."""
        return sorted(name for name in frozenset(listed).difference(wanted) if self._may_hold(name))

    def _may_hold(self, name: str) -> bool:
        part, *rest = name.split("/")
        inside = part in self.parts and bool(rest) and not {"", ".", ".."}.intersection(rest)
        return inside and name.isprintable() and "\\" not in name and ":" not in name

    def _list(self, names: Collection[str], before: Collection[str]) -> None:
        if names != before:
            # Not those above: a project that was moved away while a command runs is not made again.
            with contextlib.suppress(FileExistsError):
                self.folder.mkdir()
            text = "".join(f"{name}\n" for name in sorted(names))
            replace_file(self.folder / self.list_name, text.encode())

    def _remove(self, name: str) -> bool:
        path = self.folder / name
        status = _status(path)
        if status is None or not stat.S_ISREG(status.st_mode):
            return False
        path.unlink(missing_ok=True)
        return True


def unified_diff(name: str, before: bytes | None, after: bytes | None) -> str:
    """How the file changes, as `diff -u` says it; a line where the content is no text."""
    import difflib  # builds that write do without

    try:
        old, new = ((content or b"").decode("utf-8").splitlines(keepends=True) for content in (before, after))
    except UnicodeDecodeError:
        return f"Binary files a/{name} and b/{name} differ\n"
    from_file = f"a/{name}" if before is not None else "/dev/null"
    to_file = f"b/{name}" if after is not None else "/dev/null"
    lines = difflib.unified_diff(old, new, from_file, to_file)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _folders(names: Iterable[str]) -> set[str]:
    """Every folder that these files stand in, and those above, relative like the names; "" is the folder itself."""
    found = {""}
    for parent in {name.rpartition("/")[0] for name in names}:
        while parent not in found:
            found.add(parent)
            parent = parent.rpartition("/")[0]
    return found


def _obstacles(folder: Path, folders: Iterable[str], *, links: bool) -> list[Problem]:
    """What stands where a folder must, and is none; whether a link to a folder is one."""
    problems = []
    for name in sorted(folders):
        status = _status(folder / name) if not links else _status_behind(folder / name)
        shown = (name or str(folder)) if links else str(PurePosixPath(folder.name, name))
        if status is None or stat.S_ISDIR(status.st_mode):
            continue
        if stat.S_ISLNK(status.st_mode):
            message = "is a symbolic link, and what is behind it is not bpa's to write to; remove the link"
        else:
            message = "is a file, and a folder must stand here; move or remove it"
        problems.append(Problem(shown, 1, 1, message))
    return problems


def _status(path: Path) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _status_behind(path: Path) -> os.stat_result | None:
    """The same of what a link leads to; of the link itself where that is nothing."""
    try:
        return os.stat(path)
    except OSError:
        return _status(path)


def _clear_leftovers(folder: Path, folders: Iterable[str]) -> None:
    """Remove what was written aside and never moved into place, by processes that are no more."""
    for name in folders:
        try:
            names = os.listdir(folder / name)
        except OSError:
            continue
        for found in names:
            match = _LEFTOVER.fullmatch(found) if found.startswith(TEMPORARY) else None
            if match and not _alive(int(match[1])):
                with contextlib.suppress(OSError):
                    os.unlink(folder / name / found)


def _alive(process: int) -> bool:
    """Whether it may still be writing. This one is not, while it looks."""
    if process == os.getpid():
        return False
    if os.name == "nt":  # where there is no asking without ending it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
