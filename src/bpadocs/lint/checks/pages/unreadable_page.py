"""A file that cannot be read as a rule page, with the reason.

It is not UTF-8, it has no front matter or no headings, its YAML is broken, it is too big, or it is
a link out of its folder. Everything else is read and checked all the same.

    docs/fr-fr/Some-rule.md:4:8: the front matter is not YAML: a quotation mark is never closed
"""

from collections.abc import Iterator

from bpadocs.errors import Problem
from bpadocs.lint.check import PageCheck
from bpadocs.lint.findings import Level, PageHit, Place
from bpadocs.pages.pair import PagePair


def run(pair: PagePair) -> Iterator[PageHit]:
    """Report a file that is no rule page, at the place that says so."""
    problem = pair.page
    if not isinstance(problem, Problem):
        return
    place = Place(
        line=problem.line,
        column=problem.column,
        end_line=problem.line,
        end_column=problem.column,
    )
    yield PageHit(file=problem.path, place=place, message=problem.message)


CHECK = PageCheck(
    "unreadable-page",
    run,
    severity=Level.ERROR,
    mqm=None,
)
