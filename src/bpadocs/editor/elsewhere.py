"""What is found in files that are not open: `bpa lint` and `bpa audit` tell it, beside typing.

They are processes of their own: nobody waits for them, and a project of any size takes no memory.
`bpa lint` keeps what it found, so that a second look takes a moment.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from bpadocs.editor.places import differing
from bpadocs.errors import BpadocsError
from bpadocs.lint.check import CatalogCheck, ProjectCheck
from bpadocs.lint.findings import BROKEN_FILE, Level, Place
from bpadocs.lint.registry import all_checks
from bpadocs.system.processes import NO_WINDOW

PAUSE: Final = 0.3
"""Seconds after which all is looked at again: who saves one file may save others too."""

_TOLD: Final = (0, 1, 2)
"""The exit codes with which findings, or mistakes, are told."""
_LONGEST: Final = 500
"""The most characters that are told of what went wrong."""


class LookFailedError(BpadocsError):
    """A look at all files that did not come to its end; the message says why."""


class FoundElsewhere(NamedTuple):
    """A finding, as far as it is told of a file that is not open."""

    check: str
    severity: Level
    file: str
    place: Place
    message: str


ByFile = Mapping[str, Sequence[FoundElsewhere]]
"""What was found, by the names of files as they are told."""


async def look(arguments: Sequence[str], folder: Path) -> ByFile:
    """Return what a command of bpa tells, started in this folder.

    Raises LookFailedError.
    """
    try:
        process = await _started(arguments, folder)
    except (OSError, ValueError) as error:
        raise LookFailedError(f"cannot be started: {error}") from None
    try:
        out, said = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode not in _TOLD or not out.strip():
        words = said.decode("utf-8", "replace").strip()
        raise LookFailedError(words[:_LONGEST] or f"ended with {process.returncode}")
    return found_in(out)


async def _started(
    arguments: Sequence[str], folder: Path
) -> asyncio.subprocess.Process:
    command, *more = arguments
    # Not from the folder, which may bring along a module of any name: -P.
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "bpadocs"),
        *(command, "--format", "json", "--quiet", *more),
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        creationflags=NO_WINDOW,
    )


def found_in(told: bytes) -> dict[str, list[FoundElsewhere]]:
    """Return the findings that `--format json` tells, by file.

    Raises LookFailedError where it is anything else.
    """
    found: dict[str, list[FoundElsewhere]] = {}
    try:
        for entry in json.loads(told):
            for one in _with_others(entry):
                of_file = found.setdefault(one.file, [])
                of_file.append(one)
    except (ValueError, KeyError, TypeError) as error:
        message = f"what it told is no list of findings: {error}"
        raise LookFailedError(message[:_LONGEST]) from None
    return found


def told_here(
    found: Sequence[FoundElsewhere],
    saved: str,
    text: str,
) -> Iterator[FoundElsewhere]:
    """Yield what a look at one rule cannot tell, where it is in the text of now.

    That is what needs all rules or the shared words, and two rules of one name. What has been
    written at since is left out.
    """
    wanted = _that_need_all()
    if saved != text:
        # a mistake may be mended by now
        wanted.discard(BROKEN_FILE)
    first, last, more = _changed_lines(saved, text)
    for one in found:
        if one.check not in wanted:
            continue
        if one.place.end_line < first:
            yield one
        elif one.place.line > last:
            place = _moved(one.place, more)
            yield one._replace(place=place)


def _that_need_all() -> set[str]:
    """Return the checks that a look at one rule does not make."""
    names = {BROKEN_FILE}
    for check in all_checks():
        if isinstance(check, ProjectCheck | CatalogCheck):
            names.add(check.name)
    return names


def _changed_lines(saved: str, text: str) -> tuple[int, int, int]:
    """Return the first and the last line that have changed, and by how much the rest moved."""
    before = saved.split("\n")
    after = text.split("\n")
    more = len(after) - len(before)
    start, end = differing(before, after)
    return start + 1, end, more


def _moved(place: Place, lines: int) -> Place:
    return Place(
        line=place.line + lines,
        column=place.column,
        end_line=place.end_line + lines,
        end_column=place.end_column,
    )


def _with_others(entry: Mapping[str, Any]) -> Iterator[FoundElsewhere]:
    """Yield a finding, and what others say of the same words."""
    yield FoundElsewhere(
        check=entry["check"],
        severity=Level(entry["severity"]),
        file=entry["file"],
        place=Place(
            line=entry["line"],
            column=entry["column"],
            end_line=entry["end_line"],
            end_column=entry["end_column"],
        ),
        message=entry["message"],
    )
    for other in entry.get("also", ()):
        yield from _with_others(other)


Work = Callable[[], Awaitable[None]]


class Again:
    """Does something whenever it is asked for: a moment later, and once at a time."""

    def __init__(self) -> None:
        self._asked: Work | None = None
        self._task: asyncio.Task[None] | None = None

    def ask(self, work: Work) -> None:
        """Do it; once more where it is being done, for something has changed since it began."""
        self._asked = work
        if self._task is None:
            self._task = asyncio.ensure_future(self._do())

    def stop(self) -> None:
        """Do it no more, and what is being done not to its end."""
        # a look may take the cancelling for that of its own process, and end as if it were done
        self._asked = None
        if self._task is not None:
            self._task.cancel()

    async def _do(self) -> None:
        try:
            while self._asked is not None:
                await asyncio.sleep(PAUSE)
                work = self._asked
                self._asked = None
                await work()
        finally:
            self._task = None
