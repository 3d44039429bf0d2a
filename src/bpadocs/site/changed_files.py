"""What in rules/ differs from the last commit: what somebody has done and not committed yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bpadocs.project.tree import RULES
from bpadocs.system import git
from bpadocs.system.files import RULE_LIMIT, regular, unified_diff


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that differs."""

    path: str
    before: str | None
    """The object that git has of it; None where it is new."""
    after: bytes | None


@dataclass(frozen=True, slots=True)
class FileDiff:
    """How a file differs, as `git diff` shows it."""

    path: str
    diff: str


def changed_files(root: Path) -> list[ChangedFile] | None:
    """Return the files of rules/ that differ from the last commit; None without a history."""
    if git.commit_of(root, "HEAD") is None:
        return None
    committed = git.committed(root, RULES)
    found = []
    for path in sorted({*committed, *_files(root)}):
        before = committed.get(path)
        after = regular(root / path, RULE_LIMIT)
        is_same = after is None and before is None
        if before is not None and after is not None:
            is_same = git.has(before, after)
        if not is_same:
            found.append(ChangedFile(path, before, after))
    return found


def diffs_of(root: Path, files: Sequence[ChangedFile]) -> list[FileDiff]:
    """Return how these files differ."""
    contents = git.Objects(root).read(file.before or "" for file in files)
    found = []
    for file, before in zip(files, contents, strict=True):
        after = _as_committed(file.after, before)
        found.append(FileDiff(file.path, unified_diff(file.path, before, after)))
    return found


def _as_committed(after: bytes | None, before: bytes | None) -> bytes | None:
    """Return a file with the line ends that git has of it: a checkout may have others."""
    if after is None or before is None or b"\r\n" in before:
        return after
    return after.replace(b"\r\n", b"\n")


def _files(root: Path) -> list[str]:
    """Return the files of rules/ that git may not know yet."""
    files = []
    for path in (root / RULES).rglob("*.yaml"):
        name = path.relative_to(root)
        if not any(part.startswith(".") for part in name.parts):
            files.append(name.as_posix())
    return files
