"""A file of which it is said that nothing in it is stale has nothing stale in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from projects import write_project

from bpadocs.cli import main
from bpadocs.project.tree import read_project
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import State, states
from bpadocs.translators.carry.unchanged import current_files, is_current

ROOT = Path(__file__).parents[3]
FILE = "rules/hyper-v/memory.yaml"
RULE = """\
page: Memory
severity: warning
category: operations
arguments:
  hosts: {type: list, label: list of hosts}
text:
  en:
    title: Give hosts memory
    issue: |
      A host has less
      than 512 MB.
    impact:
      one: "One stops: {hosts}"
      other: "They stop: {hosts}"
    resolution: Add 512 MB.
  fr:
    title: Donner de la mémoire aux hôtes
    issue: Un hôte possède moins de 512 Mo.
    impact:
      one: "Un s’arrête : {hosts}"
      other: "Ils s’arrêtent : {hosts}"
    resolution: Ajoutez 512 Mo.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose translations are stamped."""
    write_project(tmp_path, {"memory": RULE})
    assert main(["stamp", "rules", "--project", str(tmp_path)]) == 0
    return tmp_path


@pytest.fixture
def text(project: Path) -> str:
    """The file of the rule, with its stamps."""
    return (project / FILE).read_text("utf-8")


def is_stale(rule: Rule) -> bool:
    return any(State.STALE in states(rule, language).values() for language in rule.text)


def test_a_stamped_file_is_current(text: str) -> None:
    assert text.count(" human") == 4
    assert is_current(text)
    assert is_current(text.removesuffix("\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Give hosts", "title: Give servers"),
        ("than 512", "than 640"),
        ("One stops", "One halts"),
        ("They stop", "They halt"),
        ("Add 512", "Add 640"),
    ],
)
def test_a_change_of_any_english_is_seen(text: str, before: str, after: str) -> None:
    assert text.count(before) == 1
    assert not is_current(text.replace(before, after))


def test_other_changes_make_nothing_stale(text: str) -> None:
    assert is_current(text.replace("Ajoutez 512 Mo.", "Ajoutez 640 Mo."))
    assert is_current(text.replace("less\n      than", "less than"))
    assert is_current(text.replace("severity: warning", "severity: error"))
    assert is_current(text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "laid_out",
    [
        lambda text: text.replace("    synced:", "    synced: # by hand"),
        lambda text: text.replace("    synced:\n", "    synced:\n      # by hand\n"),
        lambda text: text.replace("  en:", "  en: # English"),
        lambda text: text.replace("\ntext:", "\n'text':"),
        lambda text: text.replace("      resolution: ", "      resolution:   "),
        lambda text: text.replace("    resolution: Add", "# why\n    resolution: Add"),
        lambda text: text.replace(" human\n", "\n        human\n").replace(
            "  en:", "  en : "
        ),
        lambda text: text.replace("Add 512 MB.", "Add 512 MB, synced."),
        lambda text: text.replace("Add 512 MB.", "'Add 512 MB."),
        lambda text: text.replace("    resolution: Add 512 MB.\n", ""),
        lambda text: "",
    ],
)
def test_a_file_in_another_layout_has_to_be_read(
    text: str, laid_out: Callable[[str], str]
) -> None:
    assert laid_out(text) != text
    assert not is_current(laid_out(text))


def test_stamps_may_be_quoted_and_folded(text: str) -> None:
    [line] = [line for line in text.splitlines() if line.startswith("      title: ")]
    name, stamp = line.split(": ", 1)
    assert is_current(text.replace(line, f"{name}: '{stamp} (a typo: one)'"))
    folded = f"{name}: >-\n        {stamp} (a typo\n        in it)"
    assert is_current(text.replace(line, folded))


def test_the_shipped_rules_are_current_and_each_change_of_one_is_seen() -> None:
    rules = read_project(ROOT).rules
    assert not any(is_stale(rule) for rule in rules)
    for rule in rules:
        whole = rule.source.text
        assert is_current(whole), rule.id
        for field, english in rule.english.items():
            if not isinstance(english, str):
                continue
            first_line = english.split("\n")[0][:40]
            changed = whole.replace(first_line, f"No {first_line}", 1)
            assert changed != whole, (rule.id, field)
            assert not is_current(changed), (rule.id, field)


def test_several_processes_find_the_same_files(
    project: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project / "rules/hyper-v"
    for number in range(9):
        (folder / f"memory-{number}.yaml").write_text(text, "utf-8")
    stale = folder / "memory-7.yaml"
    stale.write_text(text.replace("Add 512", "Add 640"), "utf-8")
    (folder / "broken.yaml").write_bytes(b"\xff")
    files = [f"rules/hyper-v/{path.name}" for path in sorted(folder.iterdir())]
    alone = current_files(project, files)
    monkeypatch.setattr("bpadocs.translators.carry.unchanged.WORTH_A_PROCESS", 3)
    together = current_files(project, files)
    others = {
        f"rules/hyper-v/{name}.yaml" for name in ("product", "broken", "memory-7")
    }
    assert alone == together == frozenset(files) - others
    assert current_files(project, []) == frozenset()


def test_a_carry_reads_no_file_in_which_nothing_is_stale(
    project: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    # A mistake that no stale field has to do with is for the commands that look at all of a rule.
    (project / FILE).write_text(
        text.replace("severity: warning", "severity: x"), "utf-8"
    )
    assert main(["carry", "--project", str(project)]) == 0
    assert capsys.readouterr().out == "nothing is stale\n"
