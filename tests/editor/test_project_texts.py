"""What other rules have is read once, and again where it has changed."""

from pathlib import Path

from projects import RULE, write_project

from bpadocs.editor.project_texts import ProjectTexts


def test_pages_are_written_as_a_rule_links_to_them(tmp_path: Path) -> None:
    texts = ProjectTexts(write_project(tmp_path, {"backups": RULE}))
    assert not texts.is_read
    assert texts.pages("hyper-v") == {"Backups.md": "Back up virtual machines"}
    assert [*texts.pages("dns")] == ["../hyper-v/Backups.md"]
    assert texts.is_read


def test_a_rule_that_came_is_there_once_it_is_told(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"backups": RULE})
    texts = ProjectTexts(project)
    texts.pages("hyper-v")
    more = project / "rules" / "hyper-v" / "more.yaml"
    more.write_text(RULE.replace("page: Backups", "page: More"), "utf-8")
    assert [*texts.pages("hyper-v")] == ["Backups.md"]
    texts.renew()
    assert [*texts.pages("hyper-v")] == ["Backups.md", "More.md"]


def test_where_nothing_can_be_read_there_is_nothing_to_offer(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"backups": RULE})
    (project / "pyproject.toml").write_text("[", "utf-8")
    assert ProjectTexts(project).pages("hyper-v") == {}
