"""What is offered at a place fits the place."""

from pathlib import Path

import pytest
from hostile_repositories import git
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from editors import looked_at
from lsprotocol import types

from bpadocs.editor.actions import ActionsAsked, actions_for
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.service import project_above
from bpadocs.translators.stamping import Confirmation, stamp, write_stamps
from bpadocs.words.labels import Labels

NUMBERED = RULE.replace("data. This", "8 GB of data. This").replace(
    "données. Cela", "données, 8 Go au moins. Cela"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = write_project(tmp_path, {"backups": NUMBERED})
    return project / "rules" / "hyper-v" / "backups.yaml"


def titles(rule: OpenRule, words: str, *, may_wait: bool = True) -> list[str]:
    """Return what is offered at these words."""
    start = rule.placed.position(rule.checked.text.index(words))
    place = types.Range(start, start)
    asked = ActionsAsked(
        place, kinds=("quickfix",), shows_places=False, may_wait=may_wait
    )
    return [one.title for one in actions_for(rule, asked)]


def committed(file: Path) -> str:
    """Confirm the French, and commit it."""
    read = looked_at(file, NUMBERED).checked.rule
    assert read is not None
    text = write_stamps(NUMBERED, stamp(read, ["fr"], Confirmation(), Labels("en")))
    file.write_text(text, "utf-8")
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["commit", "-qm", "one"],
    ):
        git(file.parents[2], *words)
    return text


def test_a_change_of_the_english_is_carried_over_from_there(file: Path) -> None:
    text = committed(file).replace("8 GB", "16 GB")
    rule = looked_at(file, text)
    carry = "Carry the change of impact over into fr: it stands the same there"
    assert carry in titles(rule, "16 GB")
    assert carry in titles(rule, "8 Go")
    assert not [one for one in titles(rule, "Some virtual") if "Carry" in one]


def test_nobody_waits_for_what_was_not_asked_for(file: Path) -> None:
    other = file.with_name("other.yaml")
    other.write_text(RULE.replace("page: Backups", "page: Other"), "utf-8")
    line = "    resolution: Sauvegardez chaque machine virtuelle.\n"
    rule = looked_at(file, NUMBERED.replace(line, ""))
    at = "title: Sauvegarder"
    assert not [one for one in titles(rule, at, may_wait=False) if "Take" in one]
    assert [one for one in titles(rule, at) if one.startswith("Take “Sauvegardez")]
    # now it is known
    assert [one for one in titles(rule, at, may_wait=False) if "Take" in one]


def test_rules_of_another_kind_are_no_project(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "eslint.yaml").write_text("a: 1", "utf-8")
    assert project_above(tmp_path) is None
    project = write_project(tmp_path / "one", {"backups": RULE})
    for folder in (project, project / "rules", project / "rules" / "hyper-v"):
        assert project_above(folder) == project
