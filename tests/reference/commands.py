"""The page of commands, from their parsers."""

import argparse
from collections.abc import Iterator

from bpadocs.cli.commands import COMMANDS, GROUPS, PROGRAM
from bpadocs.cli.endings import EXAMPLES, OWN_CODES
from bpadocs.cli.parser import command_parser
from reference.writing import (
    cell,
    code,
    docstring,
    escaped,
    fence,
    fill,
    page,
    prose,
    table,
)

INTRO = """
    `bpa COMMAND --help` prints the same at a terminal. `bpadocs` is a second name of the program.
    Options may stand before or behind the words that are no options.

    Every command ends with one of the [exit codes](exit-codes.md); below each stand its own.
"""
OF_ALL = ("-h", "--color")
"""Options that every command has."""


def commands() -> str:
    """Return the page."""
    parts = [prose(INTRO), _of_all()]
    for group, own in GROUPS.items():
        parts.append(f"## {group}")
        for command in own:
            parts += _command(command, command_parser(command), 3)
    return page("Commands", *parts)


def _of_all() -> str:
    parser = command_parser("checks")
    rows = [_row(parser, action) for action in parser._actions]
    rows.append((code("--version"), "Of `bpa` itself: print the version."))
    return "## Options of every command\n\n" + table(("Option", "What it does"), rows)


def _command(name: str, parser: argparse.ArgumentParser, level: int) -> Iterator[str]:
    """Yield the parts of one command, and of the commands below it."""
    yield f"{'#' * level} `{PROGRAM} {name}`"
    if parser.description:
        yield fill(escaped(parser.description))
    else:
        yield fill(escaped(f"{COMMANDS.get(name, '').capitalize()}."))
    yield fence(_usage(name, parser))
    rows = [_row(parser, action) for action in own_actions(parser)]
    if rows:
        yield table(("Word or option", "What it does"), rows)
    for group in parser._mutually_exclusive_groups:
        names = [code(action.option_strings[0]) for action in group._group_actions]
        yield f"Only one of {', '.join(names)} may be given."
    if parser.epilog:
        yield docstring(parser.epilog)
    for example in EXAMPLES.get(name, ()):
        yield (
            fill(f"To {escaped(example.purpose)}:") + "\n\n" + fence(example.line, "sh")
        )
    own_codes = OWN_CODES.get(name)
    if own_codes:
        rows = [(code(str(number)), cell(text)) for number, text in own_codes.items()]
        yield table(("Exit code", "What it means here"), rows)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in action._choices_actions}
            for word, below in action.choices.items():
                if not below.description:
                    below.description = f"{helps[word][0].upper()}{helps[word][1:]}."
                yield from _command(f"{name} {word}", below, level + 1)


def own_actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a command takes, without what every command takes and what is nobody's."""
    found = []
    for action in parser._actions:
        is_shared = any(name in OF_ALL for name in action.option_strings)
        is_below = isinstance(action, argparse._SubParsersAction)
        if not is_shared and not is_below and action.help != argparse.SUPPRESS:
            found.append(action)
    return found


def _usage(name: str, parser: argparse.ArgumentParser) -> str:
    """Return what is typed: the options that must be, and the words.

    argparse's own usage is laid out otherwise by each Python.
    """
    formatter = argparse.HelpFormatter(parser.prog)
    words = [PROGRAM, name, "[OPTION ...]"]
    for action in parser._actions:
        if action.required and action.option_strings:
            words.append(_invocation(action))
    for action in parser._actions:
        if not action.option_strings:
            words.append(formatter._format_args(action, _metavar(action)))
    return " ".join(words)


def _invocation(action: argparse.Action) -> str:
    """Return how an option is written, or what a word is called."""
    formatter = argparse.HelpFormatter(PROGRAM)
    if not action.option_strings:
        return _metavar(action)
    names = ", ".join(action.option_strings)
    if action.nargs == 0:
        return names
    return f"{names} {formatter._format_args(action, _metavar(action))}"


def _metavar(action: argparse.Action) -> str:
    if action.metavar:
        return str(action.metavar)
    if action.choices:
        return f"{{{','.join(map(str, action.choices))}}}"
    return action.dest.upper() if action.option_strings else action.dest


def _row(parser: argparse.ArgumentParser, action: argparse.Action) -> tuple[str, str]:
    invocation = _invocation(action)
    text = argparse.HelpFormatter(parser.prog)._expand_help(action)
    choices = ""
    if action.choices and "{" not in invocation:
        choices = f" One of {', '.join(map(str, action.choices))}."
    sentence = f"{text[0].upper()}{text[1:]}."
    return code(invocation).replace("|", "\\|"), cell(sentence + choices)
