"""Builds that are killed, and builds that run side by side: every file is whole at every moment."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from bench.generate import generate

from bpadocs import publish
from bpadocs.errors import BrokenInputError, LostProcessError, Problem
from bpadocs.project.tree import read_project
from bpadocs.publish import worker
from bpadocs.publish.worker import RULES_PER_PROCESS
from bpadocs.system.files import TEMPORARY

COMMAND = [sys.executable, "-m", "bpadocs", "build", "--jobs", "2", "--project"]
KILLS = 20
"""`make torture` kills more often."""


def whole(folder: Path, expected: dict[str, bytes]) -> list[str]:
    """Files that are there and are not what they should be."""
    broken = []
    for part in publish.OWNED:
        for path in (folder / part).rglob("*"):
            name = path.relative_to(folder).as_posix()
            if TEMPORARY in name or path.is_dir():
                continue
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                continue
            if expected.get(name) != content:
                broken.append(name)
    return broken


def test_killed_at_random_moments(tmp_path: Path) -> None:
    project = generate(tmp_path / "project", 2 * RULES_PER_PROCESS)
    expected = publish.outputs(read_project(project))
    folder = project / "build"
    started = time.perf_counter()
    subprocess.run([*COMMAND, str(project)], check=True, stdout=subprocess.DEVNULL)
    longest = time.perf_counter() - started
    moments = random.Random(7)
    killed = 0
    for number in range(KILLS):
        # Something to do each time: a page and a catalog are gone, every tenth time everything is.
        if number % 10 == 0:
            for name in expected:
                (folder / name).unlink(missing_ok=True)
        else:
            (folder / "docs/fr-fr/dns/Rule-00050-should-hold.md").unlink(
                missing_ok=True
            )
            (folder / "messages/json/fr.json").unlink(missing_ok=True)
        process = subprocess.Popen([*COMMAND, str(project)], stdout=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, longest * (1 if number % 10 == 0 else 0.3)))
        killed += process.poll() is None
        process.kill()
        process.wait()
        assert whole(folder, expected) == []
    subprocess.run([*COMMAND, str(project)], check=True, stdout=subprocess.DEVNULL)
    assert {
        path.relative_to(folder).as_posix()
        for part in publish.OWNED
        for path in (folder / part).rglob("*")
        if path.is_file()
    } == set(expected)
    assert whole(folder, expected) == []
    assert killed > KILLS / 2, "too few were killed at work for this to say anything"


def test_two_builds_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    # few files, for the watcher comes back to each of them the sooner
    project = generate(tmp_path / "project", 12)
    expected = publish.outputs(read_project(project))
    folder = project / "build"
    seen: list[str] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            seen.extend(whole(folder, expected))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for _ in range(4):
            both = [
                subprocess.Popen([*COMMAND, str(project)], stdout=subprocess.DEVNULL)
                for _ in range(2)
            ]
            assert [process.wait() for process in both] == [0, 0]
            for name in list(expected)[::3]:
                (folder / name).unlink(missing_ok=True)
        both = [
            subprocess.Popen([*COMMAND, str(project)], stdout=subprocess.DEVNULL)
            for _ in range(2)
        ]
        assert [process.wait() for process in both] == [0, 0]
    finally:
        stop.set()
        watcher.join()
    assert seen == []
    assert {name for name in expected if not (folder / name).is_file()} == set()


@pytest.mark.parametrize("step", ["_read", "_render"])
def test_a_process_of_a_build_that_is_ended_from_outside_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    project = generate(tmp_path / "project", 4)
    monkeypatch.setattr("bpadocs.publish.worker.RULES_PER_PROCESS", 2)
    own, real = os.getpid(), getattr(worker, step)

    def ended_elsewhere(*arguments: object) -> object:
        if os.getpid() != own:
            os._exit(9)
        return real(*arguments)

    monkeypatch.setattr(worker, step, ended_elsewhere)
    with pytest.raises(LostProcessError, match="ended from outside"):
        publish.run(project, project / "build", 2)
    monkeypatch.setattr(worker, step, real)
    publish.run(project, project / "build", 2)
    assert whole(project / "build", publish.outputs(read_project(project))) == []


@pytest.mark.parametrize(
    "mistake",
    [
        OSError(28, "No space left on device", "build/docs"),
        BrokenInputError([Problem("a", 2, 3, "b")]),
    ],
)
@pytest.mark.parametrize("step", ["_read", "_render"])
def test_a_mistake_in_another_process_comes_up_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, mistake: Exception
) -> None:
    project = generate(tmp_path / "project", 4)
    monkeypatch.setattr("bpadocs.publish.worker.RULES_PER_PROCESS", 2)
    own, real = os.getpid(), getattr(worker, step)

    def wrong_elsewhere(*arguments: object) -> object:
        if os.getpid() != own:
            raise mistake
        return real(*arguments)

    monkeypatch.setattr(worker, step, wrong_elsewhere)
    with pytest.raises(type(mistake)) as caught:
        publish.run(project, project / "build", 2)
    assert str(caught.value) == str(mistake)


SAME_NUMBER = "import os, sys; os.getpid = lambda: 7; from bpadocs.cli import main; sys.exit(main(sys.argv[1:]))"


def test_two_machines_with_one_folder_and_one_process_number(tmp_path: Path) -> None:
    project = generate(tmp_path / "project", 12)
    expected = publish.outputs(read_project(project))
    command = [
        sys.executable,
        "-c",
        SAME_NUMBER,
        "build",
        "--jobs",
        "1",
        "--project",
        str(project),
    ]
    for _ in range(3):
        shutil.rmtree(project / "build", ignore_errors=True)
        both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
        assert [process.wait() for process in both] == [0, 0]
        assert whole(project / "build", expected) == []
        assert {
            name for name in expected if not (project / "build" / name).is_file()
        } == set()


def test_two_builds_of_two_states_leave_what_the_next_one_mends(tmp_path: Path) -> None:
    project = generate(tmp_path / "project", 12)
    rule = project / "rules/dns/rule-00006.yaml"
    extra = project / "rules/dns/extra.yaml"
    moments = random.Random(4)
    for number in range(4):
        extra.unlink(missing_ok=True)
        shutil.rmtree(project / "build/messages", ignore_errors=True)
        first = subprocess.Popen([*COMMAND, str(project)], stdout=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.1, 0.5))
        page = f"page: Extra-{number}"
        text = rule.read_text("utf-8").replace("page: Rule-00006-should-hold", page)
        aside = extra.with_suffix(".new")
        aside.write_text(text, "utf-8")
        aside.rename(extra)
        second = subprocess.Popen([*COMMAND, str(project)], stdout=subprocess.DEVNULL)
        assert [first.wait(), second.wait()] == [0, 0]
        publish.run(project, project / "build")
        expected = publish.outputs(read_project(project))
        assert whole(project / "build", expected) == []
        assert {
            name for name in expected if not (project / "build" / name).is_file()
        } == set()


@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="children are listed in /proc"
)
@pytest.mark.parametrize("command", ["build", "lint", "site"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_ended_leaves_no_process(
    tmp_path: Path, command: str, number: signal.Signals
) -> None:
    if len(os.sched_getaffinity(0)) == 1:
        pytest.skip("with one processor there is one process")
    project = generate(tmp_path / "project", 2 * RULES_PER_PROCESS)
    words = [sys.executable, "-m", "bpadocs", command, "--project", str(project)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        while parent.poll() is None and not children.read_text("ascii"):
            time.sleep(0.005)
        assert parent.poll() is None, "it ended before it had started a process"
        parent.send_signal(number)
        parent.stdout.read()  # which ends when no process holds the pipe any more
