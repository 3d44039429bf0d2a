"""Git is asked for the log and for objects, and no repository makes it do anything else."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hostile_repositories import (
    FILE,
    change_english,
    cloned_with_bare,
    committed,
    git,
    settings,
    stamped,
    with_settings,
)
from page_helpers import PAGE, sha1, write_pages

from bpadocs.errors import UsageError
from bpadocs.lint.history import History, stamps_without_change
from bpadocs.lint.touched import TouchedFiles
from bpadocs.pages.drift import MADE_FROM
from bpadocs.pages.pair import Locale
from bpadocs.published.origins import MadeFrom, origins
from bpadocs.rule.provenance import fingerprint
from bpadocs.site.changed_files import changed_files, diffs_of
from bpadocs.system import git as asked

BEFORE = fingerprint("Some virtual machines are not backed up.")
MAKERS = (with_settings, cloned_with_bare)
Make = Callable[[Path, str, Path], Path]


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """A file that a program leaves when it runs."""
    return tmp_path / "ran"


@pytest.fixture
def program(tmp_path: Path, marker: Path) -> Path:
    """A program for git to run; it does what a converter of files would."""
    path = tmp_path / "program"
    path.write_text(
        f'#!/bin/sh\necho ran >> "{marker}"\ncat "$1" 2> /dev/null; exit 0\n'
    )
    path.chmod(0o755)
    return path


def origin_of(english: Path, translation: Path) -> MadeFrom | None:
    """Where the English is that a page was made from."""
    source = Locale("en-us", "en", english.parent)
    locale = Locale("fr-fr", "fr", translation.parent)
    name = english.name
    found = origins(
        (source, {name: english}), [(locale, {name: translation})], MADE_FROM
    )
    return found.get(("fr-fr", name))


def look(project: Path) -> None:
    """All that is ever asked of a project's history."""
    stamps_without_change(project)
    history = History(project)
    history.english(FILE, "issue", "0" * 10)
    assert history.missing.startswith("unknown")
    with contextlib.suppress(UsageError):  # where there is no history
        TouchedFiles(project, "HEAD").has(FILE)
    asked.branch_of(project)
    diffs_of(project, changed_files(project) or ())


@pytest.mark.parametrize("kind", settings(""))
@pytest.mark.parametrize("make", MAKERS)
def test_no_program_runs(
    tmp_path: Path, make: Make, kind: str, program: Path, marker: Path
) -> None:
    project = make(tmp_path / "made", kind, program)
    marker.unlink(missing_ok=True)  # making it may have run the program
    look(project)
    assert not marker.exists()


