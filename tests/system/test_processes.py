"""Work in other processes comes back as if it had been done here, mistakes too, and no process is
left behind.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs import publish
from bpadocs.errors import BrokenInputError, LostProcessError, Problem
from bpadocs.system.processes import Crew, even_parts, in_processes, worth

MISTAKE = Problem("pyproject.toml", 1, 1, "no such language")


def steps(name: str) -> Iterator[tuple[str, int]]:
    """Work in two steps, each of which says who does it."""
    yield f"{name} read", os.getpid()
    yield f"{name} written", os.getpid()


def broken() -> int:
    raise BrokenInputError([MISTAKE])


def late() -> int:
    time.sleep(0.1)
    return 1


def killed() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


class OddError(Exception):
    """One that cannot be made again from what it says of itself."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")


def odd() -> int:
    raise OddError(1, 2)


def children() -> set[int]:
    """The processes that this one has started and not yet buried."""
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        found.update(map(int, (task / "children").read_text("ascii").split()))
    return found


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="children are listed in /proc"
)


def test_a_crew_goes_through_its_steps_together() -> None:
    with Crew([partial(steps, "a"), partial(steps, "b"), partial(steps, "c")]) as crew:
        first, second = crew.step(), crew.step()
    assert [said for said, _ in first] == ["a read", "b read", "c read"]
    assert [said for said, _ in second] == ["a written", "b written", "c written"]
    assert [who for _, who in first] == [who for _, who in second]
    assert first[0][1] == os.getpid()
    assert len({who for _, who in first}) == 3


def test_nobody_goes_on_before_all_have_done_a_step(tmp_path: Path) -> None:
    def work(name: str) -> Iterator[None]:
        yield
        (tmp_path / name).touch()
        yield

    with Crew([partial(work, "a"), partial(work, "b")]) as crew:
        crew.step()
        time.sleep(0.05)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_results_come_in_the_order_of_their_jobs(count: int) -> None:
    jobs = [partial(pow, 2, number) for number in range(20)]
    assert in_processes(jobs, count) == [2**number for number in range(20)]
    assert in_processes([], count) == []


def test_a_large_result_comes_whole() -> None:
    large = {"text": "가" * 1_000_000, "numbers": [(1, None), (2, True)]}
    assert in_processes([lambda: large, lambda: large], 2) == [large, large]


@needs_proc
@pytest.mark.parametrize(
    "jobs", [[broken, late, late], [late, broken, late], [late, late, broken]]
)
def test_a_mistake_comes_up_and_leaves_nothing_behind(jobs: list[partial[int]]) -> None:
    before, descriptors = children(), sorted(os.listdir("/dev/fd"))
    with pytest.raises(BrokenInputError) as caught:
        in_processes(jobs, 3)
    assert caught.value.problems == (MISTAKE,)
    assert children() == before
    assert sorted(os.listdir("/dev/fd")) == descriptors


@needs_proc
def test_a_build_that_fails_leaves_no_process_and_no_pipe(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE + "unknown: 1\n"})
    before, descriptors = children(), sorted(os.listdir("/dev/fd"))
    for _ in range(3):
        with pytest.raises(BrokenInputError, match="unknown"):
            publish.run(root, root / "build", 2)
    assert children() == before
    assert sorted(os.listdir("/dev/fd")) == descriptors


def test_a_mistake_that_cannot_travel_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="OddError: 1 2"):
        in_processes([late, odd], 2)


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with pytest.raises(LostProcessError, match="ended from outside"):
        in_processes([late, killed], 2)


FAMILY = """
import sys, time
from bpadocs.system.processes import in_processes

def work():
    print(".", end="", flush=True)
    time.sleep(60)

in_processes([work] * 3, 3)
"""


@needs_proc
@pytest.mark.parametrize(
    "number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
)
def test_no_process_outlives_the_one_that_started_it(number: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", FAMILY],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert parent.stdout
    assert parent.stdout.read(3) == b"..."  # all three are at work
    ours = (
        Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        .read_text("ascii")
        .split()
    )
    assert len(ours) == 2
    parent.send_signal(number)
    parent.wait()
    assert (
        parent.stdout.read() == b""
    )  # which ends when no process holds the pipe any more
    parent.stdout.close()
    deadline = time.monotonic() + 30
    while any(map(_runs, ours)) and time.monotonic() < deadline:
        time.sleep(0.01)  # its pipes are closed first of all that ends with a process
    assert [one for one in ours if _runs(one)] == []


def _runs(process: str) -> bool:
    try:
        state = (
            Path(f"/proc/{process}/stat")
            .read_text("ascii")
            .rpartition(")")[2]
            .split()[0]
        )
    except OSError:
        return False
    return state not in "ZX"


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_parts_are_even_and_in_order(count: int) -> None:
    items = list(range(20))
    parts = even_parts(items, count)
    assert [item for part in parts for item in part] == items
    assert len(parts) == count
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize(
    ("items", "expected"), [(0, 1), (59, 1), (60, 1), (119, 1), (120, 2), (10_000, 4)]
)
def test_processes_are_started_for_as_much_work_as_they_are_worth(
    items: int, expected: int
) -> None:
    assert worth(items, each=60, wanted=4) == expected
