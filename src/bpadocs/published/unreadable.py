"""The errors of a file that is no page, or no rule page."""

from bpadocs.errors import BpadocsError, Problem


class UnreadableError(BpadocsError):
    """A file that cannot be read as a page; the problem says why."""

    def __init__(self, file: str, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(file, line, column, message)


class NoRulePageError(UnreadableError):
    """A page that is not the page of a rule, but may well be another one."""
