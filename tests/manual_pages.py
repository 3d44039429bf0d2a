"""The manual as data: the blocks and commands of its pages, and what is wrong with them as they stand.

Every fenced block has a language, and marks that say what it is:

    sh run              what is typed, and runs; `exit=1` where the last command ends with that
    text output         what the block before it has said; a line `…` stands for any lines
    yaml file=PATH      a file of the reader's, in any language
    diff file=PATH      an edit of one: lines with -, +, or a blank before them; @@ between two

Any other block is read by what reads its language. `text` is for people alone.
"""

import ast
import contextlib
import io
import json
import re
import shlex
import subprocess
import tomllib
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import yaml
from jinja2 import Environment, TemplateError
from markdown_it import MarkdownIt
from markdown_it.token import Token
from powershell_script import mistakes_of

from bpadocs.cli.commands import COMMANDS, PROGRAM
from bpadocs.cli.parser import command_parser, read_words

ROOT = Path(__file__).parents[1]
OUTSIDE = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md")
"""Pages that are not in docs/."""


def pages() -> list[Path]:
    """All pages of the manual, the README first."""
    return [*(ROOT / name for name in OUTSIDE), *sorted(ROOT.glob("docs/**/*.md"))]


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    page: Path
    line: int
    """Of its fence; what is in it begins on the next one."""
    language: str
    marks: tuple[str, ...]
    text: str

    @property
    def place(self) -> str:
        """Where it is, for a person."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    def mark(self, name: str) -> str | None:
        """The value of a mark such as `file=PATH`; empty for one without, None where it is not there."""
        for mark in self.marks:
            found, _, value = mark.partition("=")
            if found == name:
                return value
        return None


def blocks_of(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found = []
    for token in _tokens(page):
        if token.type != "fence":
            continue
        language, *marks = token.info.split() or [""]
        assert token.map
        block = Block(
            page=page,
            line=token.map[0] + 1,
            language=language,
            marks=tuple(marks),
            text=token.content,
        )
        found.append(block)
    return found


def _tokens(page: Path) -> list[Token]:
    return MarkdownIt().enable("table").parse(page.read_text("utf-8"))


# What is wrong with a block


def mistake_in(block: Block) -> str | None:
    """What is wrong with a block as it stands; None where nothing is."""
    known = {"run", "exit", "output", "file"}
    unknown = {mark.partition("=")[0] for mark in block.marks} - known
    if unknown:
        return f"no mark is called {', '.join(sorted(unknown))}"
    if block.mark("run") is None and block.mark("exit") is not None:
        return "“exit” is for a block that is run"
    if block.language in ONLY_FILES and block.mark("file") is None:
        return f"a block of {block.language} is a file: file=PATH"
    if block.language in UNREAD:
        return None
    read = READERS.get(block.language)
    if read is None:
        return (
            f"nothing here reads “{block.language}”; what is for people alone is “text”"
        )
    try:
        read(block.text)
    except (ValueError, SyntaxError, yaml.YAMLError, TemplateError) as error:
        return str(error)
    return None


def _read_yaml(text: str) -> None:
    list(yaml.safe_load_all(text))


def _read_python(text: str) -> None:
    """A program, or the head of a function that is told of without its body."""
    try:
        ast.parse(text)
    except SyntaxError:
        ast.parse(f"{text.rstrip()}: ...")


def _read_shell(text: str) -> None:
    done = subprocess.run(
        ["bash", "-n"], input=text, text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise ValueError(done.stderr)
    for words in calls_in(text):
        refuse(words)


def _read_powershell(text: str) -> None:
    mistakes = mistakes_of(text.encode())
    if mistakes:
        raise ValueError("; ".join(mistakes))


def _read_lua(text: str) -> None:
    """There is no Lua here; what no Lua could read are characters that are none of its own."""
    from pygments.lexers import LuaLexer
    from pygments.token import Error

    strange = [value for kind, value in LuaLexer().get_tokens(text) if kind is Error]
    if strange:
        raise ValueError(f"no Lua: {strange}")


READERS: dict[str, Callable[[str], object]] = {
    "jinja": Environment().parse,
    "json": json.loads,
    "lua": _read_lua,
    "powershell": _read_powershell,
    "python": _read_python,
    "sh": _read_shell,
    "toml": tomllib.loads,
    "xml": ElementTree.fromstring,
    "yaml": _read_yaml,
}
ONLY_FILES = frozenset({"csharp", "diff", "po", "csv"})
"""Languages that no reader here understands by itself; what runs on the page does."""
UNREAD = frozenset({"text", "markdown"}) | ONLY_FILES


# Commands

_CALL = re.compile(rf"(?:^|[|&;]) *{PROGRAM}(?: |$)")


def calls_in(text: str) -> Iterator[list[str]]:
    """The words of each call of bpa in lines of a shell."""
    for line in text.replace("\\\n", " ").splitlines():
        if not _CALL.search(line):
            continue
        for words in _commands(line):
            if words[0] == PROGRAM:
                yield words[1:]


def _commands(line: str) -> Iterator[list[str]]:
    """The commands of a line, without what the shell does with their output."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    command: list[str] = []
    for word in lexer:
        if not set(word) <= set("|&;<>()"):
            command.append(word)
            continue
        if command:
            yield command
        # a word behind > is a file
        command = [] if set(word) <= set("|&;()") else ["to"]
    if command:
        yield command


def refuse(words: Sequence[str]) -> None:
    """Raise ValueError where bpa would not take these words."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            read_words(words)
    except SystemExit as end:
        if end.code:
            raise ValueError(said.getvalue()) from None


def prose_mistakes(page: Path) -> Iterator[str]:
    """What is wrong with the commands in indented blocks, and in the text of a page."""
    for token in _tokens(page):
        if token.type == "code_block":
            for words in calls_in(token.content):
                try:
                    refuse(words)
                except ValueError as error:
                    yield str(error)
        for inner in token.children or ():
            if inner.type == "code_inline":
                yield from _mentioned(inner.content)


def _mentioned(code: str) -> Iterator[str]:
    """What is wrong with a command that a sentence names; it need not be whole."""
    words = re.sub(r"[`“”…]", "", code).split()
    if len(words) < 2 or words[0] != PROGRAM or not words[1].islower():
        return
    # “serve --edit”, “completion bash|zsh|fish”, “explain CHECK”
    command = words[1]
    if command not in COMMANDS:
        yield f"`{code}`: no command “{command}”"
        return
    known = set(_options(command_parser(command)))
    for word in words[2:]:
        option = word.partition("=")[0]
        if option.startswith("--") and option not in known:
            yield f"`{code}`: no option “{option}”"


def _options(parser: ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, _SubParsersAction):
            for own in action.choices.values():
                yield from _options(own)
