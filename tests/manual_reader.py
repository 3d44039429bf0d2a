"""Somebody who does what a page of the manual says, in a folder of their own."""

import contextlib
import difflib
import io
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from manual_pages import Block, blocks_of

from bpadocs.cli import main

ANYTHING = "…"
"""A line that stands for any lines, or for none."""
HOME = "/home/me"
"""What the folder is called in outputs."""
OWN = frozenset({"bpa", "pip", "python"})
"""Programs that a reader has by themselves: those of the tests."""
STANDS_IN = {"dotnet": "mcs"}
"""Programs that are done by others where they are not here: see manual_dotnet.py."""
_SECONDS = re.compile(r"\(\d+\.\d\d s\)")
_OF_A_SHELL = frozenset("|&;<>()$`*?~{}\\#!")
_MARKED = re.compile(r"(?:`{3}|~{3})[ \t]*[^\s`~]+[ \t]+\S")
ROOT = Path(__file__).parents[1]
GIT = {
    "GIT_AUTHOR_NAME": "me",
    "GIT_AUTHOR_EMAIL": "me@example.com",
    "GIT_COMMITTER_NAME": "me",
    "GIT_COMMITTER_EMAIL": "me@example.com",
    "GIT_AUTHOR_DATE": "2026-01-05T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-01-05T12:00:00Z",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
}


class ManualMistakeError(AssertionError):
    """What a page says is not so."""


def is_played(page: Path) -> bool:
    """Whether a page has something to do.

    It is asked of every page before any test runs: most have no fence with a mark at all, which
    one sees without reading them as Markdown.
    """
    if not _MARKED.search(page.read_text("utf-8")):
        return False
    return any(block.marks for block in blocks_of(page))


def typed(blocks: Sequence[Block]) -> set[str]:
    """The programs that a page runs."""
    found = set()
    for block in blocks:
        if block.mark("run") is None:
            continue
        for line in lines_of(block):
            for command in re.split(r" (?:\||&&) ", line):
                found.add(command.split()[0])
    return found - {"cd"}


def lines_of(block: Block) -> list[str]:
    """What is typed, line by line."""
    lines = block.text.replace("\\\n", " ").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


