"""Rules that some file system or format could not tell apart."""

from pathlib import Path

import pytest

from bpadocs.project import clashes


def test_ids_that_differ_in_case_only(tmp_path: Path) -> None:
    problems = clashes(tmp_path, [("a/Rule", "x"), ("a/rule", "y"), ("a/other", "z")])
    assert [str(problem) for problem in problems] == [
        "rules/a/rule.yaml:1:1: differs from rules/a/Rule.yaml only in upper and lower case, which PowerShell ignores; "
        "rename one"
    ]


@pytest.mark.parametrize("name", ["a/b\nc", "a/b\x04c", "a/b\0c", "a/\udcff"])
def test_ids_that_nobody_can_see(tmp_path: Path, name: str) -> None:
    (problem,) = clashes(tmp_path, [(name, "x")])
    assert "characters that nobody can see" in problem.message


def test_pages_of_one_name_clash_within_their_product_only(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "a"
    folder.mkdir(parents=True)
    (folder / "two.yaml").write_text("severity: error\npage: PAGE\n")
    (problem,) = clashes(tmp_path, [("a/one", "page"), ("a/two", "PAGE"), ("b/one", "page")])
    assert str(problem) == (
        "rules/a/two.yaml:2:7: rules/a/one.yaml has, but for upper and lower case, the same page “page”; "
        "two pages need two names"
    )
