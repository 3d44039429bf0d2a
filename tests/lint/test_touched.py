"""What a branch touched is what differs from where it began, as git has it."""

from pathlib import Path

import pytest
from hostile_repositories import git

from bpadocs.errors import UsageError
from bpadocs.lint.touched import TouchedFiles

OLD = "old.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder of a repository, on a branch, with main one commit ahead of where it began."""
    folder = tmp_path / "docs" / "pages"
    folder.mkdir(parents=True)
    for name in (OLD, "changed.md", "gone.md", "main.md"):
        (folder / name).write_bytes(b"one\ntwo\n")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "checkout", "-qb", "work")
    git(tmp_path, "checkout", "-q", "main")
    (folder / "main.md").write_bytes(b"another\n")
    git(tmp_path, "commit", "-qam", "on main")
    git(tmp_path, "checkout", "-q", "work")
    return folder


def test_committed_and_uncommitted_changes_count_and_those_of_main_do_not(
    project: Path,
) -> None:
    (project / "changed.md").write_bytes(b"changed\n")
    git(project, "commit", "-qam", "two")
    (project / "new.md").write_bytes(b"new\n")
    (project / "gone.md").unlink()
    touched = TouchedFiles(project, "main")
    names = (OLD, "changed.md", "gone.md", "new.md", "main.md", "never.md")
    assert [name for name in names if touched.has(name)] == [
        "changed.md",
        "gone.md",
        "new.md",
    ]


def test_line_ends_of_a_checkout_on_windows_are_no_change(project: Path) -> None:
    (project / OLD).write_bytes(b"one\r\ntwo\r\n")
    assert not TouchedFiles(project, "main").has(OLD)


@pytest.mark.parametrize(
    "revision", ["nope", "--all", "-c core.pager=x", "main\nHEAD", "", ":docs", "\x00"]
)
def test_what_is_no_commit_is_said(project: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="no such commit, branch or tag here"):
        TouchedFiles(project, revision)


def test_a_shallow_clone_is_told_how_to_get_the_rest(
    project: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    address = f"file://{tmp_path}"
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "work", address, str(clone))
    with pytest.raises(UsageError, match=r"fetch --unshallow.*fetch-depth: 0"):
        TouchedFiles(clone / "docs" / "pages", "origin/main")


def test_a_folder_without_history_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no git history"):
        TouchedFiles(tmp_path, "main")


def test_commits_that_have_nothing_in_common_are_told(project: Path) -> None:
    git(project, "checkout", "-q", "--orphan", "apart")
    git(project, "commit", "-qm", "apart")
    with pytest.raises(UsageError, match="no commit in common"):
        TouchedFiles(project, "main")
