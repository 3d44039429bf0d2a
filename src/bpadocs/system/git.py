"""The history of a folder, read through git, and the only place that runs git.

A repository is input like any other, and may be somebody's trap: its settings can name programs,
and git runs them when it shows a difference, checks a signature, looks over the working tree or
fetches what is missing. So git is asked for few things only, which commits there are, which files
changed and what stands in an object, and for these with every such setting put out of force. No
word from outside is on its command line but a path, and what people call a commit or an object is
on its input. A repository that git refuses, because it belongs to somebody else for one, has no
history here.
"""

import contextlib
import hashlib
import os
import re
import subprocess
import threading
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple

from bpadocs.system.processes import NO_WINDOW
from bpadocs.system.programs import where_is

TIMEOUT = 60.0
"""Seconds for one question. Where a pipe is in the place of a file, git would wait for ever."""
WALK_TIMEOUT = 300.0
"""Seconds for the whole history of a folder, which may have a hundred thousand commits."""
MAX_BYTES = 4_000_000
"""More than any rule or page has. A larger object is skipped."""

_SETTINGS = (
    # a folder of files that looks like a repository is none
    "safe.bareRepository=explicit",
    # not “false”: an older git takes that for the program to run
    "core.fsmonitor=",
    f"core.hooksPath={os.devnull}",
    "core.sshCommand=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "log.follow=false",
)
_ENVIRONMENT = {
    # unlike protocol.allow, no setting of the repository overrides this
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}
_AT_ONCE = 2_000
"""How many bytes of names are asked for in one go, if there is more than one.

More would be faster, but all the names must fit into a pipe: else we wait for git to read them, and
git for us to read its answers.
"""
_OBJECT = re.compile(r"[0-9a-f]{7,64}(?::[^\n\0]+)?")
"""An object, or the file of this path in a commit: `commit:path`."""
_COMMIT = re.compile(rb"commit ([0-9a-f]{40,64}) (\d+) ([0-9a-f ]*)")
_CHANGE = re.compile(
    rb":(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d*"
)
_ENTRY = re.compile(rb"(\d{6}) blob ([0-9a-f]{40,64})\t(.+)", re.DOTALL)
_COMMIT_NAME = re.compile(rb"([0-9a-f]{40,64}) commit \d+\n")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FILE = b"100"
"""How the mode of a file begins. Links and submodules have others."""


class FileChange(NamedTuple):
    """One file in one commit."""

    status: str
    """A letter: A for added, M for modified, R for renamed, D for deleted."""
    path: str
    """Relative to the folder that was asked about, with forward slashes."""
    path_before: str
    before: str
    """The object that holds its content before; empty where there was no file."""
    after: str
    """Likewise, afterwards."""
    commit: str
    time: int
    """When the commit was made, in seconds since 1970."""
    is_first: bool
    """The commit has none before it; in a shallow clone, none that is here."""


def log(folder: Path, path: str) -> Sequence[FileChange] | None:
    """Return every change of a file, or of all files below a folder, the newest first.

    Return nothing where there is no history.
    """
    # --raw names objects and shows no differences, for which git might run a program
    words = [
        "log",
        "-M",
        "--raw",
        "-z",
        "--no-abbrev",
        "--relative",
        "--format=commit %H %ct %P",
        "--no-ext-diff",
        "--no-textconv",
    ]
    answer = _ask(folder, [*words, "--", path], WALK_TIMEOUT)
    if answer is None:
        return None
    return list(_changes(answer))


def by_file(changes: Iterable[FileChange]) -> Mapping[str, Sequence[FileChange]]:
    """Return the changes of each file of today, the newest first as they were given.

    Going back in time, a file that was renamed is followed under the name it had before.
    """
    files: defaultdict[str, list[FileChange]] = defaultdict(list)
    today: dict[str, str] = {}
    for change in changes:
        name = today.get(change.path, change.path)
        files[name].append(change)
        if change.status == "R":
            today[change.path_before] = name
    return files


def committed(folder: Path, path: str, commit: str = "HEAD") -> dict[str, str]:
    """Return the files below this path in a commit, each with the name of its object.

    The path is one in the folder, and so are the names of the files.
    """
    answer = _ask(folder, ["ls-tree", "-r", "-z", commit, "--", path]) or b""
    found = {}
    for entry in answer.split(b"\0"):
        match = _ENTRY.fullmatch(entry)
        if match is not None and match[1].startswith(_FILE):
            found[_name(match[3])] = match[2].decode()
    return found


