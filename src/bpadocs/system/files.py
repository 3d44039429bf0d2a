"""Read files that somebody else may have made, and write files that a command makes.

Only what is a file is read, only up to the size that such a file can have, and of a project only
what is inside it. A pipe, a device or a link to one may be anywhere in such a folder: opening it
could wait for ever, and reading it could take all memory.

What is written is written aside and moved into place, left alone where nothing changed, and removed
where nothing makes it any more, if it is known that we wrote it.
"""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, Problem

SOURCES: Final = ("rules", "locales", "languages", "models")
"""The folders of a project that hold what people write."""
TEMPORARY = ".tmp-"
"""How the name of every file begins that is written aside."""

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_READ = os.O_RDONLY | _BINARY | _AT_ONCE
"""A pipe in the place of a file is opened without waiting for somebody who writes to it."""
_ASIDE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BINARY
_BLOCK = 1 << 20
_TRIES = 10
_OPEN_ELSEWHERE: Final = (0.01, 0.05, 0.1, 0.2, 0.4)
"""Seconds to wait for another program to close a file."""
_LONGEST_PATH_OF_WINDOWS: Final = 260
"""With the zero behind it, see MAX_PATH."""
_A_DAY: Final = 86_400
"""Seconds after which nobody writes any more what was begun aside."""
_LEFTOVER = re.compile(rf"{re.escape(TEMPORARY)}(\d{{1,9}})-[0-9a-f]{{8}}")

MEGABYTE: Final = 1_000_000
RULE_LIMIT: Final = 4 * MEGABYTE
"""The most bytes of a rule file, or of product.yaml."""
SETTINGS_LIMIT: Final = MEGABYTE
"""The most bytes of pyproject.toml."""
WORDS_LIMIT: Final = 20 * MEGABYTE
"""The most bytes of a catalog or a glossary in locales/."""
EXCHANGE_LIMIT: Final = 200 * MEGABYTE
"""The most bytes of a file of translators: PO, XLIFF, TMX, and terms as TBX or CSV."""
INVENTORY_LIMIT: Final = 100 * MEGABYTE
"""The most bytes of a host's inventory."""
RESULTS_LIMIT: Final = 50 * MEGABYTE
"""The most bytes of a file of results that a checker printed."""


# Reading


def read_inside(
    root: Path, name: str, limit: int, what: str = "project"
) -> bytes | None:
    """Return the bytes of a file in this folder, or nothing where there is none.

    `what` is what the folder is called in messages. Raises BrokenInputError for what is no file, or
    is a link that leads out of the folder.
    """
    if leads_out(root, os.path.dirname(name)):
        raise _refused(
            name, f"in a folder that is a symbolic link out of the {what}; not followed"
        )
    path = os.path.join(root, name)
    try:
        if os.path.islink(path):
            path = target(root, name, what)
        return _read_limited(path, name, limit, _NO_LINK)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _refused(name, _reason(error)) from None


def leads_out(root: Path, name: str) -> bool:
    """Return whether this folder of the project is a symbolic link to somewhere outside."""
    if not name:
        return False
    path = str(root)
    # finding out where a path really leads takes longer than seeing that it has no link in it
    has_link = False
    for part in name.split("/"):
        path = os.path.join(path, part)
        has_link = has_link or os.path.islink(path) or _is_junction(path)
    return has_link and not _is_inside(root, os.path.realpath(path))


def _is_junction(path: str) -> bool:
    """Return whether this is Windows' other kind of link to a folder, as far as Python can tell."""
    is_junction: Callable[[str], bool] | None = getattr(os.path, "isjunction", None)
    return is_junction is not None and is_junction(path)


def target(root: Path, name: str, what: str = "project") -> str:
    """Return the file that a link of the project leads to, which must be in the project too."""
    try:
        found = os.path.realpath(os.path.join(root, name), strict=True)
    except FileNotFoundError:
        raise _refused(name, "a symbolic link that leads nowhere") from None
    if not _is_inside(root, found):
        raise _refused(
            name, f"a symbolic link that leads out of the {what}; not followed"
        )
    return found


def _is_inside(root: Path, real: str) -> bool:
    """Return whether a path without links is this folder, or is below it."""
    base = os.path.realpath(root)
    return real == base or real.startswith(os.path.join(base, ""))