@pytest.mark.parametrize("kind", ["fsmonitor", "signature", "fetch by a program"])
@pytest.mark.parametrize("make", MAKERS)
def test_no_program_runs_with_an_older_git(
    tmp_path: Path,
    make: Make,
    kind: str,
    program: Path,
    marker: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Which does not know every setting that is to hold it back."""
    project = make(tmp_path / "made", kind, program)
    marker.unlink(missing_ok=True)
    known = tuple(
        setting for setting in asked._SETTINGS if not setting.startswith("safe.")
    )
    monkeypatch.setattr(asked, "_SETTINGS", known)
    monkeypatch.delitem(asked._ENVIRONMENT, "GIT_NO_LAZY_FETCH")
    look(project)
    assert not marker.exists()


@pytest.mark.parametrize(
    "kind",
    ["fsmonitor", "external diff", "textconv", "filter", "signature", "included"],
)
def test_the_history_is_read_all_the_same(
    tmp_path: Path, kind: str, program: Path
) -> None:
    project = with_settings(tmp_path / "made", kind, program)
    assert (
        History(project).english(FILE, "issue", BEFORE)
        == "Some virtual machines are not backed up."
    )


def test_a_tree_that_looks_like_a_repository_is_none(
    tmp_path: Path, program: Path
) -> None:
    project = cloned_with_bare(tmp_path, "fsmonitor", program)
    assert asked.log(project, "rules") is None
    assert asked.log(project / "rules", "hyper-v") is None
    (project / "objects").rename(project / "common")
    (project / "commondir").write_text("common")
    assert asked.log(project, "rules") is None


@pytest.mark.parametrize("kind", ["signature", "fetch by a program"])
def test_no_program_runs_for_the_history_of_a_page(
    tmp_path: Path, kind: str, program: Path, marker: Path
) -> None:
    project = cloned_with_bare(tmp_path / "made", kind, program)
    marker.unlink(missing_ok=True)
    translated = PAGE.replace(
        "ms.date: 8/16/2016\n", f"ms.date: 8/16/2016\nms.openlocfilehash: {'0' * 40}\n"
    )
    write_pages(tmp_path, {"fr/backups.yaml": translated})
    # a file that has a history
    found = origin_of(project / FILE, tmp_path / "fr/backups.yaml")
    assert found is not None
    assert found.objects == ()
    assert not marker.exists()


def test_a_command_runs_no_program(tmp_path: Path, program: Path, marker: Path) -> None:
    project = with_settings(tmp_path / "made", "filter", program)
    marker.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "bpadocs", "lint"],
        cwd=project,
        capture_output=True,
        check=False,
    )
    assert (
        "the English since then: [-Some-]{+Many+} virtual machines"
        in done.stdout.decode()
    )
    assert not marker.exists()


ODD_NAMES = (
    "a\x01--output=foo",
    "--output=foo",
    "a\nb",
    "-x",
    ":(top)x",
    ":x",
    "a:b",
    "a\tb",
    'a"b\\c',
    "M",
    "é",
)


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Path]:
    """A stale project in whose history each odd name was a file for one commit, with a link in wait
    for `--output`.
    """
    project = stamped(tmp_path / "project")
    victim = tmp_path / "victim"
    victim.write_text("its own\n")
    for name in ODD_NAMES:
        (project / "rules/hyper-v" / name).write_text("x")
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    for name in ODD_NAMES:
        (project / "rules/hyper-v" / name).unlink()
    change_english(project)
    trap = project / f"foo:./{FILE}"
    trap.parent.mkdir(parents=True)
    trap.symlink_to(victim)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "two")
    yield project
    assert victim.read_text() == "its own\n"


def test_a_name_in_the_history_is_no_option(odd: Path) -> None:
    history = History(odd)
    assert (
        history.english(FILE, "issue", "0" * 10) is None
    )  # every version was looked at
    assert (
        history.english(FILE, "issue", BEFORE)
        == "Some virtual machines are not backed up."
    )


def test_every_name_is_read_as_it_is(odd: Path) -> None:
    log = asked.log(odd, "rules")
    assert log is not None
    removed = {change.path for change in log if change.status == "D"}
    assert removed == {f"rules/hyper-v/{name}" for name in ODD_NAMES}
    assert [change.status for change in log if change.path == FILE] == ["M", "A"]


@pytest.mark.parametrize("name", [":(top)x.md", "-x.md", "*.md", "é.md", "a b.md"])
def test_the_name_of_a_page_is_a_name_only(tmp_path: Path, name: str) -> None:
    pages = write_pages(
        tmp_path, {name: PAGE.replace("is late", "was late"), "other.md": PAGE}
    )
    git(pages, "init", "-q")
    git(pages, "add", "-A")
    git(pages, "commit", "-qm", "one")
    (pages / name).write_text(PAGE)
    before = PAGE.replace("is late", "was late")
    stamp = f"ms.openlocfilehash: {sha1(before)}\n"
    french = PAGE.replace("ms.date", f"{stamp}ms.date", 1)
    write_pages(tmp_path / "fr", {name: french})
    found = origin_of(pages / name, tmp_path / "fr" / name)
    assert found is not None
    assert list(asked.Objects(pages).read(found.objects)) == [before.encode()]
    [change] = asked.log(pages, name) or ()
    assert change.path == name


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    project = committed(tmp_path / "project")
    name = os.fsdecode(b"rules/hyper-v/\xff.txt")
    try:
        (project / name).write_text("x")
    except OSError:
        pytest.skip("names are text on this file system")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "two")
    assert name in {change.path for change in asked.log(project, "rules") or ()}


@pytest.mark.parametrize(
    "name",
    [
        "HEAD",
        "--textconv",
        "0" * 39,
        "0" * 40 + "\n" + "0" * 40,
        "",
        "é" * 40,
        "0" * 40,
    ],
)
def test_only_names_of_objects_are_asked_for(tmp_path: Path, name: str) -> None:
    project = committed(tmp_path / "project")
    objects = asked.Objects(project)
    known = asked.committed(project, "rules")[FILE]
    before, none, after = objects.read([known, name, known])
    assert none is None
    assert before == after
    assert before is not None
    assert asked.name_of(before, known) == known


def test_what_is_no_file_or_too_large_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = committed(tmp_path / "project")
    small = git(project, "hash-object", "-w", "--stdin", given="small")
    large = git(project, "hash-object", "-w", "--stdin", given="large" * 50_000)
    monkeypatch.setattr(asked, "MAX_BYTES", 100_000)
    names = [
        git(project, "rev-parse", "HEAD"),
        large,
        git(project, "rev-parse", "HEAD:rules"),
        small,
    ]
    assert list(asked.Objects(project).read(names)) == [None, None, None, b"small"]


def test_threads_that_share_it_get_the_answers_to_their_own_questions(
    tmp_path: Path,
) -> None:
    project = committed(tmp_path / "project")
    own = [f"{number} " * 2_000 for number in range(8)]
    names = [
        git(project, "hash-object", "-w", "--stdin", given=text).strip() for text in own
    ]
    objects = asked.Objects(project)

    def read(number: int) -> list[bytes | None]:
        return [*objects.read([names[number]] * 200)]

    with ThreadPoolExecutor(8) as threads:
        found = [*threads.map(read, range(8))]
    assert found == [[text.encode()] * 200 for text in own]


def test_a_fork_asks_a_git_of_its_own(tmp_path: Path) -> None:
    project = committed(tmp_path / "project")
    objects = asked.Objects(project)
    known = asked.committed(project, "rules")
    expected = [(project / file).read_bytes() for file in known if file != FILE]
    names = [name for file, name in known.items() if file != FILE]
    assert list(objects.read(names)) == expected
    child = os.fork()
    if child == 0:
        os._exit(0 if list(objects.read(names)) == expected else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert list(objects.read(names)) == expected


def test_a_git_that_waits_for_ever_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = committed(tmp_path / "project")
    name = asked.committed(project, "rules")[FILE]
    file = project / ".git" / "objects" / name[:2] / name[2:]
    file.unlink()
    os.mkfifo(file)
    monkeypatch.setattr(asked, "TIMEOUT", 0.3)
    monkeypatch.setattr(asked, "WALK_TIMEOUT", 0.3)
    assert list(asked.Objects(project).read([name])) == [None]
    (project / ".git" / "config").unlink()
    os.mkfifo(project / ".git" / "config")
    assert asked.log(project, "rules") is None


def test_settings_of_the_environment_are_left_out(
    tmp_path: Path, program: Path, marker: Path
) -> None:
    project = committed(tmp_path / "project")
    hostile = {
        "GIT_DIR": "/nowhere",
        "GIT_WORK_TREE": str(tmp_path),
        "GIT_EXTERNAL_DIFF": str(program),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(program),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in hostile.items():
            patch.setenv(name, value)
        look(project)
        assert History(project).english(FILE, "issue", BEFORE) is not None
    assert not marker.exists()


def test_a_git_in_the_current_folder_is_not_run(
    tmp_path: Path, program: Path, marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = committed(tmp_path / "project")
    program.rename(project / "git")
    monkeypatch.chdir(project)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", os.environ["PATH"]]))
    asked._program.cache_clear()
    look(project)
    assert not marker.exists()
    asked._program.cache_clear()


def test_without_git_there_is_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = committed(tmp_path / "project")
    monkeypatch.setattr(asked, "_program", lambda: None)
    assert "there is no git history here" in History(project).missing
    assert History(project).english(FILE, "issue", BEFORE) is None
    assert stamps_without_change(project) == frozenset()


def test_settings_that_change_how_git_prints_change_nothing(tmp_path: Path) -> None:
    project = committed(tmp_path / "project")
    for key, value in (
        ("color.ui", "always"),
        ("diff.noprefix", "true"),
        ("format.pretty", "fuller"),
        ("log.decorate", "full"),
        ("diff.renames", "false"),
        ("core.quotePath", "true"),
    ):
        git(project, "config", key, value)
    git(project, "commit", "-qam", "two")
    git(project, "mv", FILE, "rules/hyper-v/saved.yaml")
    git(project, "commit", "-qm", "three")
    history = History(project)
    assert history.english("rules/hyper-v/saved.yaml", "issue", BEFORE) is not None


def test_a_file_of_a_commit_is_named_by_its_path(tmp_path: Path) -> None:
    pages = write_pages(tmp_path, {"en/a b.md": "one"})
    git(pages, "init", "-q")
    git(pages, "add", "-A")
    git(pages, "commit", "-qm", "one")
    (pages / "en/a b.md").write_text("two")
    git(pages, "commit", "-qam", "two")
    last, first = [change.commit for change in asked.log(pages, ".") or ()]
    names = [
        f"{last}:en/a b.md",
        f"{first[:10]}:en/a b.md",
        f"{first}:en/other.md",
        f"{first}:en",
        f"{first}:en/a b.md\n{first}",
        "HEAD:en/a b.md",
    ]
    assert list(asked.Objects(pages).read(names)) == [b"two", b"one", *[None] * 4]


def test_more_names_than_fit_into_a_pipe(tmp_path: Path) -> None:
    """All of them are answered: git waits for nobody, and nobody for git."""
    pages = write_pages(tmp_path, {"a.md": "one"})
    git(pages, "init", "-q")
    git(pages, "add", "-A")
    git(pages, "commit", "-qm", "one")
    [change] = asked.log(pages, ".") or ()
    long = f"{change.commit}:{'x' * 3000}.md"
    names = [change.after, long] * 40
    assert list(asked.Objects(pages).read(names)) == [b"one", None] * 40


def test_the_changes_of_a_file_are_followed_under_its_older_names(
    tmp_path: Path,
) -> None:
    pages = write_pages(tmp_path, {"a.md": PAGE})
    git(pages, "init", "-q")
    git(pages, "add", "-A")
    git(pages, "commit", "-qm", "one")
    git(pages, "mv", "a.md", "b.md")
    git(pages, "commit", "-qm", "two")
    write_pages(pages, {"a.md": "another one"})
    git(pages, "add", "-A")
    git(pages, "commit", "-qm", "three")
    found = asked.by_file(asked.log(pages, ".") or ())
    assert [change.status for change in found["b.md"]] == ["R", "A"]
    assert [change.status for change in found["a.md"]] == ["A"]
    assert found["b.md"][1].is_first
    assert not found["b.md"][0].is_first
    assert found["b.md"][0].time >= found["b.md"][1].time > 0


def test_who_wrote_a_commit_and_which_was_the_last_at_a_time(tmp_path: Path) -> None:
    commits: list[asked.Commit] = []
    for author, when in (
        ("Ana", "2026-03-01T12:00:00Z"),
        ("Ben", "2026-04-01T12:00:00Z"),
    ):
        environment = {**os.environ, "GIT_COMMITTER_DATE": when}
        if not commits:
            subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
        who = ["-c", f"user.name={author}", "-c", "user.email=test@example.org"]
        words = ["commit", "-q", "--allow-empty", "-m", "Change"]
        subprocess.run(
            ["git", "-C", str(tmp_path), *who, *words], check=True, env=environment
        )
        last = asked.last_commit(tmp_path)
        assert last is not None
        commits.append(last)
    names = asked.authors(tmp_path, [one.name for one in commits])
    assert [names[one.name] for one in commits] == ["Ana", "Ben"]
    assert asked.authors(tmp_path, []) == {}
    assert asked.authors(tmp_path, ["--all", "", "HEAD"]) == {}
    first, second = commits
    assert asked.commit_before(tmp_path, second.time - 60) == first
    assert asked.commit_before(tmp_path, second.time + 60) == second
    assert asked.commit_before(tmp_path, first.time - 60) is None
