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