def read_given(path: Path | str, limit: int) -> bytes:
    """Return the bytes of a file named on the command line. That may be a pipe: `/dev/stdin`."""
    try:
        with open(path, "rb") as file:
            return _limited(file.fileno(), str(path), limit)
    except OSError as error:
        # Windows says of a folder that it is not permitted
        is_folder = os.path.isdir(path)
        reason = "a folder, and no file" if is_folder else _reason(error)
        raise _refused(str(path), reason) from None


def regular(path: Path | str, limit: int) -> bytes | None:
    """Return the bytes of a file, or nothing where it cannot be read for whatever reason.

    For digests, which refuse nothing. To read a file for what it says, use one of the others.
    """
    try:
        return _read_limited(path, "", limit, 0)
    except (OSError, BrokenInputError):
        return None


def text_of(data: bytes, name: str) -> str:
    """Return the text of a file. Raises BrokenInputError at the first byte that is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = f"not UTF-8 (byte 0x{data[error.start]:02X}); save the file as UTF-8"
        raise BrokenInputError([Problem(name, line, column, message)]) from None


def _read_limited(path: Path | str, name: str, limit: int, flags: int) -> bytes:
    """Open and read a file; raise BrokenInputError where it is none or too large."""
    try:
        handle = os.open(path, _READ | flags)
    except PermissionError:
        # Windows opens no folder
        if os.path.isdir(path):
            raise _refused(name, "not a file") from None
        raise
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise _refused(name, "not a file")
        return _limited(handle, name, limit)
    finally:
        os.close(handle)


def _limited(handle: int, name: str, limit: int) -> bytes:
    """Read all there is, up to the limit. What a file says of its size need not be true."""
    blocks = []
    rest = limit + 1
    while rest > 0 and (block := os.read(handle, min(_BLOCK, rest))):
        blocks.append(block)
        rest -= len(block)
    if rest <= 0:
        size = f"more than {limit // MEGABYTE} MB"
        raise _refused(
            name, f"has {size}, which no such file needs; is it the right one?"
        )
    return b"".join(blocks)


def _reason(error: OSError) -> str:
    """Say in our words why a file cannot be read."""
    if error.errno == errno.ELOOP:
        return "a symbolic link that leads to itself"
    if error.errno == errno.ENXIO:
        # the error of opening a socket
        return "not a file"
    return f"cannot be read: {error.strerror}"


def _refused(name: str, message: str) -> BrokenInputError:
    return BrokenInputError([Problem(name, 1, 1, message)])


# Writing


class Written(NamedTuple):
    """What was done to the files of a folder."""

    changed: tuple[str, ...]
    unchanged: int
    """How many were as they should be."""


def write(folder: Path, outputs: Mapping[str, bytes]) -> Written:
    """Write these files below a folder.

    Raises BrokenInputError, before anything is written, where one of them cannot be.
    """
    problems = _obstacles(folder, _folders(outputs), links=True)
    for name in outputs:
        if (folder / name).is_dir():
            message = "is a folder, and a file must stand here; move or remove it"
            problems.append(Problem(name, 1, 1, message))
    if problems:
        raise BrokenInputError(problems)
    changed = []
    for name, content in outputs.items():
        if write_file(folder / name, content):
            changed.append(name)
    return Written(tuple(changed), unchanged=len(outputs) - len(changed))


def read_file(path: Path | str, *, links: bool = True) -> bytes | None:
    """Return the content of a file, or nothing where there is no file.

    A folder or a pipe is none, nor is a symbolic link unless `links` says so.
    """
    # A build reads and writes thousands of small files, and Python's file object for each takes
    # longer than the file itself.
    if not links and _is_link_of_windows(path):
        return None
    try:
        handle = os.open(path, _READ if links else _READ | _NO_LINK)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        # and Windows opens no folder
        if os.path.isdir(path) or (not links and os.path.islink(path)):
            return None
        raise
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return None
        return _whole(handle, status.st_size)
    finally:
        os.close(handle)


def _is_link_of_windows(path: Path | str) -> bool:
    """Tell whether this is a link on Windows, which knows no way to open a file and no link."""
    return not _NO_LINK and os.path.islink(path)


def _whole(handle: int, size: int) -> bytes:
    """Return all that an open file has; it has this size, or has grown."""
    # one byte more than the file has: when it is not filled, this was the end
    content = os.read(handle, size + 1)
    if len(content) > size:
        while block := os.read(handle, _BLOCK):
            content += block
    return content


def write_file(path: Path | str, content: bytes, root: Path | None = None) -> bool:
    """Give a file this content, and make its folder if need be. Return whether it changed.

    Where a root is named, that is not made: if it is gone, FileNotFoundError is raised.
    """
    if read_file(path, links=False) == content:
        return False
    try:
        replace_file(path, content)
    except FileNotFoundError:
        if root is None:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        else:
            _make_folders(root, os.path.dirname(path))
        replace_file(path, content)
    return True


def replace_file(path: Path | str, content: bytes, mode: int = 0o666) -> None:
    """Replace a file so that every reader sees the old content or the new one, whole.

    That holds when this process is killed. For files that nothing can make again, `saving` also
    sees to it when the machine stops. Permissions stay; `mode` is for a file that was not there.
    """
    kept = _permissions(path)
    folder = os.path.dirname(path)
    for tries_left in reversed(range(_TRIES)):
        aside = os.path.join(folder, f"{TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}")
        try:
            handle = os.open(aside, _ASIDE, mode if kept is None else kept)
        except FileExistsError:
            if not tries_left:
                raise
            continue
        try:
            _fill(handle, content, kept)
            move_into_place(aside, path)
            break
        except FileNotFoundError:
            # Another machine that shares the folder took it for the leftover of a dead process: it
            # cannot know which processes are alive on this one.
            if not tries_left:
                raise
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(aside)
            raise


def move_into_place(aside: Path | str, path: Path | str) -> None:
    """Let a file take the place of another, as one step."""
    _patiently(lambda: os.replace(aside, path))


def remove_file(path: Path | str) -> None:
    """Remove a file that is there."""
    _patiently(lambda: os.unlink(path))


def _patiently(act: Callable[[], None]) -> None:
    """Do what Windows refuses while a file is open in another program.

    A virus scanner or an index looks into each new file, for a moment.
    """
    waits = _OPEN_ELSEWHERE if os.name == "nt" else ()
    for seconds in waits:
        try:
            act()
            return
        except PermissionError:
            time.sleep(seconds)
    act()


def from_here(path: Path | str, here: Path | str = os.curdir) -> Path:
    """Return a path as it is written from a folder, the current one if none is named.

    On Windows there is no way from one drive to another: then it stays as it is.
    """
    try:
        return Path(os.path.relpath(path, here))
    except ValueError:
        return Path(path)


def why_not(error: OSError) -> str:
    """Say what the system has refused, and what to do where only Windows refuses that."""
    reason = error.strerror or str(error)
    if os.name != "nt":
        return reason
    length = len(os.path.abspath(os.fspath(error.filename or "")))
    if isinstance(error, PermissionError):
        return f"{reason}; is it open in another program, or read-only?"
    if length >= _LONGEST_PATH_OF_WINDOWS:
        return (
            f"{reason}; the path has {length} characters, and Windows takes more than "
            f"{_LONGEST_PATH_OF_WINDOWS - 1} only where long paths are enabled"
        )
    return reason


def append(path: Path | str, content: bytes) -> None:
    """Add to the end of a file that a service keeps for several programs to write in."""
    with open(path, "ab") as file:
        file.write(content)


def _make_folders(root: Path, folder: str) -> None:
    """Make a folder below a root, and those above it up to the root."""
    path = str(root)
    for part in os.path.relpath(folder, root).split(os.sep):
        path = os.path.join(path, part)
        with contextlib.suppress(FileExistsError):
            os.mkdir(path)


def _permissions(path: Path | str) -> int | None:
    """Return the permissions of a file, if there is one."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_mode & 0o777


