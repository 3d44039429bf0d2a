"""Work on every core: forks, which have everything that was read already and send back results only.

No process outlives the one that started it, however that ends: each watches a pipe whose other end its parent alone
has, and which the system closes with it.
"""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NoReturn, TypeVar

from bpadocs.problems import BrokenInputError, Problem

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[], Iterator[Any]]
"""Begins work that is done in steps: what it yields is the result of one."""


def cores(wanted: int | None = None) -> int:
    """How many processes there is room for, or so many as are wanted; 1 where forks are not to be had."""
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worth(items: int, each: int, wanted: int | None = None) -> int:
    """How many processes so many items are worth, where fewer than so many each are done sooner than one starts."""
    return max(1, min(cores(wanted), items // each))


def even_parts(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """So many even parts in a row: what a process looks at lies together in memory, and a fork copies little of it."""
    bounds = [number * len(items) // count for number in range(count + 1)]
    return [items[start:end] for start, end in pairwise(bounds)]


def in_processes(jobs: Sequence[Callable[[], Result]], count: int) -> list[Result]:
    """The results of these jobs, in their order, from so many processes, of which this is one."""

    def share(number: int) -> Iterator[list[Result]]:
        yield [job() for job in jobs[number::count]]

    with Crew([partial(share, number) for number in range(count)]) as crew:
        found: list[list[Result]] = crew.step()
    return [found[number % count][number // count] for number in range(len(jobs))]


class Crew:
    """Processes that go through the steps of a work together, each with its share; the first share is done here.

    Use it in a `with`: nothing of it is left afterwards.
    """

    def __init__(self, works: Sequence[Work]) -> None:
        own, *self._works = works
        self._own = own()
        self._members: list[_Member] = []
        self._lifeline: tuple[int, int] | None = None

    def __enter__(self) -> "Crew":
        try:
            if self._works:
                self._lifeline = os.pipe()
                for work in self._works:
                    self._members.append(_start(work, *self._lifeline))
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def step(self) -> list[Any]:
        """The results of the next step of each. The first mistake comes up, wherever it was made."""
        for member in self._members:
            member.go_on()
        return [next(self._own), *[member.result() for member in self._members]]

    def _end(self) -> None:
        for member in self._members:
            member.end()
        for handle in self._lifeline or ():
            os.close(handle)
        self._members, self._lifeline = [], None


class _Member:
    """Another process of a crew, as the one that started it sees it."""

    def __init__(self, process: int, to_it: int, from_it: int) -> None:
        self._process = process
        self._to_it = to_it
        self._from_it = open(from_it, "rb")  # noqa: SIM115 – until end()

    def go_on(self) -> None:
        with contextlib.suppress(BrokenPipeError):  # its end is noticed where its result is missing
            os.write(self._to_it, b".")

    def result(self) -> Any:
        import pickle  # whoever works alone needs it as little as a second process

        try:
            good, result = pickle.load(self._from_it)
        except (EOFError, pickle.UnpicklingError):
            message = "a process was ended from outside, perhaps for want of memory; nothing is broken, run it again"
            raise BrokenInputError([Problem("bpa", 1, 1, message)]) from None
        if not good:
            raise result
        return result

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        self._from_it.close()
        os.close(self._to_it)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._process, 0)


def _start(work: Work, lifeline: int, held: int) -> _Member:
    """Start a process. It watches the lifeline, whose other end is held here."""
    from_us, to_it = os.pipe()
    from_it, to_us = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(held)
            _serve(work, from_us, to_us, lifeline)
        finally:
            os._exit(1)  # without a word and without cleaning up: both are for the process that was forked
    os.close(from_us)
    os.close(to_us)
    return _Member(process, to_it, from_it)


def _serve(work: Work, from_starter: int, to_starter: int, lifeline: int) -> None:
    """Do a step each time one is asked for."""
    import pickle
    from threading import Thread

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # what the program makes of them is not for its children to do
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    Thread(target=_end_with_starter, args=(lifeline,), daemon=True).start()
    steps = work()
    with open(to_starter, "wb") as pipe:
        while os.read(from_starter, 1):
            pickle.dump(_answer(steps), pipe, pickle.HIGHEST_PROTOCOL)
            pipe.flush()


def _end_with_starter(lifeline: int) -> NoReturn:
    os.read(lifeline, 1)  # returns when no one is left who could write
    os._exit(1)


def _answer(steps: Iterator[Any]) -> tuple[bool, Any]:
    """The result of the next step, or the exception that came of it, which is raised where the result is wanted."""
    import pickle
    import traceback

    try:
        return True, next(steps)
    except Exception as error:
        error.add_note(f"In another process:\n{traceback.format_exc()}")
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:  # an exception that cannot travel is told in words
            return False, RuntimeError("".join(traceback.format_exception(error)))
        return False, error
