"""Generated files: written to the side and moved into place, left alone where nothing changed, removed where nothing
makes them any more.
"""

import difflib
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TEMPORARY = ".tmp-"


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did to a folder."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write(folder: Path, outputs: Mapping[str, bytes], owned: Iterable[str]) -> Written:
    """Make the owned subfolders hold exactly these files. A reader sees each file whole, old or new, at any moment."""
    changed = []
    made: set[Path] = set()
    for name, content in outputs.items():
        path = folder / name
        if _content(path) == content:
            continue
        if path.parent not in made:
            _make_folder(path.parent, folder)
            made.add(path.parent)
        replace_file(path, content)
        changed.append(name)
    removed = prune(folder, outputs, owned)
    return Written(tuple(changed), removed, len(outputs) - len(changed))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it, whenever the machine stops, sees the old content or the new."""
    aside = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def differences(folder: Path, outputs: Mapping[str, bytes], owned: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each file that is not as it should be, and the unified diff that would make it so."""
    for name, content in outputs.items():
        existing = _content(folder / name)
        if existing != content:
            yield name, unified_diff(name, existing, content)
    for name in _strangers(folder, outputs, owned):
        yield name, unified_diff(name, _content(folder / name), None)


def unified_diff(name: str, before: bytes | None, after: bytes | None) -> str:
    """How the file changes, as `diff -u` says it; a line where the content is no text."""
    try:
        old, new = ((content or b"").decode("utf-8").splitlines(keepends=True) for content in (before, after))
    except UnicodeDecodeError:
        return f"Binary files a/{name} and b/{name} differ\n"
    from_file = f"a/{name}" if before is not None else "/dev/null"
    to_file = f"b/{name}" if after is not None else "/dev/null"
    lines = difflib.unified_diff(old, new, from_file, to_file)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _make_folder(path: Path, base: Path) -> None:
    for parent in (*reversed(path.relative_to(base).parents), path.relative_to(base)):
        inner = base / parent
        if inner.is_file() or inner.is_symlink():
            inner.unlink()
    path.mkdir(parents=True, exist_ok=True)


def _strangers(folder: Path, outputs: Container[str], owned: Iterable[str]) -> list[str]:
    found = []
    for part in owned:
        for root, _, names in os.walk(folder / part):
            relative = Path(root).relative_to(folder).as_posix()
            found += [name for file in names if (name := f"{relative}/{file}") not in outputs]
    return sorted(found)


def prune(folder: Path, outputs: Container[str], owned: Iterable[str]) -> tuple[str, ...]:
    """Remove from the owned subfolders every file that is none of these outputs, and every empty folder."""
    return tuple(_prune(folder, outputs, tuple(owned)))


def _prune(folder: Path, outputs: Container[str], owned: Sequence[str]) -> Iterator[str]:
    for name in _strangers(folder, outputs, owned):
        if TEMPORARY in name and _alive(name):
            continue
        (folder / name).unlink(missing_ok=True)
        if TEMPORARY not in name:
            yield name
    for part in owned:
        for root, _, _ in os.walk(folder / part, topdown=False):
            if not os.listdir(root):
                Path(root).rmdir()


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
