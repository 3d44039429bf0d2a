"""Git history tells whether the English is younger than the date of its page."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from page_helpers import bpa
from projects import PYPROJECT, RULE, write_project

FILE = "rules/hyper-v/backups.yaml"
DATED = f"front_matter:\n  ms.date: 8/16/2020\n{RULE}"


def commit(root: Path, day: str) -> None:
    """Commit everything as somebody did it on this day."""
    when = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    somebody = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    for words in (["add", "-A"], ["commit", "-qm", "a change", "--no-gpg-sign"]):
        subprocess.run(
            ["git", *somebody, *words], cwd=root, env=os.environ | when, check=True
        )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose rule was committed on the day of its date."""
    project = write_project(tmp_path, {"backups": DATED}, PYPROJECT)
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    commit(project, "2020-08-16T18:00:00-07:00")
    return project


def change(root: Path, before: str, after: str) -> None:
    text = (root / FILE).read_text("utf-8")
    assert before in text
    (root / FILE).write_text(text.replace(before, after), "utf-8")


def told(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[int, str]]:
    """The line of each finding, and what it says."""
    capsys.readouterr()
    words = ["--select", "outdated-date", "--format", "json", "--project", str(root)]
    bpa("lint", *words)
    findings = json.loads(capsys.readouterr().out)
    return [(one["line"], one["message"]) for one in findings]


CHANGED = [(2, "the English has changed since then: issue, resolution")]


def test_a_text_that_has_changed_since_is_told_at_the_date(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(root, capsys) == []
    change(root, "Some virtual machines", "All virtual machines")
    change(root, "Back up every", "Now back up every")
    assert told(root, capsys) == CHANGED
    commit(root, "2020-08-19T12:00:00Z")
    assert told(root, capsys) == CHANGED
    # the same files, and another history
    change(root, "8/16/2020", "8/19/2020")
    assert told(root, capsys) == []


def test_what_is_no_word_of_the_english_is_no_change(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "Sauvegardez chaque", "Sauvegarder chaque")
    change(
        root,
        "issue: Some virtual machines are",
        "issue: >-\n      Some virtual machines\n      are",
    )
    commit(root, "2021-01-01T12:00:00Z")
    assert told(root, capsys) == []


def test_a_rule_that_came_into_git_later_is_as_old_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path, {"backups": DATED}, PYPROJECT)
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    commit(project, "2024-01-01T12:00:00Z")
    assert told(project, capsys) == []
    change(project, "Some virtual machines", "All virtual machines")
    commit(project, "2024-01-02T12:00:00Z")
    assert told(project, capsys) == [(2, "the English has changed since then: issue")]


def test_a_date_that_has_not_passed_is_not_outdated(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "Some virtual machines", "All virtual machines")
    change(root, "8/16/2020", "1/1/2999")
    assert told(root, capsys) == []


@pytest.mark.parametrize("date", ["2020-08-16", "2/30/2020", "''"])
def test_what_is_no_date_is_another_check(
    root: Path, capsys: pytest.CaptureFixture[str], date: str
) -> None:
    change(root, "Some virtual machines", "All virtual machines")
    change(root, "8/16/2020", date)
    assert told(root, capsys) == []


def test_without_git_nothing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path, {"backups": DATED}, PYPROJECT)
    assert told(project, capsys) == []


def test_it_is_off_until_the_settings_name_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "Some virtual machines", "All virtual machines")
    bpa("lint", "--project", root)
    assert "outdated-date" not in capsys.readouterr().out
    settings = root / "pyproject.toml"
    on = '\n[tool.bpadocs.lint]\nenable = ["outdated-date"]\n'
    settings.write_text(settings.read_text("utf-8") + on, "utf-8")
    bpa("lint", "--project", root)
    assert f"{FILE}:2:12: hint outdated-date: " in capsys.readouterr().out
