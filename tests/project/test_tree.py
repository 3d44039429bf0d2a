"""Where a project is, and rules that some file system or format could not tell apart."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.errors import Problem, UsageError
from bpadocs.project.settings import TARGETS, USUAL_TARGETS, Settings
from bpadocs.project.tree import clashes, find_root, scan
from bpadocs.rule.names import RuleNames, default_help_id


def named(identifier: str, page: str, help_id: str = "") -> RuleNames:
    return RuleNames(identifier, page, help_id or default_help_id(identifier))


def found(
    root: Path, *names: RuleNames, targets: tuple[str, ...] = USUAL_TARGETS
) -> list[Problem]:
    return clashes(root, names, Settings({"en": "en-us"}, "", {}, targets))


def test_ids_that_differ_in_case_only(tmp_path: Path) -> None:
    problems = found(
        tmp_path, named("a/Rule", "x"), named("a/rule", "y", "y"), named("a/other", "z")
    )
    assert [str(problem) for problem in problems] == [
        "rules/a/rule.yaml:1:1: differs from rules/a/Rule.yaml only in upper and lower case, "
        "which PowerShell ignores; rename one"
    ]


@pytest.mark.parametrize("name", ["a/b\nc", "a/b\x04c", "a/b\0c", "a/\udcff"])
def test_ids_that_nobody_can_see(tmp_path: Path, name: str) -> None:
    (problem,) = found(tmp_path, named(name, "x"))
    assert "characters that nobody can see" in problem.message


def test_pages_of_one_name_clash_within_their_product_only(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "a"
    folder.mkdir(parents=True)
    (folder / "two.yaml").write_text("severity: error\npage: PAGE\n")
    (problem,) = found(
        tmp_path, named("a/one", "page"), named("a/two", "PAGE"), named("b/one", "page")
    )
    assert str(problem) == (
        "rules/a/two.yaml:2:7: rules/a/one.yaml has, but for upper and lower case, "
        "the same page “page”; two pages need two names"
    )


@pytest.mark.parametrize(
    "name", ["aux/rule", "a/con", "a/NUL", "com1/x", "a/lpt9", "a/nul.b"]
)
def test_ids_that_are_devices_on_windows(tmp_path: Path, name: str) -> None:
    (problem,) = found(tmp_path, named(name, "x"))
    assert "is the name of a device on Windows" in problem.message


@pytest.mark.parametrize(
    "name", ["a/console", "a/com", "a/com10", "a/null", "auxiliary/b"]
)
def test_ids_that_only_begin_like_a_device(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, named(name, "x")) == []


def test_the_project_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    root = write_project(tmp_path.resolve() / "project", {"backups": RULE})
    (root / "docs/deep").mkdir(parents=True)
    for place in (root, root / "docs/deep", root / "rules", root / "rules/hyper-v"):
        assert find_root(place) == root


def test_a_folder_that_is_called_rules_makes_no_project_of_those_below(
    tmp_path: Path,
) -> None:
    (tmp_path / "rules/notes").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (tmp_path / "proj").mkdir()
    with pytest.raises(
        UsageError, match=r"no project here or above .*“bpa init” begins one here"
    ):
        find_root(tmp_path / "proj")


def test_settings_make_a_project_of_a_folder_whose_rules_are_still_to_be_written(
    tmp_path: Path,
) -> None:
    root = tmp_path.resolve()
    (root / "rules").mkdir()
    (root / "src").mkdir()
    (root / "pyproject.toml").write_text('[tool.bpadocs.locales]\nen = "en-us"\n')
    assert find_root(root / "src") == root


def test_a_folder_with_rules_alone_is_enough_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["new", "printing/some-rule"]) == 0
    assert (tmp_path / "rules/printing/some-rule.yaml").is_file()


@pytest.mark.parametrize("name", ["aux/some-rule", "printing/con", "com1/some-rule"])
def test_no_rule_is_written_under_the_name_of_a_device(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "rules").mkdir()
    assert main(["new", "--project", str(tmp_path), name]) == 2
    assert "devices" in capsys.readouterr().err
    assert list((tmp_path / "rules").iterdir()) == []


def test_help_ids_are_apart_within_their_product_and_for_psrule_everywhere(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "rules" / "a"
    folder.mkdir(parents=True)
    (folder / "two.yaml").write_text("page: x\nhelp_id: ONE\n")
    names = [named("a/one", "x"), named("a/two", "y", "ONE"), named("b/one", "x")]
    (problem,) = found(tmp_path, *names)
    assert str(problem) == (
        "rules/a/two.yaml:2:10: rules/a/one.yaml has the same help id “ONE”; "
        "state another: help_id: …"
    )
    problems = found(tmp_path, *names, targets=TARGETS)
    assert [problem.path for problem in problems] == [
        "rules/a/two.yaml",
        "rules/b/one.yaml",
    ]


def test_two_products_have_two_models(tmp_path: Path) -> None:
    for name in ("a-b", "ab"):
        folder = tmp_path / "rules" / name
        folder.mkdir(parents=True)
        text = "name: X\noperating_systems: [Y]\nmodel: Same\n"
        (folder / "product.yaml").write_text(text)
    _, problems = scan(tmp_path)
    assert [str(problem) for problem in problems] == [
        "rules/ab/product.yaml:3:8: rules/a-b/product.yaml has the same model “Same”; "
        "state another: model: …"
    ]


def test_an_order_that_is_kept_has_every_rule_once(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "a"
    folder.mkdir(parents=True)
    (folder / "product.yaml").write_text(
        "name: X\noperating_systems: [Y]\norder:\n  - two\n  - gone\n  - two\n"
    )
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text("page: x\n")
    folders, problems = scan(tmp_path)
    assert folders[0].product.order == ("two", "gone", "two")
    assert [str(problem) for problem in problems] == [
        "rules/a/product.yaml:6:5: order has “two” twice; remove this one",
        "rules/a/product.yaml:4:3: order lacks the rule “one”; add it at the end",
    ]
