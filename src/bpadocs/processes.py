"""Work on every core: forks, which have everything that was read already and send back results only."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Result = TypeVar("Result")


def cores(wanted: int | None = None) -> int:
    """How many processes are worth starting, or so many as are wanted; 1 where forks are not to be had."""
    if not hasattr(os, "fork"):
        return 1
    if wanted is not None:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
