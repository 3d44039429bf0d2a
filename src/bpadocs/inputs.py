"""What is read is a file, of a size that such a file can have, and a project's own files lie in the project.

A pipe, a device or a link to one may be anywhere in a folder that somebody else made: opening it could wait for ever,
reading it could take all memory.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from bpadocs.problems import BrokenInputError, Problem

MEGABYTE: Final = 1_000_000
RULE_LIMIT: Final = 4 * MEGABYTE
"""Of a rule file or product.yaml."""
SETTINGS_LIMIT: Final = MEGABYTE
WORDS_LIMIT: Final = 20 * MEGABYTE
"""Of a catalog or a glossary in locales/."""
EXCHANGE_LIMIT: Final = 200 * MEGABYTE
"""Of what comes back from translators, in PO or XLIFF."""
INVENTORY_LIMIT: Final = 100 * MEGABYTE

_NO_LINK: Final[int] = getattr(os, "O_NOFOLLOW", 0)
_AT_ONCE: Final[int] = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that nobody writes to is opened without waiting for somebody."""
_BLOCK: Final = 1 << 20


def read_inside(root: Path, name: str, limit: int, what: str = "project") -> bytes | None:
    """The bytes of a file of this project, or another folder, and nothing where there is none.

    Raises BrokenInputError for what is no file, or not in there.
    """
    if leads_out(root, os.path.dirname(name)):
        raise _refused(name, f"in a folder that is a symbolic link out of the {what}; not followed")
    path = os.path.join(root, name)
    try:
        if os.path.islink(path):
            path = target(root, name, what)
        return _read_file(path, name, limit, _NO_LINK)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _refused(name, _reason(error)) from None


def leads_out(root: Path, name: str) -> bool:
    """Whether this folder of the project is, by symbolic links, somewhere else."""
    path = str(root)
    linked = False
    for part in name.split("/") if name else ():
        path = os.path.join(path, part)
        linked = linked or os.path.islink(path)
    # To find out where a path really leads takes longer than to see that it has no link in it.
    return linked and not _is_inside(root, os.path.realpath(path))


def target(root: Path, name: str, what: str = "project") -> str:
    """The file that a link of the project leads to, which must be in the project too."""
    try:
        found = os.path.realpath(os.path.join(root, name), strict=True)
    except FileNotFoundError:
        raise _refused(name, "a symbolic link that leads nowhere") from None
    if not _is_inside(root, found):
        raise _refused(name, f"a symbolic link that leads out of the {what}; not followed")
    return found


def _is_inside(root: Path, real: str) -> bool:
    base = os.path.realpath(root)
    return real == base or real.startswith(os.path.join(base, ""))


def read_given(path: Path | str, limit: int) -> bytes:
    """The bytes of a file that was named on the command line, which may be a pipe: `/dev/stdin`."""
    try:
        with open(path, "rb") as file:
            return _limited(file.fileno(), str(path), limit)
    except OSError as error:
        raise _refused(str(path), _reason(error)) from None


def regular(path: Path | str, limit: int) -> bytes | None:
    """The bytes of a file, or what it leads to, where this is a file of such a size; for digests, which refuse nothing.

    Whoever reads such a file for what it says uses one of the others.
    """
    try:
        return _read_file(path, "", limit, 0)
    except (OSError, BrokenInputError):
        return None


def text_of(data: bytes, name: str) -> str:
    """The text of a file; raises BrokenInputError with the place of the first byte that is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = f"not UTF-8 (byte 0x{data[error.start]:02X}); save the file as UTF-8"
        raise BrokenInputError([Problem(name, line, column, message)]) from None


def _read_file(path: Path | str, name: str, limit: int, flags: int) -> bytes:
    handle = os.open(path, os.O_RDONLY | _AT_ONCE | flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise _refused(name, "not a file")
        return _limited(handle, name, limit)
    finally:
        os.close(handle)


def _limited(handle: int, name: str, limit: int) -> bytes:
    """All there is to read. What a file says of its size need not be so: a device says nothing."""
    blocks = []
    rest = limit + 1
    while rest > 0 and (block := os.read(handle, min(_BLOCK, rest))):
        blocks.append(block)
        rest -= len(block)
    if rest <= 0:
        raise _refused(name, f"has more than {limit // MEGABYTE} MB, which no such file needs; is it the right one?")
    return b"".join(blocks)


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "a symbolic link that leads to itself"
    if error.errno == errno.ENXIO:  # what a socket says when it is opened
        return "not a file"
    return f"cannot be read: {error.strerror}"


def _refused(name: str, message: str) -> BrokenInputError:
    return BrokenInputError([Problem(name, 1, 1, message)])
