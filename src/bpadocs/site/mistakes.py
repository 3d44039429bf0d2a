"""The mistakes in a project as a browser shows them: with the lines around and a way to them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from bpadocs.errors import Problem
from bpadocs.rule.placeholders import fill
from bpadocs.system.cache import digest
from bpadocs.system.files import RULE_LIMIT, regular

EDITORS: Final = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
}
"""The address at which an editor opens a file, by what the editor is called here."""

_AROUND: Final = 2
"""Lines that are shown before and after the one with the mistake."""
_LONGEST: Final = 160
"""The most characters of a line that are shown."""


class Editor:
    """Where the files of a project are opened."""

    def __init__(self, root: Path, name: str) -> None:
        self.root = root.resolve()
        self._address = EDITORS[name]

    @property
    def project(self) -> str:
        """What a browser knows the project by: another one may be served at its address later."""
        return digest(str(self.root))[:16]

    @property
    def pattern(self) -> str:
        """The address that opens a file, with {path}, {line} and {column} to be filled in."""
        root = quote("/" + self.root.as_posix().strip("/"))
        place = {"path": f"{root}/{{path}}", "line": "{line}", "column": "{column}"}
        return fill(self._address, place)

    def address(self, path: str, line: int, column: int) -> str:
        """Return the address that opens a file of the project at a place."""
        file = (self.root / path).as_posix()
        # on Windows it begins with a letter
        whole = file if file.startswith("/") else f"/{file}"
        place = {"path": quote(whole), "line": line, "column": column}
        return fill(self._address, place)


def shown_mistakes(
    problems: Iterable[Problem | str], editor: Editor
) -> list[dict[str, Any]]:
    """Return mistakes as a browser shows them; one that is in no file is a message alone."""
    shown = []
    for problem in problems:
        if isinstance(problem, str):
            shown.append({"message": problem})
        else:
            shown.append(_shown(problem, editor))
    return shown


def _shown(problem: Problem, editor: Editor) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "href": editor.address(problem.path, problem.line, problem.column),
        "frame": _frame(problem, editor.root),
    }


def _frame(problem: Problem, root: Path) -> list[dict[str, Any]]:
    """Return the lines around a mistake; none where it is of the file as a whole."""
    content = regular(root / problem.path, RULE_LIMIT)
    if content is None or (problem.line, problem.column) == (1, 1):
        return []
    lines = content.decode("utf-8", "replace").split("\n")
    first = max(problem.line - 1 - _AROUND, 0)
    last = min(problem.line + _AROUND, len(lines))
    return [_line(number, lines, problem) for number in range(first, last)]


def _line(index: int, lines: Sequence[str], problem: Problem) -> dict[str, Any]:
    """Return one line: before the mistake, what is wrong, and what follows on it."""
    text = lines[index].rstrip("\r")
    if index + 1 != problem.line:
        return {
            "number": index + 1,
            "before": text[:_LONGEST],
            "wrong": "",
            "after": "",
        }
    at = min(problem.column - 1, len(text))
    start = max(at - _LONGEST // 2, 0)
    return {
        "number": index + 1,
        "before": text[start:at],
        "wrong": text[at : at + 1] or " ",
        "after": text[at + 1 : start + _LONGEST],
    }
