"""One run of one program: how long, how much work, how much memory; its children counted with it."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE = 0.01
"""Seconds between two looks at the memory; more where looking takes long, and in long runs."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds on the clock, and seconds of processor of the program and all it started."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Program:
    """A command line, where it runs, and the exit codes that are no failure."""

    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] | None = None
    accepted: tuple[int, ...] = (0,)


class FailedError(Exception):
    """A program that was to be measured went wrong."""


def run(program: Program) -> Run:
    """Run it once, undisturbed."""
    started = time.perf_counter()
    process = _start(program)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    _finish(program, process, status)
    return Run(wall, used.ru_utime + used.ru_stime)


def peak(program: Program) -> tuple[Run, int]:
    """Run it once more, and return with its times the most memory in bytes that it and its children
    had together.

    Memory that processes share is counted once. To look costs time, up to a tenth of a short run,
    little of a long one.
    """
    started = time.perf_counter()
    process = _start(program)
    highest = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal highest
        while not ended.is_set():
            begun = time.perf_counter()
            highest = max(highest, sum(map(_memory, _family(process.pid))))
            now = time.perf_counter()
            ended.wait(max(SAMPLE, 10 * (now - begun), (now - started) / 200))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    ended.set()
    watcher.join()
    _finish(program, process, status)
    return Run(wall, used.ru_utime + used.ru_stime), highest


def median(runs: Sequence[Run]) -> Run:
    return Run(
        statistics.median(one.wall for one in runs),
        statistics.median(one.cpu for one in runs),
    )


def _start(program: Program) -> subprocess.Popen[bytes]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE"
    }
    return subprocess.Popen(
        program.command,
        cwd=program.folder,
        env=environment | dict(program.environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _finish(program: Program, process: subprocess.Popen[bytes], status: int) -> None:
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in program.accepted:
        raise FailedError(
            f"{' '.join(program.command)}, in {program.folder}: exit {process.returncode}"
        )


def _family(root: int) -> list[int]:
    found = [root]
    for process in found:
        try:
            children = Path(f"/proc/{process}/task/{process}/children").read_text(
                "ascii"
            )
        except OSError:
            continue
        found.extend(map(int, children.split()))
    return found


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next(
        (int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0
    )
