"""The command `bpa`: find the subcommand, run it, and report what went wrong.

Each subcommand is a file in this folder that has `arguments(parser)` and `run(options) -> int`. It
is imported only when its command is called, so that `bpa --help` costs nothing.
"""

import argparse
import contextlib
import importlib
import keyword
import os
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

from bpadocs import __version__
from bpadocs.cli import terminal  # its `say` would hide the command of that name
from bpadocs.errors import BrokenInputError, LostProcessError, Problem, UsageError
from bpadocs.shown import line

COMMANDS = {
    "init": "begin a project: settings, a first rule in two languages, a CI workflow",
    "build": "write the pages and messages below build/",
    "merge": "join the build folders of several shards",
    "lint": "find every way a translation drifts from its source",
    "explain": "say what a check finds, with an example that passes and one that fails",
    "checks": "list every check",
    "stamp": "confirm that translations say what the English says now",
    "carry": "bring numbers, names, links and code that changed in the English into translations",
    "status": "count what is current, stale, missing or unconfirmed, by language and product",
    "new": "write a rule file ready to fill in",
    "new-model": "write a Best Practices Analyzer model ready to fill in, from a product's rules",
    "schema": "print the JSON Schema of rule files, products, settings or inventories",
    "site": "write a preview and a map of the translations to build/site/",
    "serve": "show the site in a browser and keep it up to date while rules are edited",
    "labels": "extract the shared labels and update the catalogs in locales/",
    "add-locale": "add a language to the project",
    "po": "write a PO file for translators, and take it back",
    "xliff": "the same as XLIFF 2.1",
    "tmx": "write what is translated as a translation memory (TMX) for other tools",
    "glossary": "take terms from TBX or CSV, hand them out, and find candidates for more",
    "suggest": "find translated texts that help with those that are not",
    "check": "check a Hyper-V host's inventory against the rules, as an example of a checker",
    "say": "say results that a checker printed in one language again in another",
    "audit": "check existing Markdown pages as they are",
    "import": "bring existing Markdown pages, or a checker's messages, over into a project",
}
"""Every subcommand and its one line of help, in the order of a first day's work."""

BROKEN_INPUT = 2
BUG = 70
"""What sysexits.h calls an internal software error: no mistake of the user, and no finding."""
INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended."""
READER_LEFT = 141
"""What a shell reports of a program that wrote to a pipe nobody reads."""

_EXIT_CODES = (
    "“bpa COMMAND --help” says more of each. Exit codes: 0 fine, 1 findings, 2 broken input, "
    "70 a bug in bpadocs, 130 interrupted."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except KeyboardInterrupt:
        terminal.say("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return READER_LEFT
    except Exception as error:
        called = _called(words)
        return _failed(f"bpa {called}" if called else "bpa", error)


def tell_mistakes(name: str, problems: Iterable[Problem], outcome: str) -> None:
    """Print a line for each mistake, in order, and one that says what came of them."""
    found = sorted(set(problems))
    for problem in found:
        terminal.say(problem, file=sys.stderr)
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


def _run(words: Sequence[str]) -> int:
    parser = _parser(words)
    if not words:
        parser.print_help()
        return BROKEN_INPUT
    options = parser.parse_args(words)
    status = int(options.run(options))
    # Output that cannot be written is an error, which can be reported only as long as this runs.
    sys.stdout.flush()
    return status


def _failed(name: str, error: Exception) -> int:
    """Print why the command has failed, and return its exit code."""
    match error:
        case BrokenInputError():
            tell_mistakes(name, error.problems, "nothing done")
        case UsageError():
            for message in error.messages:
                terminal.say(f"{name}: {message}", file=sys.stderr)
        case LostProcessError():
            terminal.say(f"{name}: {error}", file=sys.stderr)
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            terminal.say(f"{name}: {where}{error.strerror or error}", file=sys.stderr)
        case MemoryError():
            terminal.say(f"{name}: not enough memory", file=sys.stderr)
        case _:
            return _bug(name, error)
    return BROKEN_INPUT


def _bug(name: str, error: Exception) -> int:
    from bpadocs.system import bugs

    terminal.say(f"{name}: {bugs.report(error)}", file=sys.stderr)
    return BUG


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Print the message as one harmless line, and end the program.

        A word that it complains of may be the name of a file, which a shell has put there.
        """
        super().error(line(message))


def _called(words: Sequence[str]) -> str | None:
    """Return the subcommand that the words call: the first one that is no option."""
    for word in words:
        if not word.startswith("-"):
            return word
    return None


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    called = _called(words)
    parser = _Parser(
        prog="bpa",
        description=(
            "Best Practices Analyzer rules, stated once: pages and messages in many languages."
        ),
        epilog=_EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"bpadocs {__version__}")
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True
    )
    # A command that is called needs no other's parser; help, and the answer to a slip of the pen,
    # name them all.
    named = [called] if called in COMMANDS and words[0] == called else COMMANDS
    for name in named:
        summary = COMMANDS[name]
        description = f"{summary[0].upper()}{summary[1:]}."
        command = commands.add_parser(name, help=summary, description=description)
        if name == called:
            _add_command(command, name)
    return parser


def _add_command(parser: argparse.ArgumentParser, name: str) -> None:
    """Import the file of the command, and add its arguments."""
    # import is a keyword of Python, and no name has a hyphen.
    file = f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_")
    module = importlib.import_module(f"bpadocs.cli.{file}")
    module.arguments(parser)
    parser.set_defaults(run=module.run)
