"""The history of a folder, read through git, and the only place that runs git.

A repository is input like any other, and may be somebody's trap: its settings can name programs,
and git runs them when it shows a difference, checks a signature, looks over the working tree or
fetches what is missing. So git is asked for two things only, which files changed and what stands in
an object, and for these with every such setting put out of force. No word from outside is on its
command line but a path, and objects are named on its input. A repository that git refuses, because
it belongs to somebody else for one, has no history here.
"""

import contextlib
import hashlib
import os
import re
import subprocess
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

TIMEOUT = 60.0
"""Seconds for one question: where a pipe stands for a file, git would wait for ever."""
MAX_BYTES = 4_000_000
"""Larger than any rule or page; a larger object is passed over."""

_SETTINGS = (
    "safe.bareRepository=explicit",  # folders of files that look like a repository are none
    "core.fsmonitor=",  # not “false”: an older git takes that for the program to run
    f"core.hooksPath={os.devnull}",
    "core.sshCommand=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "log.follow=false",
)
_SURROUNDINGS = {
    "GIT_ALLOW_PROTOCOL": "none",  # unlike protocol.allow, no setting of the repository overrides it
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}
_AT_ONCE = 32
"""Objects named in one go: more costs less, but must fit into a pipe, or both sides would wait for
each other.
"""
_OBJECT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_CHANGE = re.compile(rb":(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d*")
_ENTRY = re.compile(rb"(\d{6}) blob ([0-9a-f]{40,64})\t(.+)", re.DOTALL)
_FILE = b"100"
"""How the mode of a file begins; links and repositories within have others."""


class Change(NamedTuple):
    """One file in one commit."""

    status: str
    """A letter: A for added, M for modified, R for renamed, D for deleted."""
    path: str
    """From the folder that was asked about, with forward slashes."""
    path_before: str
    before: str
    """The object with its content before; empty where there was no file."""
    after: str


def log(folder: Path, path: str, limit: int | None = None) -> Sequence[Change] | None:
    """Every change of the file or of what lies below it, the newest first; nothing where there is
    no history.
    """
    # Raw, the objects alone are named: git makes no differences itself, for which it might ask a program.
    words = [
        "log",
        "-M",
        "--raw",
        "-z",
        "--no-abbrev",
        "--relative",
        "--format=",
        "--no-ext-diff",
        "--no-textconv",
    ]
    if limit is not None:
        words.append(f"--max-count={limit}")
    answer = _ask(folder, [*words, "--", path])
    return None if answer is None else list(_changes(answer))


def committed(folder: Path, path: str) -> dict[str, str]:
    """The files below this path in the newest commit, each with its object; none where there is no
    history.
    """
    answer = _ask(folder, ["ls-tree", "-r", "-z", "HEAD", "--", path]) or b""
    entries = (_ENTRY.fullmatch(entry) for entry in answer.split(b"\0"))
    return {_name(entry[3]): entry[2].decode() for entry in entries if entry and entry[1].startswith(_FILE)}


def name_of(content: bytes, like: str) -> str:
    """The name git gives an object with this content; by the same algorithm as this other one."""
    algorithm = "sha1" if len(like) == 40 else "sha256"
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def is_shallow(folder: Path) -> bool | None:
    """Whether the history is cut off; nothing where there is none."""
    answer = _ask(folder, ["rev-parse", "--is-shallow-repository"])
    return None if answer is None else answer.strip() == b"true"


