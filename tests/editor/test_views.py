"""What an editor shows of a rule is what is there, at the places that the editor counts."""

from pathlib import Path

import pytest
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from editors import looked_at, position_of
from lsprotocol import types

from bpadocs.editor.opened import OpenRule
from bpadocs.editor.views import (
    english_at,
    every_language_at,
    folds,
    hover,
    symbols,
)

# UTF-16 counts this face as two
TEXT = RULE.replace("      {virtual", "      😀 {virtual")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = write_project(tmp_path, {"backups": RULE})
    return project / "rules" / "hyper-v" / "backups.yaml"


def shown(rule: OpenRule, words: str) -> str:
    """Return what is shown at these words; nothing where nothing is."""
    found = hover(rule, position_of(rule.checked.text, words))
    if found is None:
        return ""
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind is types.MarkupKind.Markdown
    return found.contents.value


def words_at(text: str, place: types.Location | None) -> str:
    """Return what is at a place, which is within a line, as an editor counts."""
    assert place is not None
    start = place.range.start
    end = place.range.end
    assert start.line == end.line
    line = text.split("\n")[start.line].encode("utf-16-le")
    return line[2 * start.character : 2 * end.character].decode("utf-16-le")


def test_a_translation_shows_its_english(file: Path) -> None:
    told = shown(looked_at(file, RULE), "Certaines machines")
    assert told.startswith("**English**")
    assert "Some virtual machines are not backed up." in told
    assert "Nobody has confirmed this translation." in told


def test_a_check_that_complains_twice_explains_itself_once(file: Path) -> None:
    text = RULE.replace("pas sauvegardées.", "pas  sauvegardées  ici.")
    rule = looked_at(file, text)
    found = [one for one in rule.findings if one.check == "double-blanks"]
    assert len(found) == 2
    place = rule.placed.range(found[0].place).start
    seen = hover(rule, place)
    assert seen is not None
    assert isinstance(seen.contents, types.MarkupContent)
    english, *checks = seen.contents.value.split("\n\n---\n\n")
    assert english.startswith("**English**")
    assert [one for one in checks if one.startswith("**double-blanks**")] == checks[:1]


def test_where_there_is_nothing_to_know_nothing_is_shown(file: Path) -> None:
    rule = looked_at(file, RULE)
    assert shown(rule, "category") == ""
    # and where the mistakes leave nothing that could be known
    broken = looked_at(file, RULE.replace("severity: warning", "severity: 1"))
    assert shown(broken, "Certaines machines") == ""


def test_broken_settings_take_nothing_away_that_is_known_without_them(
    file: Path,
) -> None:
    (file.parents[2] / "pyproject.toml").write_text("[tool.bpadocs", "utf-8")
    rule = looked_at(file, RULE)
    assert shown(rule, "Certaines machines") == ""
    english = english_at(rule, position_of(RULE, "Certaines"))
    assert words_at(RULE, english).startswith("issue: Some")


def test_a_translation_leads_to_its_english(file: Path) -> None:
    rule = looked_at(file, TEXT)
    place = english_at(rule, position_of(TEXT, "Certaines machines"))
    assert words_at(TEXT, place) == "issue: Some virtual machines are not backed up."
    assert english_at(rule, position_of(TEXT, "category")) is None


def test_an_argument_leads_to_where_it_is_declared(file: Path) -> None:
    rule = looked_at(file, TEXT)
    # behind the face, of which each half counts
    place = english_at(rule, position_of(TEXT, "{virtual_machines}", 4))
    assert words_at(TEXT, place) == "virtual_machines"
    assert place is not None
    assert place.range.start == position_of(TEXT, "virtual_machines: {type")


def test_an_argument_is_found_in_every_language(file: Path) -> None:
    rule = looked_at(file, TEXT)
    found = every_language_at(rule, position_of(TEXT, "virtual_machines: {type"))
    assert [words_at(TEXT, one) for one in found] == ["virtual_machines"] * 3
    declared, english, french = found
    assert declared.range.start.character == 2
    # six blanks, a face of two, a blank and a brace
    assert english.range.start.character == french.range.start.character == 10


def test_a_field_is_found_in_every_language(file: Path) -> None:
    rule = looked_at(file, TEXT)
    found = every_language_at(rule, position_of(TEXT, "title: Sauvegarder", 8))
    assert [words_at(TEXT, one) for one in found] == [
        "title: Back up virtual machines",
        "title: Sauvegarder les machines virtuelles",
    ]
    assert every_language_at(rule, position_of(TEXT, "category")) == []


def test_the_outline_has_each_language_with_its_fields(file: Path) -> None:
    english, french = symbols(looked_at(file, TEXT))
    assert (english.name, french.name) == ("en", "fr")
    assert english.kind is types.SymbolKind.Namespace
    assert french.children is not None
    names = [one.name for one in french.children]
    assert names[:3] == ["title", "description", "issue"]
    assert {one.kind for one in french.children} == {types.SymbolKind.String}
    for one in french.children:
        # editors refuse a name that is outside of what it names
        assert one.range.start == one.selection_range.start
        assert french.range.start <= one.range.start
        assert one.selection_range.end <= one.range.end <= french.range.end


def test_languages_and_long_fields_fold(file: Path) -> None:
    lines = TEXT.split("\n")
    found = folds(looked_at(file, TEXT))
    first = [lines[one.start_line].strip() for one in found]
    of_one = ["impact: |-", "resolution_details: |"]
    assert first == ["en:", *of_one, "fr:", *of_one]
    # what is folded ends with its last words, not with what comes behind
    assert lines[found[0].end_line].strip().startswith("Run `Get-VM")
    assert lines[found[1].end_line].strip() == "😀 {virtual_machines}"
