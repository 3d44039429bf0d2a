"""The lines that mistakes are about, shown below them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bpadocs.errors import Problem


def framed(
    problems: Iterable[Problem], root: Path | None
) -> Iterator[tuple[Problem, list[str]]]:
    """Yield each mistake with the line that it is about, and a mark below that.

    Files are looked for in the project at this root, then in the folder that one is in. A mistake
    of a file as a whole has no line, nor has one in a file that cannot be read.
    """
    path = None
    lines: list[str] = []
    for problem in problems:
        if problem.path != path:  # a file of thousands of mistakes is read once
            path = problem.path
            lines = _lines(path, root)
        yield problem, list(_frame(problem, lines))


def _frame(problem: Problem, lines: Sequence[str]) -> Iterator[str]:
    if (problem.line, problem.column) == (1, 1) or problem.line > len(lines):
        return
    from bpadocs.lint.report.excerpt import excerpt

    line = lines[problem.line - 1].rstrip("\r")
    start = min(problem.column - 1, len(line))
    yield from excerpt(problem.line, line, start, start + 1)


def _lines(path: str, root: Path | None) -> list[str]:
    # here, for most runs have no mistake to show
    from bpadocs.system.files import RULE_LIMIT, SETTINGS_LIMIT, regular

    limit = max(RULE_LIMIT, SETTINGS_LIMIT)
    here = Path()
    for folder in (root or here, here):
        content = regular(folder / path, limit)
        if content is not None:
            return content.decode("utf-8", "replace").split("\n")
    return []
