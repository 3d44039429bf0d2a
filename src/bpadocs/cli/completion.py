"""`bpa completion`"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from bpadocs.cli.commands import COMMANDS
from bpadocs.cli.parser import RawHelpFormatter, command_parser
from bpadocs.cli.terminal import hand_over

PROGRAMS = "bpa bpadocs"
_IN_ASCII: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "…": "..."}
)
HOW = """
To have it in each new shell:
    bash   echo 'eval "$(bpa completion bash)"' >> ~/.bashrc
    zsh    echo 'eval "$(bpa completion zsh)"' >> ~/.zshrc   (below compinit)
    fish   bpa completion fish > ~/.config/fish/completions/bpa.fish
In PowerShell, as a line of the file that $PROFILE names:
    bpa completion powershell | Out-String | Invoke-Expression
"""


class Option(NamedTuple):
    """An option of a command: how it is written, what it does, and what may follow it."""

    names: tuple[str, ...]
    help: str
    choices: tuple[str, ...]


class Command(NamedTuple):
    """A command with what may stand behind it."""

    name: str
    help: str
    options: tuple[Option, ...]
    words: tuple[str, ...]
    """Words that are no options: the directions of an exchange, the names of checks."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the shell that is to complete."""
    parser.add_argument("shell", choices=tuple(SCRIPTS), help="the shell that you use")
    parser.formatter_class = RawHelpFormatter
    parser.epilog = HOW


def run(options: argparse.Namespace) -> int:
    """Print a script for the shell to read."""
    commands = [_command(name) for name in COMMANDS]
    lines = SCRIPTS[options.shell](commands)
    hand_over("\n".join([*lines, ""]))
    return 0


def _command(name: str) -> Command:
    options: dict[tuple[str, ...], Option] = {}
    words: list[str] = []
    for action in _actions(command_parser(name)):
        if action.help == argparse.SUPPRESS:
            continue
        choices = tuple(map(str, action.choices or ()))
        if action.option_strings:
            names = tuple(action.option_strings)
            options[names] = Option(names, action.help or "", choices)
        else:
            words += choices
    if name == "explain":
        words += _checks()
    return Command(
        name=name,
        help=COMMANDS[name],
        options=tuple(options.values()),
        words=tuple(words),
    )


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of a command, and those of the commands below it."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)


def _checks() -> Iterable[str]:
    from bpadocs.lint.registry import all_checks

    return (check.name for check in all_checks())


def _bash(commands: Iterable[Command]) -> Iterator[str]:
    yield "_bpa() {"
    yield '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"'
    yield "  local words="
    yield '  if [ "$COMP_CWORD" = 1 ]; then'
    yield f'    words="{" ".join(COMMANDS)} --help --version"'
    yield "  else"
    yield '    case "${COMP_WORDS[1]} $before" in'
    for command in commands:
        for option in command.options:
            if option.choices:
                cases = "|".join(f'"{command.name} {name}"' for name in option.names)
                yield f'      {cases}) words="{" ".join(option.choices)}" ;;'
        names = list(command.words)
        for option in command.options:
            names += option.names
        listed = " ".join(names)
        yield f'      "{command.name} "*) words="{listed}" ;;'
    yield "    esac"
    yield "  fi"
    yield '  COMPREPLY=($(compgen -W "$words" -- "$word"))'
    yield "}"
    yield f"complete -o default -F _bpa {PROGRAMS}"


def _zsh(commands: Iterable[Command]) -> Iterator[str]:
    yield f"#compdef {PROGRAMS}"
    yield "_bpa() {"
    yield "  local -a found"
    yield "  if (( CURRENT == 2 )); then"
    listed = " ".join(_pair(name, text) for name, text in COMMANDS.items())
    yield f"    found=({listed})"
    yield "    _describe command found"
    yield "    return"
    yield "  fi"
    yield '  case "${words[2]} ${words[CURRENT-1]}" in'
    for command in commands:
        for option in command.options:
            if option.choices:
                cases = "|".join(
                    _quoted(f"{command.name} {name}") for name in option.names
                )
                yield f"    {cases}) compadd {' '.join(option.choices)}; return ;;"
        pairs = [_pair(word, "") for word in command.words]
        for option in command.options:
            pairs += [_pair(name, option.help) for name in option.names]
        yield f"    {_quoted(command.name + ' ')}*) found=({' '.join(pairs)}) ;;"
    yield "  esac"
    yield "  _describe option found"
    yield "  _files"
    yield "}"
    yield f"compdef _bpa {PROGRAMS}"


