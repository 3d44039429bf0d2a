"""Work in other processes comes back as if it had been done here, mistakes too."""

import os
import time
from functools import partial

import pytest

from bpadocs.problems import BrokenInputError, Problem
from bpadocs.processes import Partner, at_once, beside, even_parts, in_processes, partner

MISTAKE = Problem("pyproject.toml", 1, 1, "no such language")


def broken() -> int:
    raise BrokenInputError([MISTAKE])


def late() -> int:
    time.sleep(0.1)
    return 1


def killed(own: int) -> str:
    if os.getpid() != own:
        os.kill(os.getpid(), 9)
    return "done here"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_result_is_the_same_beside_and_here(jobs: int) -> None:
    large = {"text": "가" * 100_000, "numbers": [(1, None), (2, True)]}
    assert beside(lambda: large, jobs)() == large


def test_a_job_beside_is_done_in_another_process() -> None:
    assert beside(os.getpid, 2)() != os.getpid()
    assert beside(os.getpid, 1)() == os.getpid()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_comes_up_where_the_result_is_asked_for(jobs: int) -> None:
    result = beside(broken, jobs)
    with pytest.raises(BrokenInputError) as caught:
        result()
    assert caught.value.problems == (MISTAKE,)


def test_a_process_that_was_ended_from_outside_is_made_up_for() -> None:
    assert beside(partial(killed, os.getpid()), 2)() == "done here"


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_is_done_at_once_comes_in_order(jobs: int) -> None:
    assert at_once([partial(pow, 2, number) for number in range(3)], jobs) == [1, 2, 4]


def test_a_mistake_in_what_is_done_at_once_leaves_nothing_behind() -> None:
    before = sorted(os.listdir("/dev/fd"))
    with pytest.raises(BrokenInputError):
        at_once([broken, late, late], 3)
    assert sorted(os.listdir("/dev/fd")) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_several_results_come_in_the_order_of_their_jobs() -> None:
    jobs = [partial(pow, 2, number) for number in range(20)]
    assert list(in_processes(jobs, 3)) == [2**number for number in range(20)]


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_parts_are_even_and_in_order(count: int) -> None:
    items = list(range(20))
    parts = even_parts(items, count)
    assert [item for part in parts for item in part] == items
    assert len(parts) == count
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_a_partner_hears_and_answers_until_it_is_ended() -> None:
    def shout(starter: Partner) -> None:
        while True:
            starter.send(str(starter.receive()).upper())

    other = partner(shout)
    for word in ("one", "두", "x" * 1_000_000):
        other.send(word)
        assert other.receive() == word.upper()
    other.end()


def test_a_partner_that_has_ended_is_noticed() -> None:
    other = partner(lambda starter: starter.send("bye"))
    assert other.receive() == "bye"
    with pytest.raises(EOFError):
        other.receive()
    other.end()
