"""Generated files: written to the side and moved into place, left alone where nothing changed, removed where nothing
makes them any more.
"""

import contextlib
import os
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

TEMPORARY = ".tmp-"

_BINARY = getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | _BINARY
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY
_BLOCK = 1 << 16


class Written(NamedTuple):
    """What a run did to a folder."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write(folder: Path, outputs: Mapping[str, bytes], owned: Iterable[str]) -> Written:
    """Make the owned subfolders hold exactly these files. A reader sees each file whole, old or new, at any moment."""
    changed = tuple(name for name, content in outputs.items() if write_file(folder / name, content))
    removed = prune(folder, outputs, owned)
    return Written(changed, removed, len(outputs) - len(changed))


def read_file(path: Path | str) -> bytes | None:
    """What stands in the file; nothing where there is none."""
    # A build reads and writes thousands of small files: a file object for each costs more than the file.
    try:
        handle = os.open(path, _READ)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        blocks = [os.read(handle, _BLOCK)]
        while blocks[-1]:
            blocks.append(os.read(handle, _BLOCK))
        return b"".join(blocks)
    except IsADirectoryError:
        return None
    finally:
        os.close(handle)


def write_file(path: Path | str, content: bytes) -> bool:
    """Make the file hold this content, and its folder exist; whether anything had to be done."""
    if read_file(path) == content:
        return False
    try:
        replace_file(path, content)
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(Path(path).parent)
        replace_file(path, content)
    except IsADirectoryError:
        shutil.rmtree(path)
        replace_file(path, content)
    return True


def replace_file(path: Path | str, content: bytes) -> None:
    """Write a file so that whoever reads it, whenever the machine stops, sees the old content or the new."""
    folder, name = os.path.split(path)
    aside = os.path.join(folder, f"{TEMPORARY}{os.getpid()}-{name}")
    try:
        handle = os.open(aside, _WRITE, 0o666)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
        os.replace(aside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise


def differences(folder: Path, outputs: Mapping[str, bytes], owned: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each file that is not as it should be, and the unified diff that would make it so."""
    for name, content in outputs.items():
        existing = read_file(folder / name)
        if existing != content:
            yield name, unified_diff(name, existing, content)
    for name in _strangers(folder, outputs, owned):
        yield name, unified_diff(name, read_file(folder / name), None)


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


def prune(folder: Path, wanted: Container[str], owned: Iterable[str]) -> tuple[str, ...]:
    """Remove from the owned subfolders every file that is not wanted, and every folder that is then empty."""
    owned = tuple(owned)
    removed = []
    for name in _strangers(folder, wanted, owned):
        if TEMPORARY in name and _alive(name):
            continue
        (folder / name).unlink(missing_ok=True)
        if TEMPORARY not in name:
            removed.append(name)
    for part in owned:
        for root, folders, files in os.walk(folder / part, topdown=False):
            if not files or folders:
                with contextlib.suppress(OSError):  # not empty
                    os.rmdir(root)
    return tuple(removed)


def _make_folder(path: Path) -> None:
    """The folder and those above it; a file or a dangling link that stands in the way is a leftover, and gives way."""
    for parent in (*reversed(path.parents), path):
        if parent.is_file() or (parent.is_symlink() and not parent.exists()):
            parent.unlink()
    path.mkdir(parents=True, exist_ok=True)


def _strangers(folder: Path, wanted: Container[str], owned: Iterable[str]) -> list[str]:
    found = []
    start = len(str(folder)) + 1
    for part in owned:
        for root, _, names in os.walk(folder / part):
            relative = root[start:].replace(os.sep, "/")
            found += [name for file in names if (name := f"{relative}/{file}") not in wanted]
    return sorted(found)


def _alive(name: str) -> bool:
    """Whether a file written to the side belongs to a build that still runs."""
    number = name.rpartition(TEMPORARY)[2].partition("-")[0]
    if not number.isdecimal() or int(number) == os.getpid():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
