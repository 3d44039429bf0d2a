"""Work on every core: forks, which have everything that was read already and send back results only."""

import contextlib
import marshal
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NoReturn, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores(wanted: int | None = None) -> int:
    """How many processes are worth starting, or so many as are wanted; 1 where forks are not to be had."""
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def even_parts(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """So many even parts in a row: what a process looks at lies together in memory, and a fork copies little of it."""
    bounds = [number * len(items) // count for number in range(count + 1)]
    return [items[start:end] for start, end in pairwise(bounds)]


_jobs: Sequence[Callable[[], Any]] = ()


def in_processes(jobs: Sequence[Callable[[], Result]], count: int) -> Iterator[Result]:
    """The results of these jobs, in their order, from so many processes."""
    import multiprocessing  # whoever has little to do needs neither
    from concurrent.futures import ProcessPoolExecutor

    global _jobs
    _jobs = jobs
    try:
        with ProcessPoolExecutor(count, multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_do, range(len(jobs)))
    finally:
        _jobs = ()


def _do(index: int) -> Any:
    return _jobs[index]()


def beside(job: Callable[[], Result], jobs: int | None = None) -> Callable[[], Result]:
    """Begin a job whose result is plain data while this process goes on; call what is returned, once, for the result.

    Where one process has to do, or the job fails, it is done when its result is asked for, and fails there.
    """
    if cores(jobs) == 1:
        return job
    receiving, sending = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(receiving)
        _send(job, sending)
    os.close(sending)

    def result() -> Result:
        with open(receiving, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(process, 0)
        return job() if status else cast(Result, marshal.loads(data))

    return result


def at_once(jobs: Sequence[Callable[[], Result]], wanted: int | None = None) -> list[Result]:
    """The results of these jobs, the first done here and the others beside it; where one fails, all have ended."""
    own, *others = jobs
    found = []
    failed: Exception | None = None
    for job in (own, *[beside(other, wanted) for other in others]):
        try:
            found.append(job())
        except Exception as error:
            failed = failed or error
    if failed:
        raise failed
    return found


def _send(job: Callable[[], Any], target: int) -> NoReturn:
    """Ends this process, without a word: who wants to know what went wrong does the job again."""
    status = 1
    try:
        with open(target, "wb") as pipe:
            pipe.write(marshal.dumps(job()))
        status = 0
    finally:
        os._exit(status)


class Partner:
    """A process to talk with. Whatever can be pickled may be said; EOFError where the other has ended."""

    def __init__(self, process: int, receiving: int, sending: int) -> None:
        self._process = process
        self._receiving = open(receiving, "rb")  # noqa: SIM115 – until end()
        self._sending = open(sending, "wb")  # noqa: SIM115

    def send(self, message: object) -> None:
        import pickle  # whoever works alone needs it as little as a second process

        pickle.dump(message, self._sending, pickle.HIGHEST_PROTOCOL)
        self._sending.flush()

    def receive(self) -> Any:
        import pickle

        return pickle.load(self._receiving)

    def end(self) -> None:
        """Neither more talk nor more work."""
        for pipe in (self._receiving, self._sending):
            with contextlib.suppress(OSError):  # what was not heard yet
                pipe.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGTERM)
        os.waitpid(self._process, 0)


def partner(serve: Callable[[Partner], object]) -> Partner:
    """Start a process that talks with this one through the partner it is given, and ends when it has done so."""
    from_it, to_us = os.pipe()
    from_us, to_it = os.pipe()
    starter = os.getpid()
    process = os.fork()
    if process == 0:
        try:
            os.close(from_it)
            os.close(to_it)
            with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):  # whoever started this has ended
                serve(Partner(starter, from_us, to_us))
        finally:
            os._exit(0)
    os.close(from_us)
    os.close(to_us)
    return Partner(process, from_it, to_it)
