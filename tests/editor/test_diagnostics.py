"""What is wrong with a file looks in its editor as it does everywhere."""

from pathlib import Path

import pytest
from projects import PYPROJECT, RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from editors import looked_at, position_of
from lsprotocol import types

from bpadocs import HOME
from bpadocs.editor.diagnostics import diagnostics_of
from bpadocs.editor.translating import confirmations
from bpadocs.words.labels import Labels

# UTF-16 counts this face as two
BLANKS = RULE.replace("virtuelles ne sont pas", "virtuelles 😀 ne  sont pas")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = write_project(tmp_path, {"backups": RULE})
    return project / "rules" / "hyper-v" / "backups.yaml"


def told(file: Path, text: str, code: str) -> types.Diagnostic:
    """Return the one thing that is told by this name."""
    every = diagnostics_of(looked_at(file, text))
    [found] = [one for one in every if one.code == code]
    return found


def test_a_finding_names_its_check_and_leads_to_what_that_is(file: Path) -> None:
    finding = told(file, BLANKS, "double-blanks")
    assert finding.source == "bpa"
    assert finding.severity is types.DiagnosticSeverity.Hint
    assert finding.code_description is not None
    assert finding.code_description.href == f"{HOME}#double-blanks"
    assert finding.tags is None


def test_a_place_behind_an_emoji_is_counted_as_the_editor_counts(file: Path) -> None:
    span = told(file, BLANKS, "double-blanks").range
    line = BLANKS.splitlines()[span.start.line]
    assert "😀 ne  sont" in line
    blanks = line.index("ne  sont") + 2
    # one more than the characters before it
    assert blanks + 1 <= span.start.character <= blanks + 2
    assert span.end.line == span.start.line


def test_a_finding_in_a_translation_leads_to_its_english(file: Path) -> None:
    related = told(file, BLANKS, "double-blanks").related_information
    assert related is not None
    [english] = related
    assert english.message == "the English"
    assert english.location.uri == file.as_uri()
    assert english.location.range.start == position_of(BLANKS, "issue: Some")
    last = "issue: Some virtual machines are not backed up."
    assert english.location.range.end == position_of(BLANKS, last, len(last))


def test_a_finding_in_english_leads_nowhere_else(file: Path) -> None:
    text = RULE.replace("Some virtual machines are not", "Some virtual  machines  are")
    rule = looked_at(file, text)
    english = [one for one in rule.findings if one.language == "en"]
    assert english
    shown = [one.message for one in diagnostics_of(rule) if not one.related_information]
    assert {one.message for one in english} <= {*shown}


def test_a_translation_that_is_behind_is_shown_as_outdated(file: Path) -> None:
    read = looked_at(file, RULE).checked.rule
    assert read is not None
    [stamped] = confirmations(read, "fr", "issue", Labels("en"))
    text = stamped.text.replace("Some virtual machines are", "A VM is")
    assert told(file, text, "stale").tags == [types.DiagnosticTag.Deprecated]


def test_a_mistake_is_an_error_from_its_place_to_the_end_of_the_line(
    file: Path,
) -> None:
    text = RULE.replace("severity: warning", "severity: 😀 wrong  ")
    [mistake] = diagnostics_of(looked_at(file, text))
    assert mistake.code == "broken-file"
    assert mistake.severity is types.DiagnosticSeverity.Error
    assert mistake.range.start == position_of(text, "😀 wrong")
    # the face is two and the blanks behind the words are none
    assert mistake.range.end == types.Position(1, len("severity: ") + 2 + len(" wrong"))


def test_a_mistake_in_another_file_says_in_which(tmp_path: Path) -> None:
    broken = PYPROJECT.replace('fr = "fr-fr"', "fr = 1")
    project = write_project(tmp_path, {"backups": RULE}, broken)
    file = project / "rules" / "hyper-v" / "backups.yaml"
    [mistake] = diagnostics_of(looked_at(file, RULE))
    assert mistake.range.start == types.Position(0, 0)
    assert mistake.range.end == types.Position(0, len("page: Backups"))
    assert mistake.message.startswith("pyproject.toml:")
