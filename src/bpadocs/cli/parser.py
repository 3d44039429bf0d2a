"""Read the words of a command line: which command, with which options.

The file of a command is imported only when it is called.
"""

import argparse
import importlib
import keyword
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from bpadocs import __version__
from bpadocs.cli import colour
from bpadocs.cli.commands import COMMANDS, PROGRAM, columns_of_help, help_of_all
from bpadocs.cli.terminal import COLOURS, has_colours
from bpadocs.shown import line, name

_COLOR = "--color"
_INVALID_CHOICE = re.compile(
    r"argument (.+?): invalid choice: '(.*)' \(choose from (.*)\)"
)
_INVALID_NUMBER = re.compile(r"argument (.+?): invalid int value: '(.*)'")


def read_words(words: Sequence[str]) -> argparse.Namespace | None:
    """Return what the words ask for; without any, print the help and return None.

    The program ends where they make no sense, and where they ask for help.
    """
    parser, command = _parsers(words)
    if not words:
        parser.print_help()
        return None
    options, unknown = parser.parse_known_args(words)
    if unknown:
        asked = command or parser
        asked.error(_unknown(asked, unknown))
    return options


def called_command(words: Sequence[str]) -> str | None:
    """Return the subcommand that the words call: the first one that is no option."""
    before = ""
    for word in words:
        if not word.startswith("-") and before != _COLOR:
            return word
        before = word
    return None


class HelpFormatter(argparse.HelpFormatter):
    """Breaks lines at blanks alone: fr-fr=DIR is one word, to be typed as it stands."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        # costs a moment at each start, and is needed for help alone
        import textwrap

        words = " ".join(text.split())
        return textwrap.wrap(words, width, break_on_hyphens=False)


class RawHelpFormatter(HelpFormatter, argparse.RawDescriptionHelpFormatter):
    """Leaves the text before and behind the options as it is written."""


def called_words(words: Sequence[str]) -> list[str]:
    """Return the subcommand that the words call, with the one below it: `po import`."""
    command = called_command(words)
    if command is None:
        return []
    known = _below(command)
    at = words.index(command)
    below = [word for word in words[at + 1 :] if word in known]
    return [command, *below[:1]]


def _below(command: str) -> Iterable[str]:
    """Return the subcommands of a command."""
    if command not in COMMANDS:
        return ()
    for action in command_parser(command)._actions:
        if isinstance(action, argparse._SubParsersAction):
            return tuple(action.choices)
    return ()


class Parser(argparse.ArgumentParser):
    """A parser of the program or of one command, which guesses what a slip of the pen was."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": HelpFormatter, **given})
        # Every parser has it, so that it may stand anywhere among the words.
        self.add_argument(
            _COLOR,
            choices=COLOURS,
            default=argparse.SUPPRESS,
            metavar="WHEN",
            help="colours: always, never, or auto, where a terminal shows them (default)",
        )

    def error(self, message: str) -> NoReturn:
        """Print the message as one harmless line, and end the program.

        A word that it complains of may be the name of a file, which a shell has put there.
        """
        super().error(line(_with_guess(message)))

    def format_help(self) -> str:
        """Return the help; that of the program has the commands in groups.

        That of a command ends with examples and exit codes.
        """
        if self.prog != PROGRAM:
            return f"{super().format_help()}\n{self._ending()}"
        lines = list(help_of_all(self.format_usage()))
        if has_colours(sys.stdout):
            lines = [colour.heading(one) if one.endswith(":") else one for one in lines]
        return "\n".join([*lines, ""])

    def _ending(self) -> str:
        # here, for it takes time that only a help is worth
        from bpadocs.cli.endings import ending

        columns = columns_of_help()
        lines = [*ending(self.prog.removeprefix(f"{PROGRAM} "), columns), ""]
        return "\n".join(lines)


def command_parser(command: str) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    parser, own = _parsers([command])
    return own or parser


def _parsers(
    words: Sequence[str],
) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser | None]:
    """Return the parser of the words, and that of the command that they call, if there is one."""
    called = called_command(words)
    parser = Parser(prog=PROGRAM, usage=f"{PROGRAM} [-h] [--version] COMMAND ...")
    parser.add_argument("--version", action="version", version=f"bpadocs {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    # A command that is called needs no other's parser; the answer to a slip of the pen names all.
    named: Iterable[str] = COMMANDS
    if called in COMMANDS:
        named = [called]
    asked = None
    for command in named:
        summary = COMMANDS[command]
        description = f"{summary[0].upper()}{summary[1:]}."
        own = commands.add_parser(command, help=summary, description=description)
        own.prog = f"{PROGRAM} {command}"
        if command == called:
            _add_command(own, command)
            asked = own
    return parser, asked


def _add_command(parser: argparse.ArgumentParser, command: str) -> None:
    """Import the file of the command, and add its arguments."""
    # import is a keyword of Python, and no name has a hyphen.
    if keyword.iskeyword(command):
        file = f"{command}_"
    else:
        file = command.replace("-", "_")
    module = importlib.import_module(f"bpadocs.cli.{file}")
    module.arguments(parser)
    # The root is that of the project, once the command has found it: what it says of files is
    # relative to that.
    parser.set_defaults(run=module.run, root=None)


# Slips of the pen


def _unknown(parser: argparse.ArgumentParser, words: Sequence[str]) -> str:
    """Return what is wrong with words that nothing takes."""
    known: list[str] = []
    for action in parser._actions:
        known += action.option_strings
    said = []
    for word in words:
        option = word.partition("=")[0]
        if word.startswith("-"):
            what = "no such option"
            hint = _nearest(option, known)
        else:
            what = "nothing takes this word"
            hint = ""
        said.append(f"{name(word)}: {what}{hint}")
    return "; ".join(said)


def _with_guess(message: str) -> str:
    """Return a message of argparse in plain words, and of a choice with what was meant."""
    number = _INVALID_NUMBER.fullmatch(message)
    if number:
        return f"{number[1]}: “{number[2]}” is no whole number"
    found = _INVALID_CHOICE.fullmatch(message)
    if not found:
        return message
    option, word, listed = found.groups()
    choices = [choice.strip("' ") for choice in listed.split(",")]
    hint = _nearest(word, choices) or "."
    if option == "COMMAND":
        return f"no command “{word}”{hint} “bpa --help” lists them"
    return f"{option}: no “{word}”{hint} Choose from {', '.join(choices)}"


def _nearest(word: str, known: Iterable[str]) -> str:
    # here, for it takes time that only a mistake is worth
    from bpadocs.project.mistakes import nearest

    return nearest(word, known)
