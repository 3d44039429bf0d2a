"""A project of broken files: every mistake of every file, at its place, in one run."""

from pathlib import Path

import pytest

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError
from bpadocs.project.tree import read_project

BROKEN = Path(__file__).parents[1] / "fixtures" / "broken"


def test_every_mistake_is_reported_with_its_place_and_what_to_do() -> None:
    with pytest.raises(BrokenInputError) as error:
        read_project(BROKEN)
    expected = (BROKEN / "expected.txt").read_text("utf-8").splitlines()
    assert [str(problem) for problem in error.value.problems] == expected


def test_every_broken_file_is_found() -> None:
    files = {
        path.relative_to(BROKEN).as_posix()
        for path in (BROKEN / "rules" / "broken").glob("*.yaml")
    }
    # These two are whole on their own; the clash of page names is reported at one of them.
    files -= {"rules/broken/product.yaml", "rules/broken/page-clash-two.yaml"}
    reported = {
        line.split(":")[0]
        for line in (BROKEN / "expected.txt").read_text("utf-8").splitlines()
    }
    assert len(files) > 50
    assert files - reported == set()


def test_nothing_is_written_and_the_exit_code_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "rules" / "broken"
    project.mkdir(parents=True)
    (project / "product.yaml").write_text("name: X\noperating_systems: [Y]\n")
    (project / "a-rule.yaml").write_text("page: ../x\n")
    assert main(["build", "--project", str(tmp_path)]) == 2
    assert not (tmp_path / "build").exists()
    assert "rules/broken/a-rule.yaml:1:7:" in capsys.readouterr().err


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    project = tmp_path / "rules" / "large"
    project.mkdir(parents=True)
    (project / "product.yaml").write_text("name: X\noperating_systems: [Y]\n")
    with (project / "huge.yaml").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(BrokenInputError) as error:
        read_project(tmp_path)
    assert [str(problem) for problem in error.value.problems] == [
        "rules/large/huge.yaml:1:1: has more than 4 MB, which no such file needs; "
        "is it the right one?"
    ]


def test_an_unreadable_file_is_one_clear_line(tmp_path: Path) -> None:
    project = tmp_path / "rules" / "gone"
    project.mkdir(parents=True)
    (project / "product.yaml").write_text("name: X\noperating_systems: [Y]\n")
    (project / "dangling.yaml").symlink_to(tmp_path / "nowhere.yaml")
    with pytest.raises(BrokenInputError) as error:
        read_project(tmp_path)
    assert [str(problem) for problem in error.value.problems] == [
        "rules/gone/dangling.yaml:1:1: a symbolic link that leads nowhere"
    ]
