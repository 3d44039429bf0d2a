"""Mistakes as a browser shows them."""

from pathlib import Path

import pytest

from bpadocs.cli import serve
from bpadocs.errors import Problem
from bpadocs.site.mistakes import EDITORS, Editor, shown_mistakes


def test_a_mistake_has_the_lines_around_it_and_a_way_there(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    file = tmp_path / "rules/a b.yaml"
    file.write_text("one: 1\ntwo: 2\nthree: eror\nfour: 4\nfive: 5\nsix: 6\n", "utf-8")
    problem = Problem("rules/a b.yaml", 3, 8, "“eror” is none")
    [shown] = shown_mistakes([problem], Editor(tmp_path, "vscode"))
    assert [line["number"] for line in shown["frame"]] == [1, 2, 3, 4, 5]
    marked = shown["frame"][2]
    assert (marked["before"], marked["wrong"], marked["after"]) == (
        "three: ",
        "e",
        "ror",
    )
    root = tmp_path.resolve().as_posix()
    assert shown["href"] == f"vscode://file{root}/rules/a%20b.yaml:3:8"


def test_a_mistake_of_a_whole_file_or_of_none_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x", "utf-8")
    whole, missing, alone = shown_mistakes(
        [Problem("a.yaml", 1, 1, "empty"), Problem("b.yaml", 2, 2, "gone"), "bpa: no"],
        Editor(tmp_path, "vscode"),
    )
    assert whole["frame"] == missing["frame"] == []
    assert alone == {"message": "bpa: no"}


def test_of_a_long_line_the_part_around_the_mistake_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x" * 5000 + "!" + "y" * 5000, "utf-8")
    [shown] = shown_mistakes(
        [Problem("a.yaml", 1, 5001, "no")], Editor(tmp_path, "vscode")
    )
    [line] = shown["frame"]
    assert line["wrong"] == "!"
    assert 0 < len(line["before"]) < 200
    assert 0 < len(line["after"]) < 200


@pytest.mark.parametrize("name", EDITORS)
def test_every_editor_is_told_file_line_and_column(tmp_path: Path, name: str) -> None:
    address = Editor(tmp_path, name).address("rules/x.yaml", 12, 34)
    assert "/rules/x.yaml" in address
    assert "12" in address
    assert "34" in address
    pattern = Editor(tmp_path, name).pattern
    for token, value in (("path", "rules/x.yaml"), ("line", "12"), ("column", "34")):
        pattern = pattern.replace(f"{{{token}}}", value)
    assert pattern == address


def test_the_command_offers_every_editor() -> None:
    assert tuple(EDITORS) == serve.EDITORS
