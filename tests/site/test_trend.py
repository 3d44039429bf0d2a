"""How far the translations were a month before."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from site_helpers import ISSUE_BEFORE, ISSUE_NOW, backups, write_site_project

from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State
from bpadocs.site import trend
from bpadocs.site.kept import SITE
from bpadocs.site.rendering import Rendering
from bpadocs.words.labels import read_labels

FIXTURES = Path(__file__).parents[1] / "fixtures"
MARCH = "2026-03-01T12:00:00Z"
APRIL = "2026-04-20T12:00:00Z"


def commit(root: Path, when: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    words = ["commit", "-q", "--allow-empty", "-a", "-m", "Change", "--date", when]
    subprocess.run(
        ["git", "-C", str(root), *who, *words],
        check=True,
        capture_output=True,
        env={**os.environ, "GIT_COMMITTER_DATE": when},
    )


def project(root: Path, *, first: str) -> Path:
    """A project whose only rule in French was current at first, and is stale since April."""
    write_site_project(root)
    subprocess.run(["rm", "-rf", str(root / ".git")], check=True)
    subprocess.run(["git", "-C", str(root), "init", "-q"], check=True)
    file = root / "rules/hyper-v/backups.yaml"
    file.write_text(backups(ISSUE_BEFORE), "utf-8")
    subprocess.run(["git", "-C", str(root), "add", "."], check=True)
    commit(root, first)
    file.write_text(backups(ISSUE_NOW), "utf-8")
    commit(root, APRIL)
    return root


def rendering(root: Path) -> Rendering:
    project = read_project(root)
    settings = project.settings
    labels = read_labels(root, settings.languages, settings.source_language)
    return Rendering(project, labels, {})


def test_a_month_before_the_last_commit_is_told(tmp_path: Path) -> None:
    run = rendering(project(tmp_path, first=MARCH))
    page = run.shared_makers[f"{SITE}/en-us/status.html"]().decode()
    assert "Mar 1, 2026: " in page
    status = json.loads(run.shared_makers[f"{SITE}/status.json"]())
    [french, _] = status["languages"]
    before = french["earlier"]
    assert before["date"] == "2026-03-01T12:00:00+00:00"
    assert (before["states"]["stale"], french["states"]["stale"]) == (0, 1)
    assert before["states"]["current"] == french["states"]["current"] + 1
    assert before["texts"] == french["texts"]
    assert before["words_to_translate"] < french["words_to_translate"]


def test_a_rule_that_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    root = project(tmp_path, first=MARCH)
    (root / "rules/hyper-v/backups.yaml").write_text(backups(ISSUE_BEFORE), "utf-8")
    run = rendering(root)
    before = run._overview.earlier
    assert before is not None
    assert before.progress["fr"].states[State.STALE] == 0
    assert before.progress["fr"].states == run._overview.by_language["fr"].states


def test_without_such_a_history_nothing_is_told(tmp_path: Path) -> None:
    run = rendering(project(tmp_path, first="2026-04-10T12:00:00Z"))
    assert run._overview.earlier is None
    status = json.loads(run.shared_makers[f"{SITE}/status.json"]())
    assert [one["earlier"] for one in status["languages"]] == [None, None]
    assert 'class="earlier"' not in (
        run.shared_makers[f"{SITE}/en-us/status.html"]().decode()
    )


def test_a_rule_that_was_no_yaml_is_left_out(tmp_path: Path) -> None:
    root = project(tmp_path, first=MARCH)
    broken = root / "rules/hyper-v/broken.yaml"
    broken.write_text("text: [\n", "utf-8")
    subprocess.run(["git", "-C", str(root), "add", "."], check=True)
    commit(root, APRIL)
    broken.unlink()
    commit(root, "2026-06-20T12:00:00Z")
    overview = rendering(root)._overview
    assert overview.earlier is not None
    texts = overview.by_language["fr"].texts
    assert overview.earlier.progress["fr"].texts == texts


def test_what_there_is_to_translate_is_counted_in_the_source(tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(FIXTURES / "written_in_french", root)
    subprocess.run(["git", "-C", str(root), "init", "-q"], check=True)
    subprocess.run(["git", "-C", str(root), "add", "."], check=True)
    commit(root, MARCH)
    for file in (root / "rules").glob("*/*.yaml"):
        file.write_text(file.read_text("utf-8") + "# the same texts\n", "utf-8")
    commit(root, APRIL)
    overview = rendering(root)._overview
    assert overview.earlier is not None
    for language in ("en", "it"):
        states = overview.by_language[language].states
        assert states[State.MISSING] > 0
        assert overview.earlier.progress[language].states == states


def test_nothing_is_told_where_too_much_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(tmp_path, first=MARCH)
    monkeypatch.setattr(trend, "_MOST_CHANGED", 0)
    assert rendering(root)._overview.earlier is None
