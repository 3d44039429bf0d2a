"""What is known of a translation is told beside it."""

from pathlib import Path

import pytest
from hostile_repositories import git
from projects import RULE, write_project

from bpadocs.editor.telling import told_of_field
from bpadocs.editor.translating import confirmations
from bpadocs.lint.checking import RuleChecker
from bpadocs.lint.history import History
from bpadocs.rule.model import Rule
from bpadocs.words.labels import Labels

FILE = "rules/hyper-v/backups.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path, {"backups": RULE})


def read(project: Path, text: str) -> Rule:
    rule = RuleChecker(project).check(FILE, text).rule
    assert rule is not None
    return rule


def stamped_text(project: Path) -> str:
    [mending] = confirmations(read(project, RULE), "fr", "issue", Labels("en"))
    return mending.text


def test_a_translation_shows_its_english(project: Path) -> None:
    told = told_of_field(read(project, RULE), "fr", "issue", History(project))
    assert "Some virtual machines are not backed up." in told
    assert told.endswith("Nobody has confirmed this translation.")


def test_a_stale_translation_shows_what_its_english_was(project: Path) -> None:
    text = stamped_text(project)
    (project / FILE).write_text(text, "utf-8")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    now = read(project, text.replace("Some virtual machines are", "Few machines are"))
    told = told_of_field(now, "fr", "issue", History(project))
    assert "[-Some virtual-]{+Few+} machines are not backed up." in told
    assert "The English has changed since it was confirmed." in told


def test_without_history_it_says_how_to_get_it(project: Path) -> None:
    text = stamped_text(project).replace("Some virtual machines", "Few machines")
    told = told_of_field(read(project, text), "fr", "issue", History(project))
    assert "unknown, for" in told


def test_an_edited_translation_is_told_as_that(project: Path) -> None:
    text = stamped_text(project).replace("Certaines machines", "Quelques machines")
    told = told_of_field(read(project, text), "fr", "issue", History(project))
    assert "Made by a person. The text was edited since it was confirmed." in told


def test_the_english_shows_how_its_translations_are(project: Path) -> None:
    rule = read(project, stamped_text(project))
    assert told_of_field(rule, "en", "issue", History(project)) == "- fr: current"
    assert told_of_field(rule, "en", "impact", History(project)) == "- fr: untracked"
    assert told_of_field(rule, "en", "see_also", History(project)) == ""


def test_no_text_is_more_than_text_where_it_is_shown(project: Path) -> None:
    text = RULE.replace("Some virtual machines", "Some ```` [a](command:b)")
    told = told_of_field(read(project, text), "fr", "issue", History(project))
    fence = told.split("\n\n")[1].split("\n")[0]
    assert fence == "`````text"
