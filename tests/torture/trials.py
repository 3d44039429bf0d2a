"""A trial: a command that does not come to its end, what it leaves, and what another run makes of
that.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from torture.commands import BPA, Command, Project, left_behind, state

KILLED_AT_STEP = """
import os, signal, sys

STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}
step, report, left = int(sys.argv[1]), sys.argv[2], None
steps = 0


def watch(event, details):
    global steps
    writes = event == "open" and isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR)
    if (writes or event in STEPS) and str(details[0]) != report:
        steps += 1
        if steps == step:
            os.killpg(0, signal.SIGKILL)


sys.addaudithook(watch)
sys.argv[1:] = sys.argv[3:]
from bpadocs.cli import main
code = main()
open(report, "w").write(str(steps))
sys.exit(code)
"""
"""Ends the command, with all its processes, right before it changes something on the disk for the
so-manieth time.
"""


@dataclass
class Result:
    """What came of the trials of one command."""

    trials: int = 0
    at_work: int = 0
    """How many ended before their end; the others were done already."""
    partly: int = 0
    """How many left some files as before and some as after."""
    mistakes: list[str] = field(default_factory=list)
    """Files that were neither, second runs that did not come to the end that an undisturbed one
    comes to.
    """


@dataclass(frozen=True)
class Undisturbed:
    """A command that comes to its end."""

    code: int
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    seconds: float
    steps: int

    @property
    def changed(self) -> list[str]:
        return [
            name
            for name in sorted(self.before.keys() | self.after.keys())
            if self.before.get(name) != self.after.get(name)
        ]


def copy(project: Project, folder: Path, command: Command) -> Path:
    """A project of its own for one trial."""
    root = folder / "project"
    shutil.copytree(project.root, root)
    command.prepare(root)
    return root


def undisturbed(project: Project, command: Command) -> Undisturbed:
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        root = copy(project, Path(folder), command)
        before = state(root)
        report = Path(folder, "steps")
        started = time.perf_counter()
        code = _step(root, command, 0, report)
        seconds = time.perf_counter() - started
        return Undisturbed(code, before, state(root), seconds, int(report.read_text()))


def killed(
    project: Project,
    command: Command,
    whole: Undisturbed,
    kills: int,
    chance: random.Random,
) -> Result:
    """Kill the command so many times, half of them at random moments, half of them at a random step
    of its writing.
    """
    result = Result()
    for number in range(kills):
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            root = copy(project, Path(folder), command)
            result.trials += 1
            if number % 2:
                how = (
                    f"killed after {(moment := chance.uniform(0, whole.seconds)):.3f} s"
                )
                ended = _killed_at_moment(root, command, moment)
            else:
                how = f"killed at step {(step := chance.randint(1, whole.steps))} of {whole.steps}"
                ended = _step(root, command, step, Path(folder, "steps"))
            result.at_work += ended == -signal.SIGKILL
            _judge(root, command, whole, result, how)
    return result


def _step(root: Path, command: Command, step: int, report: Path) -> int:
    words = [
        sys.executable,
        "-c",
        KILLED_AT_STEP,
        str(step),
        str(report),
        *command.words(root),
    ]
    return subprocess.run(
        words,
        cwd=root,
        check=False,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ).returncode


def _killed_at_moment(root: Path, command: Command, moment: float) -> int:
    words = [*BPA, *command.words(root)]
    process = subprocess.Popen(
        words, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(moment)
    process.kill()
    return process.wait()


def _judge(
    root: Path, command: Command, whole: Undisturbed, result: Result, how: str
) -> None:
    """Look at what is left, and at what another run makes of it."""
    now = state(root)
    names = now.keys() | whole.before.keys()
    for name in sorted(names):
        if now.get(name) not in (whole.before.get(name), whole.after.get(name)):
            result.mistakes.append(f"{how}: {name} is neither as before nor as after")
    done = [name for name in whole.changed if now.get(name) == whole.after.get(name)]
    result.partly += 0 < len(done) < len(whole.changed)
    again = subprocess.run(
        [*BPA, *command.words(root)], cwd=root, check=False, capture_output=True
    )
    end = state(root)
    if end != whole.after:
        others = sorted(
            name
            for name in end.keys() | whole.after.keys()
            if end.get(name) != whole.after.get(name)
        )
        result.mistakes.append(
            f"{how}: after another run, {len(others)} files are others: {', '.join(others[:3])}"
        )
    if b"Traceback" in again.stderr:
        result.mistakes.append(
            f"{how}: another run ends in {again.stderr.decode().splitlines()[-1]}"
        )
    # What is there already is refused, and what is kept is told.
    if again.returncode not in (whole.code, 0) and len(done) < len(whole.changed):
        told = again.stderr.decode().strip().splitlines()[-1:]
        result.mistakes.append(
            f"{how}: another run ends with {again.returncode}: {told}"
        )
    if left := left_behind(root):
        result.mistakes.append(f"{how}: after another run there is still {left[0]}")


# A full disk


def may_mount() -> bool:
    """Whether this process may make a file system of its own."""
    try:
        with (
            tempfile.TemporaryDirectory(prefix="torture-") as folder,
            small_disk(Path(folder), "1m"),
        ):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of this size."""
    if not hasattr(os, "getuid") or os.getuid() != 0:
        raise OSError("only root may mount")
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    subprocess.run(words, check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(
            ["umount", "--lazy", str(folder)], check=True, capture_output=True
        )


def disk_full(
    project: Project, command: Command, whole: Undisturbed, rooms: list[int], size: str
) -> Result:
    """Run the command where the disk has so many bytes left."""
    result = Result()
    for room in rooms:
        with (
            tempfile.TemporaryDirectory(prefix="torture-") as place,
            small_disk(Path(place), size) as folder,
        ):
            root = copy(project, folder, command)
            filler = folder / "filler"
            _fill(filler, room)
            result.trials += 1
            how = f"{room:,} bytes left"
            done = subprocess.run(
                [*BPA, *command.words(root)], cwd=root, check=False, capture_output=True
            )
            result.at_work += done.returncode != whole.code
            if b"Traceback" in done.stderr:
                result.mistakes.append(
                    f"{how}: {done.stderr.decode().splitlines()[-1]}"
                )
            if left := left_behind(root):
                result.mistakes.append(f"{how}: {left[0]} is left behind")
            filler.unlink()
            _judge(root, command, whole, result, how)
    return result


def _fill(path: Path, room: int) -> None:
    """Take all of the disk but so many bytes."""
    with path.open("wb", buffering=0) as file:
        left = os.statvfs(path.parent)
        file.write(b"x" * max(0, left.f_bavail * left.f_frsize - room))
