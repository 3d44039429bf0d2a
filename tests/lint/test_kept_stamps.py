"""What was confirmed stays confirmed where a fix keeps the words, and only there."""

from pathlib import Path

from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.lint.run import lint
from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State, states


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
