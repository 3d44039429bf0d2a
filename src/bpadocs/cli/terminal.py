"""How commands print. What they print of names and texts from outside is shown, never obeyed."""

import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import Final, TextIO

from bpadocs import shown

Paint = Callable[[str], str]
"""Returns a line with colours in it, see `colour.py`."""

AUTO, ALWAYS, NEVER = "auto", "always", "never"
COLOURS: Final = (AUTO, ALWAYS, NEVER)
"""When there are colours."""
_colours = AUTO


def prepare() -> None:
    """Make the streams take every character.

    What goes into a file or to a program is UTF-8 with LF wherever it is printed. A terminal keeps
    the encoding it has, and is shown the codes of the characters that are not in it.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            # On Windows, a diff with other line ends could not be applied.
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace", newline="\n"
            )


def choose_colours(choice: str) -> None:
    """Say for this run whether there are colours: always, never, or where a terminal shows them."""
    global _colours
    _colours = choice


def has_colours(stream: TextIO) -> bool:
    """Whether what is printed here has colours.

    --color goes first, then NO_COLOR (https://no-color.org) and FORCE_COLOR, then whether this is a
    terminal that knows colours.
    """
    if _colours != AUTO:
        return _colours == ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and _knows_colours()


def _knows_colours() -> bool:
    if sys.platform == "win32":
        # The old console shows the codes; the new one, and those of editors, say that they are.
        return any(os.environ.get(name) for name in ("WT_SESSION", "TERM", "ANSICON"))
    return os.environ.get("TERM", "") not in ("", "dumb")


def say(
    text: object,
    *,
    file: TextIO | None = None,
    flush: bool = False,
    paint: Paint | None = None,
) -> None:
    """Print the text as one line, whatever is in it; where there are colours, painted."""
    line = _painted(shown.line(str(text)), file, paint)
    _print(f"{line}\n", file, flush=flush)


def say_lines(
    text: str,
    *,
    file: TextIO | None = None,
    flush: bool = False,
    paint: Paint | None = None,
) -> None:
    """Print a text that has lines, each as one line. An empty text prints nothing."""
    lines = text.removesuffix("\n").split("\n") if text else []
    for one in lines:
        # A carriage return is no order to a terminal where it ends a line of a file from Windows.
        end = "\r\n" if one.endswith("\r") else "\n"
        line = _painted(shown.line(one.removesuffix("\r")), file, paint)
        _print(line + end, file)
    if flush:
        _print("", file, flush=True)


def room() -> int | None:
    """Return how many columns a line may have; None where no terminal says so."""
    return shutil.get_terminal_size((0, 0)).columns or None


def hand_over(text: str, paint: Paint | None = None) -> None:
    """Write a document to standard output for a program to read.

    It arrives byte for byte, as UTF-8 and with LF. A terminal is shown it line by line, and so is
    everybody else where it is for people and colours are asked for.
    """
    if sys.stdout.isatty() or (paint and has_colours(sys.stdout)):
        say_lines(text, paint=paint)
    elif isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    else:
        sys.stdout.write(text)


def _painted(line: str, file: TextIO | None, paint: Paint | None) -> str:
    if paint and has_colours(sys.stdout if file is None else file):
        return paint(line)
    return line


def _print(text: str, file: TextIO | None, *, flush: bool = False) -> None:
    stream = sys.stdout if file is None else file
    if stream is sys.stderr:
        # Or in a log that has both, what was printed first stands last. What cannot be written is
        # told at the end of the command.
        with suppress(OSError, ValueError):
            sys.stdout.flush()
    stream.write(text)
    if flush:
        stream.flush()


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
    # an extra: a job of CI has no terminal
    has_rich = find_spec("rich") is not None
    started = time.perf_counter()
    bar = None

    def tell(done: int, total: int) -> None:
        nonlocal bar
        waited = time.perf_counter() - started
        if bar is None and has_rich and done < total and waited > PATIENCE:
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