def commit_of(folder: Path, revision: str) -> str | None:
    """Return the commit that a person means by `main` or `HEAD~3`; nothing where there is none."""
    if not revision.isprintable():
        return None
    # What a person calls a commit goes to the input of git: on its command line it might be taken
    # for an option.
    question = _name_bytes(f"{revision}^{{commit}}") + b"\n"
    answer = _ask(folder, ["cat-file", "--batch-check"], question=question)
    match = _COMMIT_NAME.match(answer or b"")
    return match[1].decode() if match else None


def branch_of(folder: Path) -> str | None:
    """Return the branch that is worked on; nothing where there is none."""
    answer = _ask(folder, ["symbolic-ref", "--quiet", "--short", "HEAD"])
    if answer:
        return answer.decode("utf-8", "replace").strip()
    return None


def when(seconds: int) -> datetime:
    """Return a time that git tells; where nobody can write it any more, the last there is.

    Anybody can give a commit any time, and the calendar of Windows ends with the year 3000.
    """
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


class Commit(NamedTuple):
    """A commit, by its full name, and when it was made, in seconds since 1970."""

    name: str
    time: int


def last_commit(folder: Path) -> Commit | None:
    """Return the commit that HEAD is at; nothing where there is none."""
    return _one_commit(folder)


def commit_before(folder: Path, time: int) -> Commit | None:
    """Return the last commit that HEAD had at a time, in seconds since 1970; nothing if none."""
    return _one_commit(folder, f"--before=@{time}")


def _one_commit(folder: Path, *choice: str) -> Commit | None:
    answer = _ask(folder, ["log", "-1", "--format=%H %ct", *choice]) or b""
    name, _, time = answer.decode("ascii", "replace").strip().partition(" ")
    if not time.isdigit():
        return None
    return Commit(name, int(time))


def authors(folder: Path, commits: Iterable[str]) -> Mapping[str, str]:
    """Return the name of whoever wrote each of these commits, as far as git knows them."""
    known = [commit for commit in commits if _OBJECT.fullmatch(commit)]
    found: dict[str, str] = {}
    # without a commit, git would tell of all
    if not known:
        return found
    answer = _ask(folder, ["log", "--no-walk", "-z", "--format=%H %an", *known])
    for line in (answer or b"").decode("utf-8", "replace").split("\0"):
        commit, _, author = line.strip().partition(" ")
        if commit:
            found[commit] = author
    return found


def fork_point(folder: Path, commit: str) -> str | None:
    """Return the last commit that this one and HEAD have in common; nothing where none is here."""
    answer = _ask(folder, ["merge-base", commit, "HEAD"])
    if answer:
        return answer.decode().strip()
    return None


def name_of(content: bytes, like: str) -> str:
    """Return the name that git gives an object of this content, in the same format as `like`."""
    algorithm = "sha1" if len(like) == 40 else "sha256"
    blob = b"blob %d\0" % len(content) + content
    return hashlib.new(algorithm, blob, usedforsecurity=False).hexdigest()


def has(name: str, content: bytes) -> bool:
    """Tell whether an object has this content, which may be that of a checkout.

    On Windows, git writes CRLF for LF into a checkout, and takes it back at a commit.
    """
    versions = (content, content.replace(b"\r\n", b"\n"))
    return any(name_of(one, name) == name for one in versions)


def top_of(folder: Path) -> Path | None:
    """Return the folder of the repository that this one is in; nothing where it is in none."""
    return _top(folder.resolve())


def is_shallow(folder: Path) -> bool | None:
    """Return whether the clone has only a part of the history; nothing where there is none."""
    answer = _ask(folder, ["rev-parse", "--is-shallow-repository"])
    if answer is None:
        return None
    return answer.strip() == b"true"


