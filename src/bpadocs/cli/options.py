"""What several commands share: where the project is, and how to speak of numbers."""

import argparse
import sys
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from bpadocs.cli import BROKEN_INPUT, tell_mistakes
from bpadocs.cli.terminal import say
from bpadocs.problems import Problem
from bpadocs.project import Project, find_root, read_project, read_what_can_be


def add_project(parser: argparse.ArgumentParser) -> None:
    """The option --project."""
    parser.add_argument(
        "--project",
        metavar="DIR",
        type=Path,
        help="the project's folder (default: this one, if it has rules/, or the nearest project upwards)",
    )


def project_root(options: argparse.Namespace) -> Path:
    """The folder of the project that the options name."""
    named: Path | None = options.project
    return find_root(Path.cwd()) if named is None else find_root_at(named)


def find_root_at(folder: Path) -> Path:
    """The named folder itself; unlike the default, nothing above it is tried."""
    from bpadocs.problems import BrokenInputError

    if not (folder / "rules").is_dir():
        raise BrokenInputError([Problem(str(folder), 1, 1, "no project: it has no folder “rules”")])
    return folder.resolve()


def read(options: argparse.Namespace) -> Project:
    """The project that the options name, read whole."""
    return read_project(project_root(options))


def alone(root: Path) -> AbstractContextManager[None]:
    """For a command that writes what people write too; where another is at work there, it says so and waits."""
    from bpadocs import saving

    def wait() -> None:
        say("waiting for another bpa that writes in this project …", file=sys.stderr, flush=True)

    return saving.alone(root, wait)


def tell(problems: Iterable[Problem]) -> None:
    """Say what a command left as it is, and why, and go on."""
    for problem in problems:
        say(problem, file=sys.stderr)


def read_what_is_whole(options: argparse.Namespace) -> Project:
    """The same without the files that have mistakes; `ended` tells them when the others are done."""
    return read_what_can_be(project_root(options))


class Partial(Protocol):
    """What was done with the files that are whole."""

    @property
    def problems(self) -> Collection[Problem]: ...

    @property
    def left_out(self) -> Collection[str]: ...


def ended(options: argparse.Namespace, status: int, done: Partial) -> int:
    """How a command ends that did what it could: it tells the mistakes of what is left out."""
    if not done.problems:
        return status
    sys.stdout.flush()  # what was done stands above
    tell_mistakes(f"bpa {options.command}", done.problems, f"{count(len(done.left_out), 'file')} left out")
    return BROKEN_INPUT


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 page`, `5 pages`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def failed(failures: Sequence[Problem]) -> int:
    """Say which checks raised, and return the exit code: what the others found has been shown."""
    for failure in failures:
        say(failure, file=sys.stderr)
    say(f"{count(len(failures), 'check')} failed; the findings of the others are shown", file=sys.stderr)
    return 2
