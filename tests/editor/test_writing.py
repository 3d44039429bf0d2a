"""What may be written comes as the items and edits that an editor takes."""

from pathlib import Path

import pytest
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from editors import looked_at, position_of, with_edits
from lsprotocol import types
from pygls.workspace import PositionCodec

from bpadocs.editor.places import PlacedText
from bpadocs.editor.renaming import RenameRefusedError
from bpadocs.editor.writing import (
    TOKENS,
    argument_tokens,
    completions,
    line_edits,
    rename,
    rename_place,
)

GLOSSARY = "terms:\n  virtual machine:\n    use: machine virtuelle\n"
# UTF-16 counts this face as two
FACE = RULE.replace("      {virtual", "      😀 {virtual")
Items = dict[str, types.CompletionItem]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = write_project(tmp_path, {"backups": RULE})
    folder = project / "locales" / "fr"
    folder.mkdir(parents=True)
    (folder / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    return project / "rules" / "hyper-v" / "backups.yaml"


def offered(file: Path, text: str, *, takes_snippets: bool = False) -> Items:
    """Return what is offered where the text has a bar, by its label."""
    rule = looked_at(file, text.replace("|^", ""))
    place = position_of(text, "|^")
    found = completions(rule, place, takes_snippets=takes_snippets)
    order = [one.sort_text or "" for one in found]
    assert order == sorted(set(order)), "the editor would show them in another order"
    return {one.label: one for one in found}


def taken(file: Path, text: str, label: str) -> str:
    """Return the text once an item is taken where it has a bar."""
    edit = offered(file, text)[label].text_edit
    assert isinstance(edit, types.TextEdit)
    whole = types.WorkspaceEdit(changes={"it": [edit]})
    return with_edits(text.replace("|^", ""), "it", whole)


def test_a_key_comes_with_what_it_is_and_replaces_what_is_typed(file: Path) -> None:
    text = RULE.replace("severity: warning", "sev|^")
    item = offered(file, text)["severity"]
    assert item.kind is types.CompletionItemKind.Property
    assert (
        item.documentation
        == "How bad a violation is. The setting severities adds others."
    )
    assert item.insert_text_format is types.InsertTextFormat.PlainText
    assert taken(file, text, "severity") == RULE.replace("y: warning", "y: ")


def test_only_an_editor_that_knows_snippets_is_offered_some(file: Path) -> None:
    text = RULE.replace("text:\n", "suppress:\n  - |^\ntext:\n", 1)
    plain = offered(file, text)
    more = offered(file, text, takes_snippets=True)
    snippets = {
        label: one
        for label, one in more.items()
        if one.kind is types.CompletionItemKind.Snippet
    }
    assert snippets
    assert not {*snippets} & {*plain}
    assert {*more} == {*plain, *snippets}
    for one in snippets.values():
        # else “${1:name}” would be put into the rule as it is
        assert one.insert_text_format is types.InsertTextFormat.Snippet
        assert isinstance(one.text_edit, types.TextEdit)
        assert "${1" in one.text_edit.new_text
    for one in plain.values():
        assert one.insert_text_format is types.InsertTextFormat.PlainText


def test_values_are_those_of_the_key_and_of_the_project(file: Path) -> None:
    severities = offered(file, RULE.replace(": warning", ": |^"))
    assert [*severities] == ["error", "warning", "information"]
    assert severities["error"].kind is types.CompletionItemKind.EnumMember
    languages = offered(file, f"{RULE}  |^\n")
    assert [*languages] == ["it"]
    front_matter = offered(file, f"{RULE}front_matter:\n  |^\n")
    assert "ms.author" in front_matter


def test_an_argument_behind_an_emoji_replaces_what_is_typed(file: Path) -> None:
    text = FACE.replace("{virtual_machines}", "{virt|^", 1)
    items = offered(file, text)
    assert items["virtual_machines"].kind is types.CompletionItemKind.Variable
    assert items["virtual_machines"].detail == "list of virtual machines"
    assert taken(file, text, "virtual_machines") == FACE


def test_terms_are_those_of_the_language(file: Path) -> None:
    french = offered(file, RULE.replace("Certaines machines virt", "Certaines mach|^"))
    item = french["machine virtuelle"]
    assert item.kind is types.CompletionItemKind.Text
    assert item.detail == "virtual machines"
    english = offered(file, RULE.replace("Some virtual machines", "Some virt|^"))
    assert "virtual machine" in english
    assert "machine virtuelle" not in english


def test_where_a_link_goes_the_pages_of_the_project_are_offered(file: Path) -> None:
    other = RULE.replace("page: Backups", "page: Other")
    file.with_name("other.yaml").write_text(other, "utf-8")
    text = RULE.replace("then select", "then see [it](Ot|^) and select")
    items = offered(file, text)
    assert items["Other.md"].kind is types.CompletionItemKind.File
    assert items["Other.md"].detail == "Back up virtual machines"
    assert "see [it](Other.md) and" in taken(file, text, "Other.md")


def test_broken_settings_leave_what_the_schema_knows(file: Path) -> None:
    (file.parents[2] / "pyproject.toml").write_text("[tool.bpadocs", "utf-8")
    assert "severity" in offered(file, RULE.replace("severity: warning", "sev|^"))
    assert offered(file, f"{RULE}  |^\n") == {}


def test_an_argument_is_taken_by_its_name_wherever_it_is(file: Path) -> None:
    rule = looked_at(file, FACE)
    held = rename_place(rule, position_of(FACE, "{virtual_machines}", 3))
    assert held is not None
    assert held.placeholder == "virtual_machines"
    # six blanks, a face of two, a blank and a brace
    assert (held.range.start.character, held.range.end.character) == (10, 26)
    assert rename_place(rule, position_of(FACE, "category")) is None
    assert rename(rule, position_of(FACE, "category"), "machines") is None


def test_another_name_changes_nothing_but_names(file: Path) -> None:
    rule = looked_at(file, FACE)
    at = position_of(FACE, "{virtual_machines}", 3)
    edit = rename(rule, at, "guests")
    assert edit is not None
    assert edit.changes is not None
    edits = edit.changes[rule.uri]
    assert [one.range.start.line == one.range.end.line for one in edits] == [True] * 3
    after = FACE.replace("{virtual_machines}", "{guests}")
    after = after.replace("virtual_machines: {", "guests: {")
    assert with_edits(FACE, rule.uri, edit) == after
    with pytest.raises(RenameRefusedError, match="no name of an argument"):
        rename(rule, at, "Two Words")


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("a\nb\nc\n", "a\nx\nc\n", 1),
        ("😀 a\nb\n", "😀 x\ny\n", 2),
        ("a\nb\n", "a\nmore\nb\n", 1),
        ("same\n", "same\n", 0),
    ],
)
def test_edits_change_the_lines_that_differ(
    before: str, after: str, count: int
) -> None:
    edits = line_edits(PlacedText(before, PositionCodec()), after)
    assert len(edits) == count
    whole = types.WorkspaceEdit(changes={"it": edits})
    assert with_edits(before, "it", whole) == after


def test_marks_are_counted_each_from_the_one_before(file: Path) -> None:
    text = FACE.replace(
        "😀 {virtual_machines}", "{virtual_machines} 😀 {virtual_machines}"
    )
    data = argument_tokens(looked_at(file, text))
    marks = [tuple(data[start : start + 5]) for start in range(0, len(data), 5)]
    declared = position_of(text, "virtual_machines: {")
    lines = position_of(text, "{virtual_machines}").line - declared.line
    of_line = position_of(text, "\n  fr:").line
    assert marks[0] == (declared.line, 2, 16, 0, 1)
    assert marks[1] == (lines, 7, 16, 0, 0)
    # in the same line: the name, its brace, a blank, a face of two, a blank and a brace
    assert marks[2] == (0, 16 + 6, 16, 0, 0)
    assert marks[3][0] > of_line - declared.line - lines
    assert marks[4] == marks[2]
    assert len(marks) == 5
    assert TOKENS.token_modifiers == ["declaration"]
