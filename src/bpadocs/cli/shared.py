"""What several commands share: the project they work on, and how they report."""

import argparse
import os
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bpadocs import shown
from bpadocs.cli import BROKEN_INPUT, colour, lacking, tell_mistakes
from bpadocs.cli.terminal import say, say_lines
from bpadocs.errors import Problem, UsageError
from bpadocs.project.tree import (
    RULES,
    Project,
    find_root,
    read_project,
    read_what_can_be,
)
from bpadocs.system.files import SOURCES

if TYPE_CHECKING:
    from bpadocs.project.shard import Shard

# What is installed


def need(*modules: str) -> None:
    """Raise UsageError where one of these modules, which an extra brings, is not installed.

    For commands that begin with something else, and would stop half way.
    """
    from importlib.util import find_spec

    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise UsageError(*map(lacking, missing))


# Where the project is


def add_project(parser: argparse.ArgumentParser) -> None:
    """Add the option --project."""
    parser.add_argument(
        "--project",
        metavar="DIR",
        type=Path,
        help=(
            "the project's folder (default: this one, if it has rules/, or the nearest project "
            "upwards)"
        ),
    )


def add_out(parser: argparse.ArgumentParser) -> None:
    """Add the folder that is written to."""
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        help="the folder to write to (default: “out” of the settings, or build)",
    )


def add_products(parser: argparse.ArgumentParser) -> None:
    """Add the option that leaves out all products but those that are named."""
    parser.add_argument(
        "--product",
        action="append",
        default=[],
        metavar="NAME",
        help="only this product; may be repeated",
    )


def add_languages(parser: argparse.ArgumentParser) -> None:
    """Add the option that leaves out all languages but those that are named."""
    parser.add_argument(
        "--locale",
        action="append",
        metavar="LANG",
        help="only this language; may be repeated",
    )


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Add the option to show what would be written."""
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="write nothing; print what would change as a unified diff",
    )


def project_root(options: argparse.Namespace) -> Path:
    """Return the folder of the project that the options name."""
    named: Path | None = options.project
    if named is None:
        root = find_root(Path.cwd())
    # Unlike the default, nothing above a named folder is tried.
    elif (named / RULES).is_dir():
        root = named.resolve()
    else:
        raise UsageError(
            f"{shown.name(str(named))}: no project: it has no folder “{RULES}”; "
            f"“bpa init {typed(named)}” begins one"
        )
    options.root = root
    return root


def build_folder(root: Path, options: argparse.Namespace) -> Path:
    """Return the folder that the options name to write to, or that of the settings.

    Raises UsageError for one among what people write.
    """
    from bpadocs import publish

    named: Path | None = options.out
    if named is None:
        return publish.folder(root)
    place = named.resolve()
    inside = place.relative_to(root).parts if place.is_relative_to(root) else ()
    # many a file system makes no difference between rules and Rules
    if inside and inside[0].casefold() in SOURCES:
        raise UsageError(
            f"--out {shown.name(str(named))}: “{inside[0]}” is for what people write; name "
            "another folder"
        )
    return named


def say_next(root: Path, steps: Mapping[str, str]) -> None:
    """Print what to type in this folder, each with what it does."""
    if root.resolve() != Path.cwd():
        say(f"  cd {typed(root)}")
    width = max(map(len, steps))
    for step, what in steps.items():
        say(f"  {step:{width}}  {what}".rstrip())


def typed(path: Path) -> str:
    """Return the name of a file or folder as one types it in a shell."""
    import shlex  # here, for few commands tell what to type

    text = shown.name(str(path))
    if os.name == "nt":
        return f'"{text}"' if " " in text else text
    if text.startswith("-"):
        text = f"./{text}"
    return shlex.quote(text)


def shown_folder(root: Path, folder: Path) -> str:
    """Return the folder as one finds it from the project's own."""
    if folder.is_relative_to(root):
        return folder.relative_to(root).as_posix()
    return shown.name(folder.as_posix())


def read(options: argparse.Namespace) -> Project:
    """Read the project that the options name. Raises BrokenInputError for a mistake in any file."""
    return read_project(project_root(options))