class Objects:
    """Read the content of objects, through one git process that lives as long as this object.

    Threads may share it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        # or one thread would read the answer to what another one asked
        self._alone = threading.Lock()

    def read(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """Yield each object's content; nothing for one that is missing, too large or no file."""
        with self._alone:
            process = self._running()
        if process is None or process.stdin is None or process.stdout is None:
            yield from (None for _ in names)
            return
        for some in _batches(names):
            # what is done with the answers may take any time
            watch = threading.Timer(TIMEOUT, process.kill)
            watch.daemon = True
            with self._alone:
                watch.start()
                try:
                    contents = _contents(some, process.stdin, process.stdout)
                finally:
                    watch.cancel()
            yield from contents

    def _running(self) -> subprocess.Popen[bytes] | None:
        """Return the git process of this process.

        A fork must not use that of its parent: the answers to its questions would reach the parent.
        """
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._process = _start(self.folder, ["cat-file", "--batch"])
            if self._process is not None:
                weakref.finalize(self, _end, self._process)
        return self._process


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield the names in parts that fit into a pipe."""
    some: list[str] = []
    length = 0
    for name in names:
        own = len(_name_bytes(name)) + 1
        if some and length + own > _AT_ONCE:
            yield some
            some, length = [], 0
        some.append(name)
        length += own
    if some:
        yield some


def _contents(
    names: Sequence[str], asked: IO[bytes], answers: IO[bytes]
) -> list[bytes | None]:
    """Ask for these objects, and read every answer.

    An answer that was left in the pipe would be taken for that to the next question.
    """
    known = [name if _OBJECT.fullmatch(name) else "" for name in names]
    # where git has ended, there will be no answers below
    with contextlib.suppress(OSError, ValueError):
        asked.write(b"".join(_name_bytes(name) + b"\n" for name in known if name))
        asked.flush()
    return [_content(answers) if name else None for name in known]


def _content(answers: IO[bytes]) -> bytes | None:
    """Read one answer: the object’s name, type and size, and its content."""
    header = answers.readline().split()
    if len(header) != 3 or not header[2].isdigit():
        # “missing”, or git has ended
        return None
    # a line end follows the content
    rest = int(header[2]) + 1
    if header[1] == b"blob" and rest <= MAX_BYTES:
        content = answers.read(rest)
        if len(content) == rest:
            return content[:-1]
        return None
    while rest and (block := answers.read(min(rest, 1 << 16))):
        rest -= len(block)
    return None


def _changes(answer: bytes) -> Iterator[FileChange]:
    """Yield the changes that `git log --raw -z` has printed.

    A path can hold every character that might be taken for a separator, but no NUL.
    """
    fields = iter(answer.split(b"\0"))
    commit: re.Match[bytes] | None = None
    for field in fields:
        # git puts line ends between a commit and its changes
        header = field.strip(b"\n")
        if not header:
            continue
        if found := _COMMIT.fullmatch(header):
            commit = found
            continue
        match = _CHANGE.fullmatch(header)
        if match is None or commit is None:
            return
        mode_before, mode_after, before, after, status = match.groups()
        first = next(fields, b"")
        second = next(fields, b"") if status in b"RC" else first
        yield FileChange(
            status=status.decode(),
            path=_name(second),
            path_before=_name(first),
            before=before.decode() if mode_before.startswith(_FILE) else "",
            after=after.decode() if mode_after.startswith(_FILE) else "",
            commit=commit[1].decode(),
            time=int(commit[2]),
            is_first=not commit[3].strip(),
        )


def _name(path: bytes) -> str:
    """Decode a path as Python decodes names of files, so that one which is no text survives."""
    if os.name == "nt":
        # git speaks UTF-8 there, whatever the system does
        return path.decode("utf-8", "surrogateescape")
    return os.fsdecode(path)


def _name_bytes(name: str) -> bytes:
    """Encode a path as `_name` decoded it."""
    if os.name == "nt":
        return name.encode("utf-8", "surrogateescape")
    return os.fsencode(name)


def _ask(
    folder: Path,
    words: Sequence[str],
    timeout: float = TIMEOUT,
    question: bytes | None = None,
) -> bytes | None:
    """Return what git prints, given a question as its input; nothing where it fails."""
    process = _start(folder, words)
    if process is None:
        return None
    with process:
        try:
            answer, _ = process.communicate(question, timeout=timeout)
        except subprocess.TimeoutExpired:
            answer = b""
        finally:
            process.kill()
    if process.returncode == 0:
        return answer
    return None


def _start(folder: Path, words: Sequence[str]) -> subprocess.Popen[bytes] | None:
    """Start git in a folder, with every setting that could run a program put out of force."""
    folder = folder.resolve()
    program, top = _program(), _top(folder)
    if program is None or top is None:
        return None
    command = [program, "--no-pager"]
    for setting in _SETTINGS:
        command += ["-c", setting]
    environment = {}
    for name, value in os.environ.items():
        # such variables could name programs, or another repository
        if not name.upper().startswith("GIT_"):
            environment[name] = value
    environment |= _ENVIRONMENT
    # git looks for a repository no further up than we did
    environment["GIT_CEILING_DIRECTORIES"] = str(top.parent)
    is_asked_more = words[0] == "cat-file"
    try:
        return subprocess.Popen(
            [*command, *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE if is_asked_more else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=NO_WINDOW,
        )
    except OSError:
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let a git process end that has nothing more to answer; if it does not, end it."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            # it may have ended already
            with contextlib.suppress(OSError):
                stream.close()
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _top(folder: Path) -> Path | None:
    """Return the folder of the repository that this one is in: the nearest upwards with a `.git`.

    Return nothing where a folder on the way there has the files of which a repository consists. A
    clone can bring such files along like any others, settings among them, and not every version of
    git can be told to ignore them.
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
    """Return where git is."""
    return where_is("git")