class ManualReader:
    """What a reader has done so far."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "me"
        self.home.mkdir()
        self.folder = self.home
        self.programs = folder / "bin"
        self.packages = folder / "packages"
        self.said: str | None = None
        """What the last block printed, until it has been compared."""

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Be in the reader's folder, with their environment."""
        before = Path.cwd()
        environment = dict(os.environ)
        os.environ.update(GIT, COLUMNS="80", NO_COLOR="1", HOME=str(self.home))
        os.environ["PATH"] = f"{self._programs()}{os.pathsep}{environment['PATH']}"
        os.environ["PYTHONPATH"] = f"{ROOT / 'src'}{os.pathsep}{self.packages}"
        os.environ.update(PYTHONUTF8="1", LC_ALL="C.UTF-8")
        os.chdir(self.folder)
        try:
            yield
        finally:
            os.chdir(before)
            os.environ.clear()
            os.environ.update(environment)

    def does(self, block: Block) -> None:
        """Do what a block says."""
        if block.mark("run") is not None:
            self.said, code = self._types(lines_of(block))
            wanted = int(block.mark("exit") or 0)
            if code != wanted:
                raise ManualMistakeError(
                    f"{block.place}: ends with {code}, not {wanted}:\n{self.said}"
                )
        if block.mark("output") is not None:
            self._compares(block)
        file = block.mark("file")
        if file:
            self._writes(block, file)

    # Typing

    def _types(self, lines: Sequence[str]) -> tuple[str, int]:
        """Type the lines: what they print, and the exit code of the last."""
        said = ""
        code = 0
        for line in lines:
            code, printed = self._runs(line)
            said += printed
            if code and line != lines[-1]:
                raise ManualMistakeError(f"{line}: ends with {code}:\n{said}")
        return self._readable(said), code

    def _runs(self, line: str) -> tuple[int, str]:
        words = shlex.split(line)
        if words[0] == "cd":
            self.folder = (self.folder / words[1]).resolve()
            os.chdir(self.folder)
            return 0, ""
        # What has been installed is found by a process that begins after it.
        if (
            words[0] == "bpa"
            and not set(line) & _OF_A_SHELL
            and not self.packages.exists()
        ):
            return _here(words[1:])
        done = subprocess.run(
            ["bash", "-c", line],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=100,
        )
        return done.returncode, done.stdout.decode()

    def _programs(self) -> Path:
        """A folder with the programs that a reader has installed."""
        if not self.programs.is_dir():
            self.programs.mkdir()
            python = shlex.quote(sys.executable)
            self._program("python", f'exec {python} "$@"')
            self._program("bpa", f'exec {python} -m bpadocs "$@"')
            # A package of the reader's own is built by the tests' hatchling, and lies in a folder
            # of this reader's.
            where = shlex.quote(str(self.packages))
            options = f"-q --no-deps --no-build-isolation --no-index --target {where}"
            if not shutil.which("dotnet"):
                own = shlex.quote(str(ROOT / "tests/manual_dotnet.py"))
                self._program("dotnet", f'exec {python} {own} "$@"')
            self._program("pip", f'exec {python} -m pip "$1" {options} "${{@:2}}"')
        return self.programs

    def _program(self, name: str, line: str) -> None:
        path = self.programs / name
        path.write_text(f"#!/bin/bash\n{line}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    # Reading

    def _readable(self, text: str) -> str:
        text = text.replace(str(self.home.resolve()), HOME)
        return _SECONDS.sub("(0.01 s)", text)

    def _compares(self, block: Block) -> None:
        if self.said is None:
            raise ManualMistakeError(f"{block.place}: output of nothing")
        said, self.said = self.said, None
        if not matches(block.text, said):
            difference = difflib.unified_diff(
                block.text.splitlines(),
                said.splitlines(),
                "the page",
                "what is said",
                lineterm="",
            )
            raise OtherOutputError(block, said, "\n".join(difference))

    # Writing

    def _writes(self, block: Block, file: str) -> None:
        path = (self.folder / file).resolve()
        if not path.is_relative_to(self.home.resolve()):
            raise ManualMistakeError(f"{block.place}: {file} is not the reader's")
        text = block.text
        if block.language == "diff":
            text = patched(path.read_text("utf-8"), block)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


class OtherOutputError(ManualMistakeError):
    """A command says something else than the page."""

    def __init__(self, block: Block, said: str, difference: str) -> None:
        super().__init__(f"{block.place}:\n{difference}")
        self.block = block
        self.said = said


def _here(words: Sequence[str]) -> tuple[int, str]:
    """Run bpa in this process: its exit code, and all it printed."""
    raw = io.BytesIO()
    printed = io.TextIOWrapper(raw, "utf-8", newline="\n", write_through=True)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
    printed.flush()
    return code, raw.getvalue().decode()


def matches(expected: str, said: str) -> bool:
    """Whether a text is as expected; blanks at the ends of lines do not matter."""
    pieces: list[list[str]] = [[]]
    for line in _bare(expected):
        if line == ANYTHING:
            pieces.append([])
        else:
            pieces[-1].append(line)
    lines = _bare(said)
    if len(pieces) == 1:
        return lines == pieces[0]
    first, *middle, last = pieces
    end = len(lines) - len(last)
    if lines[: len(first)] != first or lines[end:] != last:
        return False
    at = len(first)
    for piece in middle:
        found = _find(piece, lines[at:end])
        if found is None:
            return False
        at += found + len(piece)
    return at <= end


def _bare(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def _find(piece: list[str], lines: list[str]) -> int | None:
    for start in range(len(lines) - len(piece) + 1):
        if lines[start : start + len(piece)] == piece:
            return start
    return None


def patched(text: str, block: Block) -> str:
    """A text with an edit made: each part, between lines `@@`, says enough to be found once."""
    for part in re.split(r"^@@.*\n", block.text, flags=re.MULTILINE):
        before, after = _sides(part, block)
        places = text.count(before)
        if places != 1:
            raise ManualMistakeError(
                f"{block.place}: these lines are there {places} times:\n{before}\n{text}"
            )
        text = text.replace(before, after)
    return text


def _sides(part: str, block: Block) -> tuple[str, str]:
    """What stands there before an edit, and after it."""
    before = after = ""
    for line in part.splitlines():
        sign, rest = line[:1], line[1:]
        if sign not in ("-", "+", " ", ""):
            raise ManualMistakeError(f"{block.place}: no line of a diff: {line}")
        if sign != "+":
            before += f"{rest}\n"
        if sign != "-":
            after += f"{rest}\n"
    return before, after


def missing_program(blocks: Sequence[Block]) -> str | None:
    """A program that a page runs and that is not here."""
    for name in sorted(typed(blocks) - OWN):
        if not shutil.which(name) and not shutil.which(STANDS_IN.get(name, name)):
            return name
    # a package of the reader's own is built and installed by these
    for name in ("pip", "hatchling"):
        if "pip" in typed(blocks) and not find_spec(name):
            return name
    return None