def _fish(commands: Iterable[Command]) -> Iterator[str]:
    for program in PROGRAMS.split():
        for name, text in COMMANDS.items():
            yield (
                f"complete -c {program} -f -n __fish_use_subcommand -a {name} -d {_quoted(text)}"
            )
    for command in commands:
        seen = _quoted(f"__fish_seen_subcommand_from {command.name}")
        for program in PROGRAMS.split():
            start = f"complete -c {program} -n {seen}"
            if command.words:
                yield f"{start} -a {_quoted(' '.join(command.words))}"
            for option in command.options:
                yield f"{start}{_fish_option(option)}"


def _fish_option(option: Option) -> str:
    parts = []
    for name in option.names:
        parts.append(f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}")
    if option.choices:
        parts.append(f" -x -a {_quoted(' '.join(option.choices))}")
    return f"{''.join(parts)} -d {_quoted(_in_short(option.help))}"


# No table is asked by a dot: one with the key “Keys” would answer with that.
_IN_POWERSHELL: Final = """\
    $before = @(foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.EndOffset -lt $cursorPosition) { $element.Extent.Text }
    })
    $offered = if ($before.Count -lt 2) {
        $words['']
    } elseif ($values.ContainsKey("$($before[1]) $($before[-1])")) {
        $values["$($before[1]) $($before[-1])"]
    } else {
        $words[$before[1]]
    }
    if ($null -eq $offered) { return }
    foreach ($entry in $offered.GetEnumerator()) {
        $word = $entry.Key
        if ($word.StartsWith($wordToComplete, [StringComparison]::OrdinalIgnoreCase)) {
            [System.Management.Automation.CompletionResult]::new(
                $word, $word, 'ParameterValue', $entry.Value)
        }
    }
}"""


def _powershell(commands: Iterable[Command]) -> Iterator[str]:
    """Yield what PowerShell 5.1 and later read: tables of words, each with what it does."""
    named = ", ".join(map(_literal, PROGRAMS.split()))
    yield f"Register-ArgumentCompleter -Native -CommandName @({named}) -ScriptBlock {{"
    yield "    param($wordToComplete, $commandAst, $cursorPosition)"
    values: list[str] = []
    yield "    $words = @{"
    general = {"--help": "show the help", "--version": "show the version"}
    yield from _table("", COMMANDS | general)
    for command in commands:
        texts = dict.fromkeys(command.words, "")
        for option in command.options:
            texts |= dict.fromkeys(option.names, option.help)
            if option.choices:
                choices = dict.fromkeys(option.choices, "")
                for name in option.names:
                    values += _table(f"{command.name} {name}", choices)
        yield from _table(command.name, texts)
    yield "    }"
    yield "    $values = @{"
    yield from values
    yield "    }"
    yield _IN_POWERSHELL


def _table(name: str, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a table of PowerShell, under its name."""
    yield f"        {_literal(name)} = [ordered]@{{"
    for word, text in texts.items():
        # a word that says nothing of itself would be refused
        yield f"            {_literal(word)} = {_literal(_in_short(text) or word)}"
    yield "        }"


def _literal(text: str) -> str:
    """Return a string of PowerShell, in ASCII.

    Windows PowerShell 5.1 reads what a program prints in the code page of the console, where other
    characters become any others, even a mark that ends a string.
    """
    plain = text.translate(_IN_ASCII).encode("ascii", "replace").decode()
    return "'" + plain.replace("'", "''") + "'"


SCRIPTS: Final[Mapping[str, Callable[[Iterable[Command]], Iterator[str]]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
}
"""By shell, the lines of the script that it reads."""


def _pair(word: str, text: str) -> str:
    """Return a word and what it does, as zsh wants them."""
    short = _in_short(text).replace(":", "\\:")
    return _quoted(f"{word}:{short}" if short else word)


def _in_short(text: str) -> str:
    """Return the first part of a help text: a list of completions has little room."""
    return text.replace("%%", "%").partition(";")[0].partition(" (")[0]


def _quoted(text: str) -> str:
    """Return a text in quotation marks for a shell."""
    return "'" + text.replace("'", "’") + "'"
