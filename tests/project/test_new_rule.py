"""`bpa new`: a file in every language that passes the reader as it is."""

import shutil
from pathlib import Path

import pytest

from bpadocs.cli import main
from bpadocs.project.tree import read_project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_new_file_passes_the_reader(project: Path) -> None:
    assert main(["new", "hyper-v/some-rule", "--project", str(project)]) == 0
    rule = next(
        rule for rule in read_project(project).rules if rule.id == "hyper-v/some-rule"
    )
    assert rule.page == "Some-rule"
    assert list(rule.text) == ["en", "fr", "it", "es", "ko"]
    assert not rule.text["fr"].fields
    first = (project / "rules/hyper-v/some-rule.yaml").read_text().split("\n")[0]
    assert (project / "rules/hyper-v" / first.partition("=")[2]).is_file()


def test_a_new_product_comes_with_its_product_file(project: Path) -> None:
    assert main(["new", "file-services/some-rule", "--project", str(project)]) == 0
    assert [product.name for product in read_project(project).products] == [
        "File Services",
        "Hyper-V",
    ]


def test_nothing_is_overwritten(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "rules/hyper-v/integration-services-alternate-ip.yaml"
    before = path.read_bytes()
    assert (
        main(
            [
                "new",
                "rules/hyper-v/integration-services-alternate-ip.yaml",
                "--project",
                str(project),
            ]
        )
        == 2
    )
    assert "exists already" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["some-rule", "../x/y", "hyper-v/Some Rule", "hyper-v/a/b"]
)
def test_names_that_are_no_rule_ids(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", name, "--project", str(project)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(
        f"bpa new: {name}: a rule is named product/rule, in lower case letters"
    )


def test_a_rule_cannot_have_the_file_of_its_product(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "hyper-v/product", "--project", str(project)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "rules/hyper-v/product.yaml:1:1: exists already; nothing is overwritten",
        "bpa new: 1 mistake, nothing done",
    ]


def test_an_id_that_a_rule_had_before_is_not_given_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--project", str(project)]
    moved = ["mv", "hyper-v/integration-services-alternate-ip", "hyper-v/moved"]
    assert main([*moved, *options]) == 0
    name = "hyper-v/integration-services-alternate-ip"
    assert main(["new", name, *options]) == 2
    assert "hyper-v/moved was called so" in capsys.readouterr().err
    assert not (project / f"rules/{name}.yaml").exists()


@pytest.mark.parametrize(
    "title", ["- a: b # c", "Don't “stop”", "yes", "42", "{vms} & *all*", "a\\b: 'c'"]
)
def test_the_title_is_read_as_it_was_given(project: Path, title: str) -> None:
    words = ["new", "hyper-v/some-rule", "--title", title, "--severity", "error"]
    assert main([*words, "--project", str(project)]) == 0
    [rule] = [
        one for one in read_project(project).rules if one.id.endswith("some-rule")
    ]
    assert rule.english["title"] == title
    assert rule.severity == "error"


def test_a_rule_may_be_named_by_a_word_that_yaml_takes_for_none(project: Path) -> None:
    assert main(["new", "hyper-v/yes", "--project", str(project)]) == 0
    [rule] = [one for one in read_project(project).rules if one.id == "hyper-v/yes"]
    assert (rule.page, rule.english["title"]) == ("Yes", "Yes")


def test_a_page_that_another_rule_has_is_not_made_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--project", str(project)]
    assert main(["new", "hyper-v/first", "--title", "Keep backups", *options]) == 0
    assert main(["new", "hyper-v/second", "--title", "keep Backups", *options]) == 2
    assert "“keep-Backups”, as that of hyper-v/first is" in capsys.readouterr().err
    assert not (project / "rules/hyper-v/second.yaml").exists()
    # in another product there is room for it
    assert main(["new", "storage/first", "--title", "Keep backups", *options]) == 0
