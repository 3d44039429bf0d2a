"""How far translations are, as the map counts it."""

import json
import subprocess
from pathlib import Path

import pytest
from finding_helpers import finding
from site_helpers import write_site_project

from bpadocs.lint.findings import Finding, Level
from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State
from bpadocs.site.kept import SITE
from bpadocs.site.progress import Progress, count_words, together
from bpadocs.site.rendering import Rendering
from bpadocs.words.labels import read_labels

BACKUPS = "hyper-v/backups"
FOUND = {
    BACKUPS: [
        finding("numbers", 5, 1, level=Level.ERROR, rule=BACKUPS, fix="x"),
        finding("terms", 6, 1, rule=BACKUPS),
        finding("stale", 7, 1, rule=BACKUPS, field="issue"),
    ]
}


def rendering(root: Path, findings: dict[str, list[Finding]]) -> Rendering:
    project = read_project(root)
    return Rendering(project, read_labels(root, project.settings.languages), findings)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Rendering:
    return rendering(write_site_project(tmp_path_factory.mktemp("project")), FOUND)


def test_states_reviews_and_words_are_counted(run: Rendering) -> None:
    french = run.progress[BACKUPS]["fr"]
    assert french.states == {
        State.CURRENT: 1,
        State.STALE: 1,
        State.UNTRACKED: 4,
        State.MISSING: 2,
    }
    assert (french.reviewed, french.machine) == (1, 0)
    rule = next(rule for rule in run.project.rules if rule.id == BACKUPS)
    to_translate = ("issue", "see_also", "compliant")
    assert french.to_translate == sum(
        len(str(rule.english[name]).split()) for name in to_translate
    )
    to_review = ("description", "impact", "resolution", "resolution_details")
    assert french.to_review == sum(
        len(str(rule.english[name]).split()) for name in to_review
    )


def test_what_a_state_says_already_is_no_finding(run: Rendering) -> None:
    french = run.progress[BACKUPS]["fr"]
    assert french.levels == {Level.ERROR: 1, Level.WARNING: 1}
    assert french.fixable == 1
    assert french.level is Level.ERROR


def test_a_current_text_with_an_error_is_to_do() -> None:
    current = {State.CURRENT: 3}
    assert not Progress(current).is_to_do
    assert not Progress(current, levels={Level.WARNING: 2}).is_to_do
    assert Progress(current, levels={Level.ERROR: 1}).is_to_do
    assert Progress({State.CURRENT: 3, State.EDITED: 1}).is_to_do


def test_a_rule_is_reviewed_when_all_of_it_is() -> None:
    assert Progress({State.CURRENT: 3}, reviewed=3).is_reviewed
    assert not Progress({State.CURRENT: 3}, reviewed=2).is_reviewed
    assert not Progress({}).is_reviewed


def test_the_oldest_stale_text_of_many_rules_counts() -> None:
    parts = [
        Progress({State.STALE: 1}, to_translate=4, stale_since=20),
        Progress({State.STALE: 2}, to_translate=5, stale_since=10),
        Progress({State.CURRENT: 1}, reviewed=1),
    ]
    whole = together(parts)
    assert whole.states == {State.STALE: 3, State.CURRENT: 1}
    assert (whole.to_translate, whole.reviewed, whole.stale_since) == (9, 1, 10)


def test_git_knows_since_when_a_text_is_stale(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    assert rendering(root, {}).progress[BACKUPS]["fr"].stale_since is None, (
        "the change is not committed yet"
    )
    words = ["commit", "-qam", "Change", "--date", "2024-05-06T07:08:09Z"]
    author = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(
        ["git", "-C", str(root), *author, *words],
        check=True,
        env={"GIT_COMMITTER_DATE": "2024-05-06T07:08:09Z", "PATH": "/usr/bin:/bin"},
    )
    run = rendering(root, {})
    assert run.progress[BACKUPS]["fr"].stale_since == 1_714_979_289
    status = json.loads(run.shared_makers[f"{SITE}/status.json"]())
    french = status["languages"][0]
    assert french["stale_since"] == "2024-05-06T07:08:09+00:00"
    assert status["date"] == "2024-05-06T07:08:09+00:00"
    page = run.shared_makers[f"{SITE}/en-us/status.html"]().decode()
    assert "May 6, 2024" in page


def test_words_of_plural_forms_count() -> None:
    from bpadocs.rule.model import Plural

    assert count_words("one two\nthree") == 3
    assert count_words(Plural("n", {"one": "a b", "other": "a b c"})) == 5


def test_the_map_never_says_nothing_to_do_over_an_error(run: Rendering) -> None:
    out = run.shared_makers[f"{SITE}/en-us/status.html"]().decode()
    assert "Nothing to do" not in out
    assert out.count("data-open") >= 4
    assert 'data-copied-text="bpa po export --locale fr -o fr.po"' in out


def test_what_is_found_on_no_rule_counts_too(tmp_path: Path) -> None:
    """Else the map and the page of findings say different numbers."""
    shared = finding("terms", 3, 1, rule="")
    status = rendering(write_site_project(tmp_path), {**FOUND, "": [shared]})
    numbers = json.loads(status.shared_makers[f"{SITE}/status.json"]())
    french = numbers["languages"][0]
    assert french["findings"] == {"error": 1, "warning": 2, "hint": 0}
    assert french["findings"]["warning"] == numbers["checks"]["terms"]["fr"]


def test_the_numbers_are_there_for_programs(run: Rendering) -> None:
    status = json.loads(run.shared_makers[f"{SITE}/status.json"]())
    assert status["rules"] == 2
    french = status["languages"][0]
    assert (french["language"], french["locale"]) == ("fr", "fr-fr")
    assert french["findings"] == {"error": 1, "warning": 1, "hint": 0}
    assert french["rules_to_do"] == 2
    assert french["texts"] == sum(french["states"].values())
    assert status["checks"] == {"numbers": {"fr": 1}, "terms": {"fr": 1}}


def test_findings_are_told_by_check_and_language(run: Rendering) -> None:
    out = run.shared_makers[f"{SITE}/fr-fr/findings.html"]().decode()
    names = [
        name for name in ("numbers", "terms", "stale") if f'<h2 id="{name}">' in out
    ]
    assert names == ["numbers", "terms"]
    assert '<a href="../fr-fr/compare/hyper-v/Backups.html#field-impact">' in out
    assert 'data-copied-text="fr-fr/page.md:5"' in out
    checks = run.shared_makers[f"{SITE}/fr-fr/checks.html"]().decode()
    assert '<section class="explained" aria-labelledby="numbers">' in checks
    assert "stale" not in checks


def test_code_in_the_words_of_a_check_is_code(tmp_path: Path) -> None:
    found = {BACKUPS: [finding("argument-missing", 5, 1, rule=BACKUPS)]}
    run = rendering(write_site_project(tmp_path), found)
    checks = run.shared_makers[f"{SITE}/en-us/checks.html"]().decode()
    assert "<code>\\&lt;list of virtual machines&gt;</code>" in checks
    assert "`" not in checks.partition("<main")[2]
