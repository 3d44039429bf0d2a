"""Safe fixes change what they say, and not another byte."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.lint.run import lint
from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State, states

FAULTY = RULE.replace(
    "puis sélectionnez **Démarrer**.",
    "puis **Démarrer** , \\<liste  > et [ici](b.md ) .",
)
MENDED = RULE.replace(
    "puis sélectionnez **Démarrer**.", "puis **Démarrer**, \\<liste> et [ici](b.md )."
)


def mend(root: Path) -> tuple[int, str]:
    code = main(["lint", "--fix", "--project", str(root)])
    return code, (root / "rules/hyper-v/backups.yaml").read_bytes().decode()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fixes_are_applied_and_nothing_else_changes(
    tmp_path: Path, line_end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {"backups": FAULTY.replace("\n", line_end)})
    _, text = mend(root)
    assert text == MENDED.replace("\n", line_end)
    assert "3 findings mended" in capsys.readouterr().err


def test_a_file_without_fixes_is_not_touched(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    path = root / "rules/hyper-v/backups.yaml"
    before = path.stat().st_mtime_ns
    mend(root)
    assert path.stat().st_mtime_ns == before


def test_what_was_mended_is_not_found_again(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": FAULTY})
    mend(root)
    assert not [finding for finding in lint(root).findings if finding.fix]


def test_only_the_chosen_rules_are_mended(tmp_path: Path) -> None:
    root = write_project(
        tmp_path,
        {"backups": FAULTY, "other": FAULTY.replace("page: Backups", "page: Other")},
    )
    main(["lint", "--fix", "--project", str(root), "hyper-v/other"])
    assert (root / "rules/hyper-v/backups.yaml").read_text("utf-8") == FAULTY
    assert (root / "rules/hyper-v/other.yaml").read_text("utf-8") == MENDED.replace(
        "page: Backups", "page: Other"
    )


def states_of(root: Path) -> dict[str, State]:
    """What is known of each French text."""
    [rule] = read_project(root).rules
    return states(rule, "fr")


def test_what_was_confirmed_stays_confirmed(tmp_path: Path) -> None:
    english = RULE.replace(
        "    issue: Some virtual machines are not backed up.\n",
        "    issue:\n      count: virtual_machines\n      one: One is not backed up {virtual_machines}.\n      other: Some are not backed up {virtual_machines}.\n",
    )
    french = english.replace(
        "    issue: Certaines machines virtuelles ne sont pas sauvegardées.\n",
        '    issue:\n      one: "L’une n’est pas sauvegardée : {virtual_machines}."\n'
        '      many: Certaines ne sont pas sauvegardées {virtual_machines}.\n      other: "Certaines ne sont pas sauvegardées : {virtual_machines}."\n',
    ).replace("sélectionnez **Démarrer**.", "sélectionnez **Démarrer** .")
    french = french.replace("chaque machine virtuelle.", "chaque machine virtuelle .")
    root = write_project(tmp_path, {"backups": french})
    project = ["--project", str(root)]
    main(["stamp", "hyper-v/backups", "--locale", "fr", "--reviewed", *project])
    file = root / "rules/hyper-v/backups.yaml"
    # this one is no longer the text that was confirmed, and does not become it by being mended
    text = file.read_text("utf-8").replace("Sauvegardez chaque", "Sauvez chaque")
    file.write_text(text, "utf-8")
    before = states_of(root)
    assert main(["lint", "--fix", *project]) == 0
    mended = file.read_text("utf-8")
    assert " ." not in mended
    assert mended.count("\xa0: {virtual") == 2
    assert states_of(root) == before
    assert before["resolution"] == State.EDITED
    assert before["issue"] == before["resolution_details"] == State.CURRENT
    assert file.read_text("utf-8").count("human reviewed") == len(before)


def test_what_gets_other_words_is_to_be_confirmed_again(tmp_path: Path) -> None:
    doubled = RULE.replace("puis sélectionnez", "puis puis sélectionnez")
    root = write_project(tmp_path, {"backups": doubled})
    project = ["--project", str(root)]
    main(["stamp", "hyper-v/backups", "--locale", "fr", *project])
    [found] = [one for one in lint(root).findings if one.safe_fixes]
    assert not found.safe_fixes[0].keeps_words
    assert main(["lint", "--fix", *project]) == 0
    assert states_of(root)["resolution_details"] == State.EDITED