class Objects:
    """What stands in objects, from one git that is kept as long as this is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """The content of each of these objects; nothing for what is missing, too large or no file."""
        process = self._running()
        if process is None or process.stdin is None or process.stdout is None:
            yield from (None for _ in names)
            return
        watch = threading.Timer(TIMEOUT, process.kill)
        watch.daemon = True
        watch.start()
        try:
            rest = iter(names)
            while some := list(islice(rest, _AT_ONCE)):
                yield from _contents(some, process.stdin, process.stdout)
        finally:
            watch.cancel()

    def _running(self) -> subprocess.Popen[bytes] | None:
        """The git that answers. A fork must not speak with that of its parent, who would get the
        answers.
        """
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._process = _start(self.folder, ["cat-file", "--batch"])
            if self._process is not None:
                weakref.finalize(self, _end, self._process)
        return self._process


def _contents(names: Sequence[str], asked: IO[bytes], answers: IO[bytes]) -> list[bytes | None]:
    """All answers at once: one left in the pipe would be taken for that to the next question."""
    known = [name if _OBJECT.fullmatch(name) else "" for name in names]
    with contextlib.suppress(OSError, ValueError):  # git has gone: the answers below are none
        asked.write("".join(f"{name}\n" for name in known if name).encode())
        asked.flush()
    return [_content(answers) if name else None for name in known]


def _content(answers: IO[bytes]) -> bytes | None:
    header = answers.readline().split()
    if len(header) != 3 or not header[2].isdigit():  # “missing”, or git has gone
        return None
    rest = int(header[2]) + 1  # a line end follows
    if header[1] == b"blob" and rest <= MAX_BYTES:
        content = answers.read(rest)
        return content[:-1] if len(content) == rest else None
    while rest and (block := answers.read(min(rest, 1 << 16))):
        rest -= len(block)
    return None


def _changes(answer: bytes) -> Iterator[Change]:
    """Field by field: a path can hold whatever else might be taken for a mark, but no NUL."""
    fields = iter(answer.split(b"\0"))
    for field in fields:
        header = field.strip(b"\n")  # what some versions put between commits
        if not header:
            continue
        match = _CHANGE.fullmatch(header)
        if match is None:
            return
        mode_before, mode_after, before, after, status = match.groups()
        first = next(fields, b"")
        second = next(fields, b"") if status in b"RC" else first
        yield Change(
            status.decode(),
            _name(second),
            _name(first),
            before.decode() if mode_before.startswith(_FILE) else "",
            after.decode() if mode_after.startswith(_FILE) else "",
        )


def _name(path: bytes) -> str:
    """As the file system's own names are read, also those that are no text."""
    return path.decode("utf-8", "surrogateescape") if os.name == "nt" else os.fsdecode(path)


def _ask(folder: Path, words: Sequence[str]) -> bytes | None:
    """What git says, or nothing where it fails."""
    process = _start(folder, words)
    if process is None:
        return None
    with process:
        try:
            answer, _ = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            answer = b""
        finally:
            process.kill()
    return answer if process.returncode == 0 else None


def _start(folder: Path, words: Sequence[str]) -> subprocess.Popen[bytes] | None:
    folder = folder.resolve()
    program, top = _program(), _top(folder)
    if program is None or top is None:
        return None
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(
            [program, "--no-pager", *settings, *words],
            cwd=folder,
            env={**kept, **_SURROUNDINGS, "GIT_CEILING_DIRECTORIES": str(top.parent)},
            stdin=pipe if words[0] == "cat-file" else nowhere,
            stdout=pipe,
            stderr=nowhere,
        )
    except OSError:
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a git go that has no more to answer; where it does not, end it."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):  # it has gone already
                stream.close()
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _top(folder: Path) -> Path | None:
    """The folder of the repository that this one is in: the nearest upwards with a `.git`.

    Nothing where a folder on the way there holds what a repository consists of. A clone can bring
    such files along like any others, settings among them, and not every git can be told to leave
    them alone.
    """
    for place in (folder, *folder.parents):
        if _has(place, "HEAD") and (_has(place, "objects") or _has(place, "commondir")):
            return None
        if _has(place, ".git"):
            return place
    return None


def _has(folder: Path, name: str) -> bool:
    return os.path.lexists(folder / name)


@cache
def _program() -> str | None:
    """Where git is. Windows would look in the current folder first, which is a project, and may
    bring a git along.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        path = os.path.join(folder, name)
        if os.path.isabs(path) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None
