"""Parts built apart and joined are the bytes of one build."""

import shutil
from pathlib import Path

import pytest
from bench.generate import generate

from bpadocs import publish
from bpadocs.cli import main
from bpadocs.problems import BrokenInputError
from bpadocs.project import read_project
from bpadocs.publish.merge import merge
from bpadocs.publish.run import Shard


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Twelve rules in four products, in five languages."""
    return generate(tmp_path / "project", 12)


def shards(project: Path, folder: Path, count: int) -> list[Path]:
    parts = [folder / f"part-{number}" for number in range(1, count + 1)]
    for number, part in enumerate(parts, 1):
        publish.run(project, part, shard=Shard(number, count))
    return parts


def made(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in publish.OWNED
        for path in (folder / part).rglob("*")
        if path.is_file()
    }


def test_sixteen_parts_are_the_bytes_of_one_build(project: Path, tmp_path: Path) -> None:
    parts = shards(project, tmp_path, 16)
    report = merge(project, project / "build", parts)
    assert report.rules == 12
    assert made(project / "build") == publish.outputs(read_project(project))


def test_after_a_merge_there_is_nothing_left_to_build(project: Path, tmp_path: Path) -> None:
    merge(project, project / "build", shards(project, tmp_path, 3))
    report = publish.run(project, project / "build")
    assert (report.rules_read, report.written) == (0, 0)


def test_each_rule_is_in_one_part_and_the_parts_are_even() -> None:
    paths = [f"rules/a/{number}.yaml" for number in range(100)]
    parts = [Shard(number, 16).select(paths) for number in range(1, 17)]
    assert sorted(path for part in parts for path in part) == sorted(paths)
    assert {len(part) for part in parts} == {6, 7}


def test_a_part_is_the_same_whatever_the_order_of_the_files() -> None:
    paths = [f"rules/a/{number}.yaml" for number in range(100)]
    assert Shard(3, 16).select(paths) == Shard(3, 16).select(paths[::-1])


def test_a_part_is_a_whole_small_build(project: Path, tmp_path: Path) -> None:
    part = shards(project, tmp_path, 12)[0]
    index = (part / "docs/en-us/index.md").read_text("utf-8")
    links = [line.partition("](")[2].rstrip(")") for line in index.split("\n") if line.startswith("- ")]
    assert len(links) == 1
    assert (part / "docs/en-us" / links[0]).is_file()


def test_a_missing_part_is_named(project: Path, tmp_path: Path) -> None:
    parts = shards(project, tmp_path, 4)
    with pytest.raises(BrokenInputError, match="in none of the folders"):
        merge(project, project / "build", parts[1:])
    assert not (project / "build").exists()


def test_a_part_of_an_older_version_of_a_rule_is_named(project: Path, tmp_path: Path) -> None:
    parts = shards(project, tmp_path, 2)
    path = project / "rules/dns/rule-00006.yaml"
    path.write_text(path.read_text("utf-8").replace("severity: ", "severity:  "), "utf-8")
    with pytest.raises(BrokenInputError, match=r"rules/dns/rule-00006.yaml:1:1: .* another version of this file"):
        merge(project, project / "build", parts)


def test_a_page_that_was_changed_on_the_way_is_named(project: Path, tmp_path: Path) -> None:
    parts = shards(project, tmp_path, 2)
    page = next((parts[0] / "docs/fr-fr").rglob("Rule*.md"))
    page.write_text("changed")
    with pytest.raises(BrokenInputError, match="not as it was built"):
        merge(project, project / "build", parts)


def test_a_folder_that_is_no_build_is_named(project: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BrokenInputError, match="empty:1:1: no build of this version"):
        merge(project, project / "build", [*shards(project, tmp_path, 1), tmp_path / "empty"])


def test_the_commands(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = []
    for number in (1, 2):
        assert main(["build", "--project", str(project), "--shard", f"{number}/2"]) == 0
        parts.append(shutil.move(project / "build", tmp_path / f"moved-{number}"))
    assert main(["merge", "--project", str(project), *map(str, parts)]) == 0
    assert "2 folders joined: 12 rules in 5 languages, 90 files, 90 written" in capsys.readouterr().out
    assert made(project / "build") == publish.outputs(read_project(project))


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "a/b", "1/0"])
def test_a_part_that_is_none(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(["build", "--shard", text])
    assert error.value.code == 2
    assert f"“{text}” is no part such as 3/16" in capsys.readouterr().err
