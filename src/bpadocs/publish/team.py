"""Several processes, each with its share. The bytes and the order of messages are the same for any number of them."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Any

from bpadocs.problems import BrokenInputError, Problem
from bpadocs.processes import Partner, cores, partner
from bpadocs.publish.share import Done, Share, Surroundings, Task

RULES_PER_PROCESS = 60
"""Fewer are done sooner than a process starts."""

Progress = Callable[[int], None]


def size(jobs: int | None, tasks: int) -> int:
    """How many processes a number of rules is worth."""
    return max(1, min(cores(jobs), tasks // RULES_PER_PROCESS))


class Team:
    """Shares the tasks out. Use it in a `with`: no process outlives it."""

    def __init__(self, surroundings: Surroundings, tasks: Sequence[Task], template: bytes, jobs: int | None) -> None:
        count = size(jobs, len(tasks))
        shares = [Share(surroundings, tasks[number::count], template) for number in range(count)]
        self._own = shares[0]
        self._others = [partner(partial(_serve, share=share)) for share in shares[1:]]

    def __enter__(self) -> "Team":
        return self

    def __exit__(self, *_: object) -> None:
        for other in self._others:
            other.end()

    def read(self) -> tuple[list[Problem], list[tuple[str, str]]]:
        """Read every share: all mistakes, and the id and page of every good rule."""
        found = [self._own.read(), *map(_receive, self._others)]
        problems = list(chain.from_iterable(problems for problems, _ in found))
        return problems, list(chain.from_iterable(pages for _, pages in found))

    def render(self, progress: Progress) -> Done:
        """Render every share, after it has been read."""
        for other in self._others:
            _tell(other, "render")
        done = [self._own.render(progress)]
        for other in self._others:
            while isinstance(message := _receive(other), int):
                progress(message)
            done.append(message)
        records = chain.from_iterable(one.records for one in done)
        return Done(tuple(records), sum(one.rendered for one in done), sum(one.written for one in done))


def _serve(starter: Partner, share: Share) -> None:
    starter.send(_or_error(share.read))
    if starter.receive() == "render":
        starter.send(_or_error(lambda: share.render(starter.send)))


def _or_error(work: Callable[[], object]) -> object:
    try:
        return work()
    except Exception as error:  # whatever it is, it comes up where the build was asked for
        return error


def _tell(other: Partner, message: str) -> None:
    try:
        other.send(message)
    except BrokenPipeError:
        raise _ENDED from None


def _receive(other: Partner) -> Any:
    try:
        message = other.receive()
    except EOFError:
        raise _ENDED from None
    if isinstance(message, Exception):
        raise message
    return message


_ENDED = BrokenInputError([Problem("build", 1, 1, "a process of this build was ended from outside; build again")])
