"""Read files that somebody else may have made.

Only what is a file is read, only up to the size that such a file can have, and of a project only
what is inside it. A pipe, a device or a link to one may be anywhere in such a folder: opening it
could wait for ever, and reading it could take all memory.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from bpadocs.errors import BrokenInputError, Problem

MEGABYTE: Final = 1_000_000
RULE_LIMIT: Final = 4 * MEGABYTE
"""The most bytes of a rule file, or of product.yaml."""
SETTINGS_LIMIT: Final = MEGABYTE
"""The most bytes of pyproject.toml."""
WORDS_LIMIT: Final = 20 * MEGABYTE
"""The most bytes of a catalog or a glossary in locales/."""
EXCHANGE_LIMIT: Final = 200 * MEGABYTE
"""The most bytes of a PO or XLIFF file that comes back from translators."""
INVENTORY_LIMIT: Final = 100 * MEGABYTE
"""The most bytes of a host's inventory."""

_NO_LINK: Final[int] = getattr(os, "O_NOFOLLOW", 0)
_AT_ONCE: Final[int] = (
    getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
"""Flags with which a pipe is opened without waiting for somebody who writes to it."""
_BLOCK: Final = 1 << 20


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
        return _read_file(path, name, limit, _NO_LINK)
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
        has_link = has_link or os.path.islink(path)
    return has_link and not _is_inside(root, os.path.realpath(path))


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
        raise _refused(str(path), _reason(error)) from None


def regular(path: Path | str, limit: int) -> bytes | None:
    """Return the bytes of a file, or nothing where it cannot be read for whatever reason.

    For digests, which refuse nothing. To read a file for what it says, use one of the others.
    """
    try:
        return _read_file(path, "", limit, 0)
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


def _read_file(path: Path | str, name: str, limit: int, flags: int) -> bytes:
    """Open and read a file; raise BrokenInputError where it is none or too large."""
    handle = os.open(path, os.O_RDONLY | _AT_ONCE | flags)
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
