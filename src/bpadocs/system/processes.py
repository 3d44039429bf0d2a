"""Spread work over processes, where there is enough of it.

The processes are forks: they have all that was read already and send back only their results. No
process outlives the one that started it, however that one ends: each watches a pipe whose other end
its parent alone holds, and which the system closes together with the parent.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Final, NoReturn, TypeVar

from bpadocs.errors import LostProcessError

NO_WINDOW: Final = 0x0800_0000 if os.name == "nt" else 0
"""How a program is started without a window of its own: CREATE_NO_WINDOW.

Windows would open one for each program that an editor's language server, which has none, starts.
"""

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[], Iterator[Any]]
"""Starts a work that is done in steps. What it yields is the result of a step."""


def cores(wanted: int | None = None) -> int:
    """Return how many processes to use: the number that is wanted, or one for each processor.

    Windows has no forks, so there it is always 1. Beside other threads, it is 1 unless more are
    wanted: a fork has the locks that they hold, and nobody who lets go of them.
    """
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return wanted
    if _has_threads():
        return 1
    if hasattr(os, "sched_getaffinity"):
        # a container may have fewer processors than the machine
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _has_threads() -> bool:
    # whoever starts a thread has imported it; most commands never do
    threading = sys.modules.get("threading")
    if threading is None:
        return False
    for thread in threading.enumerate():
        is_timer = isinstance(thread, threading.Timer)
        # a timer that was called off holds nothing, and is about to end
        if is_timer and thread.finished.is_set():
            continue
        if thread is not threading.main_thread():
            return True
    return False


def worth(items: int, each: int, wanted: int | None = None) -> int:
    """Return how many processes are worth starting for this number of items.

    A process that would have fewer than `each` items takes longer to start than to do them here.
    This is the one place that decides so.
    """
    return max(1, min(cores(wanted), items // each))


def even_parts(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """Cut the items into this many parts of about the same length, in their order."""
    # Neighbours lie close together in memory. A fork copies each page of memory that it touches, so
    # a part without gaps makes it copy little.
    bounds = [number * len(items) // count for number in range(count + 1)]
    return [items[start:end] for start, end in pairwise(bounds)]


def in_processes(jobs: Sequence[Callable[[], Result]], count: int) -> list[Result]:
    """Return the results of these jobs, in their order. This process does its share of them."""

    def share(number: int) -> Iterator[list[Result]]:
        """Do every job whose turn it is for this process, as one step."""
        yield [job() for job in jobs[number::count]]

    with Crew([partial(share, number) for number in range(count)]) as crew:
        found: list[list[Result]] = crew.step()
    return [found[number % count][number // count] for number in range(len(jobs))]


class Crew:
    """Processes that take the steps of a work together, each with its share of it.

    The first share is done in this process. Use it in a `with`: no process and no pipe is left
    afterwards.
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
        """Return each one's result of the next step; raise the first exception, whoever met it."""
        for member in self._members:
            member.go_on()
        # our own share is done while the others are at theirs
        results = [next(self._own)]
        for member in self._members:
            results.append(member.result())
        return results

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
        """Ask for the next step."""
        # that it has ended is noticed where its result is missing
        with contextlib.suppress(BrokenPipeError):
            os.write(self._to_it, b".")

    def result(self) -> Any:
        """Wait for the result of the step, or raise the exception that ended it."""
        # a run in one process does without pickle, which takes a while to load
        import pickle

        try:
            good, result = pickle.load(self._from_it)
        except (EOFError, pickle.UnpicklingError):
            message = (
                "a process was ended from outside, perhaps for want of memory; "
                "nothing is broken, run it again"
            )
            raise LostProcessError(message) from None
        if not good:
            raise result
        return result

    def end(self) -> None:
        """End the process, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        self._from_it.close()
        os.close(self._to_it)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._process, 0)


def _start(work: Work, lifeline: int, held: int) -> _Member:
    """Start a process. It watches the lifeline, whose other end is held in this one."""
    from_us, to_it = os.pipe()
    from_it, to_us = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(held)
            _serve(work, from_us, to_us, lifeline)
        finally:
            # Messages and cleaning up are the parent's business; a fork that did the same would
            # print everything twice and remove files that are in use.
            os._exit(1)
    os.close(from_us)
    os.close(to_us)
    return _Member(process, to_it, from_it)


def _serve(work: Work, from_starter: int, to_starter: int, lifeline: int) -> None:
    """Take a step each time one is asked for, and send back its result."""
    import pickle
    from threading import Thread

    # what the program does on a signal, such as telling the user, is not for its children to do
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_starter, args=(lifeline,), daemon=True).start()
    steps = work()
    with open(to_starter, "wb") as pipe:
        while os.read(from_starter, 1):
            pickle.dump(_answer(steps), pipe, pickle.HIGHEST_PROTOCOL)
            pipe.flush()


def _end_with_starter(lifeline: int) -> NoReturn:
    """End this process as soon as the one that started it is gone."""
    # nobody ever writes to it: the read returns when the last process that could has ended
    os.read(lifeline, 1)
    os._exit(1)


def _answer(steps: Iterator[Any]) -> tuple[bool, Any]:
    """Take a step. Return whether it went well, and its result or its exception."""
    import pickle
    import traceback

    try:
        return True, next(steps)
    except Exception as error:
        error.add_note(f"In another process:\n{traceback.format_exc()}")
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            # an exception that cannot be sent through a pipe is told in words
            return False, RuntimeError("".join(traceback.format_exception(error)))
        return False, error
