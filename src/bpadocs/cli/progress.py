"""A progress bar for work that takes long enough to wonder; nothing where nobody watches."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 0.5
"""Seconds before a bar appears."""


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that shows how much is done, of how much.

    Give None where standard error is no terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    started = time.perf_counter()
    bar = None

    def tell(done: int, total: int) -> None:
        nonlocal bar
        waited = time.perf_counter() - started
        if bar is None and done < total and waited > PATIENCE:
            bar = _Bar(what, total)
        if bar is not None:
            bar.update(done)

    try:
        yield tell
    finally:
        if bar is not None:
            bar.close()


class _Bar:
    """A bar on the terminal, which goes away when it is closed."""

    def __init__(self, what: str, total: int) -> None:
        # rich takes its time to import, and short work needs no bar.
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(
            *columns, console=Console(stderr=True), transient=True
        )
        self._task = self._progress.add_task(what, total=total)
        self._progress.start()

    def update(self, done: int) -> None:
        """Show that so much is done."""
        self._progress.update(self._task, completed=done)

    def close(self) -> None:
        """Take the bar away."""
        self._progress.stop()
