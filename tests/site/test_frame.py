"""Where texts are in their files, and where these are edited."""

from pathlib import Path

import pytest
from site_helpers import write_site_project

from bpadocs.project.tree import read_project
from bpadocs.site.frame import Frame, line_of

EDIT = "https://example.org/edit/main/{path}?plain=1#L{line}"


def test_a_place_is_edited_at_the_code_host() -> None:
    frame = Frame(languages=(), pages={}, site_titles={}, edit_url=EDIT)
    assert frame.edit_link("rules/a b/{line}.yaml", 7) == (
        "https://example.org/edit/main/rules/a%20b/%7Bline%7D.yaml?plain=1#L7"
    )
    assert Frame(languages=(), pages={}, site_titles={}).edit_link("x", 1) == ""


def test_somebody_writes_of_a_text_where_its_problems_are_kept() -> None:
    where = "https://example.org/new?title={rule}&label={language}&at={field}"
    frame = Frame(languages=(), pages={}, site_titles={}, issue_url=where)
    assert frame.issue_link("hyper-v/a&b", "issue", "pt-BR") == (
        "https://example.org/new?title=hyper-v%2Fa%26b&label=pt-BR&at=issue"
    )
    nobody = Frame(languages=(), pages={}, site_titles={})
    assert nobody.issue_link("hyper-v/a", "issue", "fr") == ""


@pytest.mark.parametrize("language", ["en", "fr", "ko"])
def test_the_texts_of_a_language_are_found(tmp_path: Path, language: str) -> None:
    rules = read_project(write_site_project(tmp_path)).rules
    rule = next(rule for rule in rules if rule.id == "hyper-v/backups")
    lines = rule.source.text.split("\n")
    number = line_of(rule, language)
    assert lines[number - 1] == f"  {language}:"
    assert "text:" in lines[: number - 1]


def test_a_language_without_texts_is_edited_at_the_top(tmp_path: Path) -> None:
    [_, rule] = read_project(write_site_project(tmp_path)).rules
    assert line_of(rule, "fr") == 1
