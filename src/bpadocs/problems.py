"""What is wrong with an input, and where."""

from collections.abc import Iterable
from typing import NamedTuple

from bpadocs import shown


class Problem(NamedTuple):
    """One mistake in one input file. Lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """One line, in which nothing from outside is more than text."""
        return shown.line(f"{shown.name(self.path)}:{self.line}:{self.column}: {self.message}")


class BrokenInputError(Exception):
    """Input that cannot be worked with: every problem found, in the order of files, lines and columns."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["BrokenInputError"], tuple[tuple[Problem, ...]]]:
        """So that it can be told from process to process."""
        return BrokenInputError, (self.problems,)
