"""The command `bpa`: find the subcommand, run it, and report what went wrong.

Each subcommand is a file in this folder that has `arguments(parser)` and `run(options) -> int`. It
is imported only when its command is called, so that `bpa --help` costs nothing.
"""

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from bpadocs.cli import colour, frames, terminal  # a `say` would hide the command
from bpadocs.cli.commands import COMMANDS
from bpadocs.cli.parser import called_words, read_words
from bpadocs.errors import BrokenInputError, LostProcessError, Problem, UsageError

EXTRAS = {"pygments": "site", "watchfiles": "serve", "pygls": "lsp"}
"""The extra of the package that brings a module, for those that not every installation has."""

BROKEN_INPUT = 2
BUG = 70
"""What sysexits.h calls an internal software error: no mistake of the user, and no finding."""
INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended."""
READER_LEFT = 141
"""What a shell reports of a program that wrote to a pipe nobody reads."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = None
    try:
        options = read_words(words)
        if options is None:
            return BROKEN_INPUT
        return _run(options)
    except KeyboardInterrupt:
        terminal.say("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return READER_LEFT
    except Exception as error:
        called = called_words(words)
        root = options.root if options else None
        return _failed(" ".join(["bpa", *called]), error, root)


def tell_mistakes(
    name: str, problems: Iterable[Problem], outcome: str, root: Path | None
) -> None:
    """Print a line for each mistake, in order, and one that says what came of them.

    The files of mistakes are those of the project at this root, or of the folder that one is in.
    """
    found = sorted(set(problems))
    for problem, rows in frames.framed(found, root):
        terminal.say(problem, file=sys.stderr, paint=colour.mistake)
        for row in rows:
            terminal.say(row, file=sys.stderr, paint=colour.mistake)
    noun = "mistake" if len(found) == 1 else "mistakes"
    terminal.say(f"{name}: {len(found):,} {noun}, {outcome}", file=sys.stderr)


def program() -> NoReturn:
    """Run the command that the process was started for, and end the process."""
    terminal.prepare()
    status = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    # Python would take every object apart before it ends; the system is faster at it.
    os._exit(status)


def _run(options: Namespace) -> int:
    if not os.path.isfile(__file__):
        raise UsageError(
            "bpadocs lies in an archive here, where its templates and schemas cannot be read; "
            "install it: pip install bpadocs"
        )
    terminal.choose_colours(getattr(options, "color", terminal.AUTO))
    status = int(options.run(options))
    # Output that cannot be written is an error, which can be reported only as long as this runs.
    sys.stdout.flush()
    return status


def _failed(name: str, error: Exception, root: Path | None) -> int:
    """Print why the command has failed, and return its exit code."""
    match error:
        case BrokenInputError():
            tell_mistakes(name, error.problems, "nothing done", root)
        case UsageError():
            for message in error.messages:
                terminal.say(f"{name}: {message}", file=sys.stderr)
        case LostProcessError():
            terminal.say(f"{name}: {error}", file=sys.stderr)
        case OSError():
            terminal.say(f"{name}: {_refused(error)}", file=sys.stderr)
        case ModuleNotFoundError() if _is_of_extra(error):
            terminal.say(f"{name}: {lacking(str(error.name))}", file=sys.stderr)
        case MemoryError():
            terminal.say(f"{name}: not enough memory", file=sys.stderr)
        case _:
            return _bug(name, error)
    return BROKEN_INPUT


def _is_of_extra(error: ModuleNotFoundError) -> bool:
    return _package(str(error.name)) in EXTRAS


def lacking(module: str) -> str:
    """Say that a module is not installed, and what brings it."""
    package = _package(module)
    # in double quotes, which every shell of every system takes
    extra = f'pip install "bpadocs[{EXTRAS[package]}]"'
    return f"needs {package}, which is not installed: {extra}"


def _package(module: str) -> str:
    return module.partition(".")[0]


def _refused(error: OSError) -> str:
    from bpadocs.system.files import why_not

    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{why_not(error)}"


def _bug(name: str, error: Exception) -> int:
    from bpadocs.system import bugs

    terminal.say(f"{name}: {bugs.report(error)}", file=sys.stderr)
    return BUG


__all__ = [
    "BROKEN_INPUT",
    "BUG",
    "COMMANDS",
    "EXTRAS",
    "INTERRUPTED",
    "READER_LEFT",
    "lacking",
    "main",
    "program",
    "tell_mistakes",
]
