"""The exceptions of bpadocs, and what they say of an input: what is wrong, and where."""

from collections.abc import Iterable
from typing import NamedTuple

from bpadocs import shown


class BpadocsError(Exception):
    """The base of every exception that the package defines.

    `bpadocs.runtime` alone has a base of its own: it is one file that is copied into other
    programs.
    """


class Problem(NamedTuple):
    """One mistake in one input file. Lines and columns count from 1, columns in characters.

    Editors and CI services jump to `file:line:column`, and SARIF wants a line. So a mistake that
    concerns a file or a folder as a whole has the place 1:1. A mistake that is in no file is no
    Problem but a UsageError.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return one line, in which nothing from outside is more than text."""
        return shown.line(
            f"{shown.name(self.path)}:{self.line}:{self.column}: {self.message}"
        )


class BrokenInputError(BpadocsError):
    """Input that cannot be worked with: every problem found, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["BrokenInputError"], tuple[tuple[Problem, ...]]]:
        """Let the error be sent from process to process: it is made again from its problems."""
        return BrokenInputError, (self.problems,)


class UsageError(BpadocsError):
    """A command that cannot be done as, or where, it was called: a message for each mistake.

    A message begins with the option or the word that it is about, where there is one:
    `--locale: “xx” is no language to translate into here`.
    """

    def __init__(self, *messages: str) -> None:
        self.messages = tuple(dict.fromkeys(messages))
        # An exception that is sent to another process is made again from what Exception is given.
        super().__init__(*self.messages)

    def __str__(self) -> str:
        """Return a line for each message."""
        return "\n".join(self.messages)


class LostProcessError(BpadocsError):
    """A process that did a part of the work was ended from outside; nothing is broken by it."""
