"""A translation that was edited after it was confirmed: to translators it is not finished, and no
review is of it.
"""

import re
from pathlib import Path

import pytest
from exchange_helpers import bpa, make_project, rule_file

from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State, states

FIELD = "storage/free-space#resolution"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A reviewed project, and one French text of it rewritten since; its English is the same."""
    project = make_project(tmp_path / "project")
    assert bpa("stamp", "rules/storage", "--reviewed", project=project)[0] == 0
    text = rule_file(project).read_text("utf-8")
    rule_file(project).write_text(
        text.replace("Libérez de l’espace.", "Achetez un disque."), "utf-8"
    )
    return project


def export(kind: str, project: Path) -> Path:
    file = project / f"fr.{kind}"
    code, _, err = bpa(
        kind, "export", "--locale", "fr", "-o", str(file), project=project
    )
    assert (code, err) == (0, "")
    return file


def french(project: Path) -> dict[str, State]:
    [rule] = read_project(project).rules
    return states(rule, "fr")


def test_po_has_it_fuzzy_and_without_the_stamp_of_another_text(project: Path) -> None:
    text = export("po", project).read_text("utf-8")
    assert text.count("msgctxt") == 1
    assert f'#, fuzzy\nmsgctxt "{FIELD}"\n' in text
    assert "reviewed" not in text
    assert "#| msgid" not in text, "the English is the same as before"


def test_xliff_has_it_as_not_finished(project: Path) -> None:
    text = export("xliff", project).read_text("utf-8")
    assert re.findall(r"<segment [^>]*>", text) == [
        '<segment id="s" state="initial" subState="bpa:edited">'
    ]
    assert "reviewed" not in text


def test_a_translator_confirms_it_as_it_stands(project: Path) -> None:
    file = export("po", project)
    file.write_text(file.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    assert french(project)["resolution"] is State.EDITED
    code, out, _ = bpa("po", "import", str(file), project=project)
    assert (code, out) == (
        0,
        "0 texts imported, 1 confirmed as it stands, 0 unchanged, 0 refused\n",
    )
    assert set(french(project).values()) == {State.CURRENT}
    [stamp] = [
        line
        for line in rule_file(project).read_text("utf-8").split("\n")
        if line.startswith("      resolution: ")
    ]
    assert not stamp.endswith("reviewed")


def test_an_import_notes_the_english_page_once_all_is_confirmed(project: Path) -> None:
    [rule] = read_project(project).rules
    first = rule.text["fr"].made_from
    text = (
        rule_file(project)
        .read_text("utf-8")
        .replace("Free some space.", "Free some space soon.")
    )
    rule_file(project).write_text(text, "utf-8")
    file = export("po", project)
    file.write_text(file.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    assert bpa("po", "import", str(file), project=project)[0] == 0
    [rule] = read_project(project).rules
    assert set(states(rule, "fr").values()) == {State.CURRENT}
    assert bpa("build", project=project)[0] == 0
    page = (project / "build/docs/fr-fr/storage/Free-space.md").read_text("utf-8")
    assert first is not None
    assert first not in page
    assert f"ms.openlocfilehash: {rule.text['fr'].made_from}\n" in page