def read_what_is_whole(options: argparse.Namespace) -> Project:
    """Read the project without the files that have mistakes.

    The command reports those at its end, with `ended`.
    """
    return read_what_can_be(project_root(options))


def alone(root: Path) -> AbstractContextManager[None]:
    """Keep other commands from writing the sources of the project meanwhile.

    Where another one is writing, say so and wait.
    """
    from bpadocs.system import saving

    def say_why() -> None:
        say(
            "waiting for another bpa that writes in this project …",
            file=sys.stderr,
            flush=True,
        )

    return saving.alone(root, say_why)


# How a command reports


def count(number: int, noun: str) -> str:
    """Return the number and the noun: `1 page`, `5 pages`."""
    plural = "" if number == 1 else "s"
    return f"{number:,} {noun}{plural}"


class FilesMade(Protocol):
    """What a command has written, counted."""

    @property
    def rules(self) -> int:
        """How many rules the files are of."""

    @property
    def languages(self) -> int:
        """In how many languages they are."""

    @property
    def files(self) -> int:
        """How many files there are now."""

    @property
    def written(self) -> int:
        """How many of them were not there as they are now."""

    @property
    def unchanged(self) -> int:
        """How many were."""

    @property
    def removed(self) -> int:
        """How many files went, because nothing makes them."""


def summary(done: FilesMade, folder: str, seconds: float) -> str:
    """Return the line that tells of the files in a folder of the project."""
    parts = [
        f"{count(done.rules, 'rule')} in {count(done.languages, 'language')}",
        f"{count(done.files, 'file')} in {folder}/",
        f"{done.written:,} written",
        f"{done.unchanged:,} unchanged",
    ]
    if done.removed:
        parts.append(f"{done.removed:,} removed")
    return f"{', '.join(parts)} ({seconds:.2f} s)"


def tell(problems: Iterable[Problem]) -> None:
    """Print what a command left as it is, and why; the command goes on."""
    for problem in problems:
        say(problem, file=sys.stderr, paint=colour.mistake)


def say_difference(name: str, before: bytes | None, after: bytes | None) -> None:
    """Print how a file changes, as a unified diff; nothing where it stays as it is."""
    from bpadocs.system.files import unified_diff

    if before != after:
        say_lines(unified_diff(name, before, after), paint=colour.difference)


def tell_what_lacks(languages: Iterable[str]) -> None:
    """Say once where texts of these languages could be read better than they are."""
    from bpadocs.words.korean import why_not

    lacks = why_not(languages)
    if lacks:
        say(f"note: {lacks}", file=sys.stderr)


_MOST_TOLD = 20
"""So many problems of one kind are printed where a file may have thousands."""


def tell_some(problems: Sequence[Problem]) -> None:
    """Print the first of these problems, and how many more there are."""
    tell(problems[:_MOST_TOLD])
    more = len(problems) - _MOST_TOLD
    if more > 0:
        say(f"… and {more:,} more like these", file=sys.stderr)


class Partial(Protocol):
    """What a command has done with the files that are whole."""

    @property
    def problems(self) -> Collection[Problem]:
        """The mistakes of the other files."""

    @property
    def left_out(self) -> Collection[str]:
        """The files that have mistakes."""


def ended(options: argparse.Namespace, status: int, done: Partial) -> int:
    """Report the mistakes of what was left out, and return the exit code of the command."""
    if not done.problems:
        return status
    left_out = count(len(done.left_out), "file")
    # “bpa po import”, not “bpa po”
    called = " ".join(["bpa", options.command, getattr(options, "direction", "")])
    outcome = f"{left_out} left out"
    tell_mistakes(called.rstrip(), done.problems, outcome, options.root)
    return BROKEN_INPUT


def failed(failures: Sequence[Problem]) -> int:
    """Report which checks raised, and return the exit code.

    What the other checks found has been shown.
    """
    tell(failures)
    checks = count(len(failures), "check")
    say(f"{checks} failed; the findings of the others are shown", file=sys.stderr)
    return BROKEN_INPUT


def shard(text: str) -> "Shard":
    """Return the part of a project that an option names, such as 3/16."""
    from bpadocs.project.shard import Shard

    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise argparse.ArgumentTypeError(f"“{text}” is no part such as 3/16")
    return Shard(int(match[1]), int(match[2]))