def _fill(handle: int, content: bytes, mode: int | None) -> None:
    """Write the content to an open file, set its permissions, and close it."""
    try:
        if mode is not None and hasattr(os, "fchmod"):
            # a file system may have no permissions
            with contextlib.suppress(OSError):
                # of those it was opened with, a new file has only what the umask leaves
                os.fchmod(handle, mode)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


class Owned(NamedTuple):
    """The subfolders that one command fills, and the list of the files that it has put there.

    Other files may stand in them: they are neither removed nor overwritten. The list stands beside
    the subfolders, not in a cache, so that what was written is known for as long as it is there,
    also by those who keep it in git.
    """

    folder: Path
    parts: tuple[str, ...]
    list_name: str

    def check_folders(self, names: Iterable[str] = ()) -> None:
        """Raise BrokenInputError where a link or a file is in the place of one of our folders."""
        ours = _folders([*names, *(f"{part}/" for part in self.parts)])
        problems = _obstacles(self.folder, ours, links=False)
        if problems:
            raise BrokenInputError(problems)

    def begin(
        self,
        wanted: Collection[str],
        changing: Iterable[str],
        contents: Callable[[], Mapping[str, bytes]],
    ) -> None:
        """Get ready to write. `wanted` are all files in the end, `changing` those to be written.

        Raises BrokenInputError, before anything is written, where a file that is not ours would be
        overwritten. One that already has the right content becomes ours; `contents` is called for
        that only where it has to be, as it may take long.
        """
        self.check_folders([*wanted, *self._left_over(self._listed(), wanted)])
        # Another run may be writing. It lists its files before it writes them, so we look at the
        # files first and at the list afterwards: then none of its files is missing in the list.
        existing = {}
        for name in changing:
            status = _status(self.folder / name)
            if status is not None:
                existing[name] = status
        listed = self._listed()
        strange = []
        for name, status in existing.items():
            if name not in listed or not stat.S_ISREG(status.st_mode):
                strange.append(name)
        if strange:
            self._refuse_others(strange, contents())
        self._list({*wanted, *self._left_over(listed, wanted)}, listed)

    def _refuse_others(
        self, strange: Iterable[str], expected: Mapping[str, bytes]
    ) -> None:
        """Raise BrokenInputError unless each of these files has the content that we would write."""
        problems = []
        for name in strange:
            content = read_file(self.folder / name, links=False)
            if name not in expected or content != expected[name]:
                message = "was not written by bpa; move or remove it"
                problems.append(Problem(f"{self.folder.name}/{name}", 1, 1, message))
        if problems:
            raise BrokenInputError(problems)

    def end(self, wanted: Collection[str]) -> tuple[str, ...]:
        """Remove files of earlier runs that are wanted no more, and leftovers of killed runs.

        Return the files that were removed.
        """
        listed = self._listed()
        gone = self._left_over(listed, wanted)
        if gone:
            self.check_folders(gone)
        removed = tuple(name for name in gone if self._remove(name))
        _clear_leftovers(self.folder, _folders([*gone, *wanted]))
        for name in sorted(_folders(gone) - {""}, reverse=True):
            # it may have other files in it
            with contextlib.suppress(OSError):
                os.rmdir(self.folder / name)
        if listed != wanted:
            # by now, another run may have added to it
            listed = self._listed()
            self._list(
                {*wanted, *self._left_over(listed, wanted)}.difference(gone), listed
            )
        return removed

    def is_new(self) -> bool:
        """Whether no run has put anything here that is known of."""
        if self._listed():
            return False
        return not any((self.folder / part).is_dir() for part in self.parts)

    def differences(self, outputs: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
        """Yield each file that is not as it should be, with the unified diff that would mend it."""
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
        """Return the lines of the list: what earlier runs wrote, and what else somebody put in."""
        content = read_file(self.folder / self.list_name, links=False) or b""
        # where it is kept in git, a checkout on Windows may have other line ends
        lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        return frozenset(lines) - {""}

    def _left_over(self, listed: Collection[str], wanted: Collection[str]) -> list[str]:
        """Return the listed files that are not wanted, and of those only what may be ours."""
        return sorted(
            name
            for name in frozenset(listed).difference(wanted)
            if self._may_hold(name)
        )

    def _may_hold(self, name: str) -> bool:
        """Return whether this is a file in one of our subfolders. A list can say anything."""
        part, *rest = name.split("/")
        inside = (
            part in self.parts and bool(rest) and not {"", ".", ".."}.intersection(rest)
        )
        return inside and name.isprintable() and "\\" not in name and ":" not in name

    def _list(self, names: Collection[str], before: Collection[str]) -> None:
        """Write the list, unless it is the same as before."""
        if names == before:
            return
        # Without the folders above it: a project that was moved away meanwhile is not made again.
        with contextlib.suppress(FileExistsError):
            self.folder.mkdir()
        text = "".join(f"{name}\n" for name in sorted(names))
        replace_file(self.folder / self.list_name, text.encode())

    def _remove(self, name: str) -> bool:
        """Remove a file. Return whether there was one."""
        path = self.folder / name
        status = _status(path)
        if status is None or not stat.S_ISREG(status.st_mode):
            return False
        with contextlib.suppress(FileNotFoundError):
            remove_file(path)
        return True


def unified_diff(name: str, before: bytes | None, after: bytes | None) -> str:
    """Return how a file changes, as `diff -u` prints it; one line where the content is no text."""
    # a build that writes does without it
    import difflib

    try:
        old = (before or b"").decode("utf-8").splitlines(keepends=True)
        new = (after or b"").decode("utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        return f"Binary files a/{name} and b/{name} differ\n"
    from_file = f"a/{name}" if before is not None else "/dev/null"
    to_file = f"b/{name}" if after is not None else "/dev/null"
    lines = []
    for line in difflib.unified_diff(old, new, from_file, to_file):
        lines.append(line)
        if not line.endswith("\n"):
            lines.append("\n\\ No newline at end of file\n")
    return "".join(lines)


def _folders(names: Iterable[str]) -> set[str]:
    """Return every folder on the way to these files; "" is the one that the names start from."""
    found = {""}
    for parent in {name.rpartition("/")[0] for name in names}:
        while parent not in found:
            found.add(parent)
            parent = parent.rpartition("/")[0]
    return found


def _obstacles(folder: Path, folders: Iterable[str], *, links: bool) -> list[Problem]:
    """Return what is in the place of these folders; a link to a folder is fine if `links`."""
    problems = []
    for name in sorted(folders):
        if links:
            status = _status_behind(folder / name)
            shown = name or str(folder)
        else:
            status = _status(folder / name)
            shown = str(PurePosixPath(folder.name, name))
        if status is None or stat.S_ISDIR(status.st_mode):
            continue
        if stat.S_ISLNK(status.st_mode):
            message = (
                "is a symbolic link, and what is behind it is not bpa's to write to; "
                "remove the link"
            )
        else:
            message = "is a file, and a folder must stand here; move or remove it"
        problems.append(Problem(shown, 1, 1, message))
    return problems


def _status(path: Path) -> os.stat_result | None:
    """Return what is at this path, a link itself where it is one; nothing where nothing is."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _status_behind(path: Path) -> os.stat_result | None:
    """Return what a link leads to, or the link itself where it leads to nothing."""
    try:
        return os.stat(path)
    except OSError:
        return _status(path)


def _clear_leftovers(folder: Path, folders: Iterable[str]) -> None:
    """Remove what processes that are gone wrote aside and never moved into place."""
    for name in folders:
        try:
            names = os.listdir(folder / name)
        except OSError:
            continue
        for found in names:
            match = _LEFTOVER.fullmatch(found)
            if match and _is_left(folder / name / found, int(match[1])):
                with contextlib.suppress(OSError):
                    os.unlink(folder / name / found)


def _is_left(path: Path, process: int) -> bool:
    """Return whether a file was written aside by a process that writes no more."""
    if not _alive(process):
        return True
    # Of Windows nobody knows, and elsewhere another process may have the number by now.
    try:
        return time.time() - os.lstat(path).st_mtime > _A_DAY
    except OSError:
        return False


def _alive(process: int) -> bool:
    """Return whether this process may still be writing."""
    if process == os.getpid():
        # this one is not, while it looks
        return False
    if os.name == "nt":
        # there, os.kill with signal 0 would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return not _has_ended(process)


def _has_ended(process: int) -> bool:
    """Return whether a process has ended that is known until its parent asks how it ended.

    In a container, that may be seconds after a build was killed, or never.
    """
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            told = file.read()
    except OSError:
        # other systems say it in other ways
        return False
    # the state is behind the name of the program, in which there may be any character
    state = told.rpartition(b")")[2].split()[:1]
    return state == [b"Z"]


# Windows takes CON, NUL.txt and com¹.anything for devices, in any case of letters
_DEVICE = re.compile(
    r"(con|conin\$|conout\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?",
    re.IGNORECASE | re.DOTALL,
)


_NOT_IN_NAMES = '<>:"|?*\\'


def windows_refusal(name: str) -> str | None:
    """Return why Windows can have no file or folder of this name, or None where it can."""
    if is_device_name(name):
        return "is the name of a device on Windows, where no file can have it"
    if name.endswith((".", " ")):
        return "ends in a dot or a blank, which Windows drops"
    found = next((character for character in name if character in _NOT_IN_NAMES), None)
    if found is not None:
        return f"has “{found}”, which no file on Windows can have in its name"
    return None


def is_device_name(name: str) -> bool:
    """Return whether Windows takes this for a device, whatever ending it has."""
    return bool(_DEVICE.fullmatch(name))
