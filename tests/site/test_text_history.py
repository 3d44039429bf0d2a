"""The history of one text: who wrote it, when, and what it was."""

from pathlib import Path

from desk_helpers import EDITED, git, write_desk_project

from bpadocs.lint.history import History
from bpadocs.project.tree import read_project
from bpadocs.rule.model import Rule
from bpadocs.site.text_history import versions_of


def rule(root: Path, name: str) -> Rule:
    return next(one for one in read_project(root).rules if one.id == f"hyper-v/{name}")


def test_each_text_that_was_is_told_with_its_author(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    field = "resolution"
    now, before = versions_of(History(root), rule(root, "cluster"), "fr", field)
    assert now.text == EDITED["cluster", field]
    assert before.text == "Redémarrez le cluster."
    assert now.author == before.author == "Test"
    assert now.stamp == before.stamp, "nobody has confirmed the new one"
    head = git(root, "rev-parse", "HEAD").strip()
    assert (now.commit, before.commit != head) == (head, True)


def test_a_commit_that_left_the_text_alone_is_none_of_its_history(
    tmp_path: Path,
) -> None:
    root = write_desk_project(tmp_path / "project")
    [only] = versions_of(History(root), rule(root, "cluster"), "fr", "title")
    assert only.text == "Vérifier le cluster"
    assert only.stamp is not None
    assert only.stamp.reviewed


def test_a_text_that_was_taken_out_is_told(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    gone, before = versions_of(History(root), rule(root, "cluster"), "fr", "issue")
    assert gone.text is None
    assert before.text == "Le cluster ne peut pas être utilisé."


def test_a_version_that_was_no_yaml_took_no_text_out(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    file = root / "rules/hyper-v/cluster.yaml"
    text = file.read_text("utf-8")
    for content in ("text: [\n", text):
        file.write_text(content, "utf-8")
        git(root, "commit", "-q", "-a", "-m", "Change")
    [only] = versions_of(History(root), rule(root, "cluster"), "fr", "title")
    assert only.text == "Vérifier le cluster"


def test_what_is_not_committed_yet_comes_first(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    file = root / "rules/hyper-v/disk.yaml"
    file.write_text(file.read_text("utf-8").replace("Redémarrez", "Relancez"), "utf-8")
    now, before = versions_of(History(root), rule(root, "disk"), "fr", "resolution")
    assert (now.text, now.commit, now.author) == ("Relancez le disque.", "", "")
    assert before.text == "Redémarrez le disque."


def test_a_renamed_rule_keeps_its_history(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    git(root, "mv", "rules/hyper-v/cluster.yaml", "rules/hyper-v/group.yaml")
    git(root, "commit", "-q", "-m", "Another name")
    texts = versions_of(History(root), rule(root, "group"), "fr", "resolution")
    assert [one.text for one in texts] == [
        EDITED["cluster", "resolution"],
        "Redémarrez le cluster.",
    ]


def test_without_a_history_there_is_none(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    (root / ".git").rename(tmp_path / "history")
    assert versions_of(History(root), rule(root, "disk"), "fr", "title") == []


def test_a_part_of_the_history_does_not_say_who_began(tmp_path: Path) -> None:
    """In a shallow clone, the oldest commit that is here seems to have written everything."""
    root = write_desk_project(tmp_path / "project")
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "part")
    part = tmp_path / "part"
    rules = rule(part, "cluster"), rule(part, "disk")
    for own, field in zip(rules, ("resolution", "title"), strict=True):
        assert versions_of(History(part), own, "fr", field) == []
