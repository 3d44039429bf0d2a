"""Several processes, each with its share. The bytes and the order of messages are the same for any number of them."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from bpadocs.build.share import Done, Share, Surroundings, Task
from bpadocs.problems import Problem
from bpadocs.processes import cores

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

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
        self._others = [_start(share) for share in shares[1:]]

    def __enter__(self) -> "Team":
        return self

    def __exit__(self, *_: object) -> None:
        for process, connection in self._others:
            connection.close()
            process.terminate()
            process.join()

    def read(self) -> tuple[list[Problem], list[tuple[str, str]]]:
        """Read every share: all mistakes, and the id and page of every good rule."""
        found = [self._own.read(), *(_receive(connection) for _, connection in self._others)]
        problems = list(chain.from_iterable(problems for problems, _ in found))
        return problems, list(chain.from_iterable(pages for _, pages in found))

    def render(self, progress: Progress) -> Done:
        """Render every share, after it has been read."""
        for _, connection in self._others:
            connection.send("render")
        done = [self._own.render(progress)]
        for _, connection in self._others:
            while isinstance(message := _receive(connection), int):
                progress(message)
            done.append(message)
        records = chain.from_iterable(one.records for one in done)
        return Done(tuple(records), sum(one.rendered for one in done), sum(one.written for one in done))


def _start(share: Share) -> "tuple[Any, Connection]":
    import multiprocessing  # not for a rule or two, which take less time than the import

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, share), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _serve(connection: "Connection", share: Share) -> None:
    try:
        connection.send(share.read())
        if connection.recv() == "render":
            connection.send(share.render(connection.send))
    except (EOFError, OSError, KeyboardInterrupt):
        pass  # whoever started this has ended
    except Exception as error:
        connection.send(error)


def _receive(connection: "Connection") -> Any:
    try:
        message = connection.recv()
    except EOFError:
        raise RuntimeError("a process of this build was ended from outside; run it again") from None
    if isinstance(message, Exception):
        raise message
    return message
