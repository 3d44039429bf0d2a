"""The text of a rule in an editor is told what `bpa lint` tells of the file."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.lint.checking import RuleChecker
from bpadocs.lint.run import lint

FILE = "rules/hyper-v/backups.yaml"
TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path, {"backups": RULE})


def test_an_unsaved_text_is_told_what_lint_tells_of_the_saved_one(
    project: Path,
) -> None:
    found = RuleChecker(project).check(FILE, TORN).findings
    (project / FILE).write_text(TORN, "utf-8")
    assert found == lint(project, cached=False).findings
    assert "code-spans" in {finding.check for finding in found}


def test_a_mistake_stands_where_it_is(project: Path) -> None:
    text = RULE.replace("severity: warning", "severity: wrning")
    checked = RuleChecker(project).check(FILE, text)
    [problem] = checked.problems
    assert (problem.path, problem.line, problem.column) == (FILE, 2, 11)
    assert "warning" in problem.message
    assert checked.rule is None
    assert checked.findings == ()


@pytest.mark.parametrize(
    "text", ["", "\0", "{", "a: [", "text: 1", "- x", "\ud800", "? :\n" * 999]
)
def test_no_text_is_too_odd_to_be_told_so(project: Path, text: str) -> None:
    checked = RuleChecker(project).check(FILE, text)
    assert checked.problems
    assert all(problem.path == FILE for problem in checked.problems)


def test_what_is_suppressed_is_not_told(project: Path) -> None:
    entry = "{check: code-spans, field: fr.resolution_details, reason: a test}"
    text = TORN.replace("text:", f"suppress:\n  - {entry}\ntext:", 1)
    left = {one.check for one in RuleChecker(project).check(FILE, text).findings}
    assert "code-spans" not in left
    assert "unused-suppression" not in left


def test_changed_settings_count_once_they_are_saved(project: Path) -> None:
    checker = RuleChecker(project)
    assert "code-spans" in {one.check for one in checker.check(FILE, TORN).findings}
    settings = project / "pyproject.toml"
    off = '[tool.bpadocs.lint]\ndisable = ["code-spans"]\n'
    settings.write_text(settings.read_text("utf-8") + off, "utf-8")
    checker.renew()
    assert "code-spans" not in {one.check for one in checker.check(FILE, TORN).findings}


def test_broken_settings_are_told_and_forgotten_once_they_are_mended(
    project: Path,
) -> None:
    checker = RuleChecker(project)
    settings = project / "pyproject.toml"
    good = settings.read_text("utf-8")
    settings.write_text("[tool.bpadocs", "utf-8")
    checker.renew()
    problems = checker.check(FILE, RULE).problems
    assert {problem.path for problem in problems} == {"pyproject.toml"}
    settings.write_text(good, "utf-8")
    checker.renew()
    assert checker.check(FILE, RULE).problems == ()


def test_a_rule_of_a_product_that_is_not_there_is_told_so(project: Path) -> None:
    [problem] = RuleChecker(project).check("rules/sql/x.yaml", RULE).problems
    assert problem.path.startswith("rules/sql")


def test_the_folder_of_the_project_may_vanish(project: Path) -> None:
    checker = RuleChecker(project)
    checker.check(FILE, RULE)
    project.rename(project.with_name("elsewhere"))
    checker.renew()
    assert checker.check(FILE, RULE).problems
