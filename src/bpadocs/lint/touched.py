"""Find out which files a branch has changed, so that only what is said of those is told."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bpadocs import shown
from bpadocs.errors import UsageError
from bpadocs.system import git
from bpadocs.system.files import MEGABYTE, regular

_LIMIT = 4 * MEGABYTE


class TouchedFiles:
    """Tells of the files of a folder whether they differ from where a branch began.

    What is not committed yet counts as well, and so does a file that git does not know.
    """

    def __init__(self, folder: Path, revision: str) -> None:
        """Find where HEAD and the revision parted. Raises UsageError where that is not known."""
        self._folder = folder
        self._before = _files_at(folder, revision)
        # the same page is asked about for each finding on it
        self.has = cache(self._differs)

    def _differs(self, name: str) -> bool:
        """Tell whether the file of this path in the folder is another one than it was."""
        before = self._before.get(name)
        content = regular(self._folder / name, _LIMIT)
        if before is None or content is None:
            return content is not None or before is not None
        return not git.has(before, content)


def _files_at(folder: Path, revision: str) -> Mapping[str, str]:
    """Return the files of a folder as they were where HEAD and the revision parted."""
    where = f"--since {shown.name(revision)}"
    shallow = git.is_shallow(folder)
    if shallow is None:
        message = (
            f"{where}: {shown.name(str(folder))} has no git history that could be read"
        )
        raise UsageError(message)
    more = ""
    if shallow:
        more = (
            "; this clone is shallow: “git fetch --unshallow” brings the history, in GitHub "
            "Actions “fetch-depth: 0”"
        )
    commit = git.commit_of(folder, revision)
    if commit is None:
        raise UsageError(f"{where}: no such commit, branch or tag here{more}")
    base = git.fork_point(folder, commit)
    if base is None:
        raise UsageError(f"{where}: it and HEAD have no commit in common here{more}")
    return git.committed(folder, ".", base)
