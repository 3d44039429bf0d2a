"""A file that cannot be read as a rule page, with the reason.

It is not UTF-8, it has no front matter or no headings, its YAML is broken, it is too big, or it is a link out of its
folder. Everything else is read and checked all the same.

    docs/fr-fr/Some-rule.md:4:8: the front matter is not YAML: a quotation mark is never closed
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bpadocs.lint.check import PageCheck
from bpadocs.lint.findings import Level, PageHit, Place
from bpadocs.problems import Problem

if TYPE_CHECKING:
    from bpadocs.existing.folder import Beside


def run(beside: "Beside") -> Iterator[PageHit]:
    problem = beside.page
    if isinstance(problem, Problem):
        place = Place(problem.line, problem.column, problem.line, problem.column)
        yield PageHit(problem.path, place, problem.message)


CHECK = PageCheck("unreadable-page", run, Level.ERROR)
