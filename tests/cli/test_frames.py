"""Below a mistake stands the line that it is about."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs import shown
from bpadocs.cli import main
from bpadocs.cli.frames import framed
from bpadocs.errors import Problem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text("one: 1\n  two: \x1b[2J\r\n", "utf-8", newline="")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (1, 6, ["     1 | one: 1", "       |      ^"]),
        (2, 3, ["     2 |   two: \\u001b[2J", "       |   ^"]),
        (1, 99, ["     1 | one: 1", "       |       ^"]),
        (1, 1, []),
        (9, 2, []),
    ],
)
def test_the_line_and_a_mark(
    root: Path, line: int, column: int, expected: list[str]
) -> None:
    [(_, rows)] = framed([Problem("a.yaml", line, column, "x")], root)
    # as all that is printed is shown
    assert [shown.line(row) for row in rows] == expected


@pytest.mark.parametrize("name", ["gone.yaml", ".", "a.yaml/x"])
def test_a_file_that_cannot_be_read_has_none(root: Path, name: str) -> None:
    problem = Problem(name, 2, 2, "x")
    assert list(framed([problem], root)) == [(problem, [])]


def test_build_shows_it_as_lint_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = write_project(
        tmp_path, {"backups": RULE.replace("severity: warning", "severity: bad")}
    )
    assert main(["build", "--project", str(project)]) == 2
    assert (
        "severity is one of error, warning, information, not “bad”"
        "; the table “severities” of the settings can have more\n"
        "     2 | severity: bad\n"
        "       |           ^\n"
    ) in capsys.readouterr().err
