"""An argument gets another name wherever it is named, and nothing that was confirmed is lost."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.editor.renaming import RenameRefusedError, renamable_at, renamed
from bpadocs.editor.translating import confirmations
from bpadocs.lint.checking import RuleChecker
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import states
from bpadocs.words.labels import Labels

FILE = "rules/hyper-v/backups.yaml"
CHECK = "check: \"VMs[?State=='Off'].Name\"\n"
OBJECT = "check: >-\n  VMs[?State=='Off'] | {virtual_machines: [].Name}\n"


@pytest.fixture
def checker(tmp_path: Path) -> RuleChecker:
    return RuleChecker(write_project(tmp_path, {"backups": RULE}))


def read(checker: RuleChecker, text: str) -> Rule:
    checked = checker.check(FILE, text)
    assert checked.rule is not None, checked.problems
    return checked.rule


def after(checker: RuleChecker, text: str, new: str) -> str:
    return renamed(checker, checker.check(FILE, text), "virtual_machines", new)


def test_all_languages_have_the_new_name(checker: RuleChecker) -> None:
    text = after(checker, RULE, "vms")
    assert text == RULE.replace("{virtual_machines}", "{vms}").replace(
        "  virtual_machines:", "  vms:"
    )
    assert read(checker, text).arguments["vms"].label == "list of virtual machines"


def test_the_check_gives_its_value_by_the_new_name(checker: RuleChecker) -> None:
    text = RULE.replace("text:\n", OBJECT + "text:\n", 1)
    assert "{vms: [].Name}" in after(checker, text, "vms")
    # and one that does not name it stays as it is
    text = RULE.replace("text:\n", CHECK + "text:\n", 1)
    assert CHECK in after(checker, text, "vms")


def test_what_was_confirmed_stays_confirmed(checker: RuleChecker) -> None:
    text = RULE
    for name in ("impact", "issue"):
        [stamping] = confirmations(read(checker, text), "fr", name, Labels("en"))
        text = stamping.text
    before = states(read(checker, text), "fr")
    assert states(read(checker, after(checker, text, "vms")), "fr") == before
    # a translation that was edited since is still to be confirmed
    edited = text.replace("Vous risquez", "Tu risques")
    left = states(read(checker, after(checker, edited, "vms")), "fr")
    assert left == states(read(checker, edited), "fr")


def test_a_text_that_counts_it_counts_on(checker: RuleChecker) -> None:
    text = RULE.replace(
        "    issue: Some virtual machines are not backed up.\n",
        "    issue:\n      count: virtual_machines\n      one: One is not.\n"
        "      other: Some are not.\n",
    )
    assert "      count: vms\n" in after(checker, text, "vms")


@pytest.mark.parametrize("name", ["", "VMs", "a b", "1st", "virtual-machines"])
def test_a_name_that_no_argument_may_have_is_refused(
    checker: RuleChecker, name: str
) -> None:
    with pytest.raises(RenameRefusedError, match="no name of an argument"):
        after(checker, RULE, name)


def test_a_name_that_is_taken_is_refused(checker: RuleChecker) -> None:
    text = RULE.replace(
        "arguments:\n", "arguments:\n  host: {type: text, label: host}\n"
    )
    text = text.replace("You may lose data.", "You may lose data of {host}.")
    with pytest.raises(RenameRefusedError, match="already"):
        after(checker, text, "host")


def test_a_rule_with_mistakes_is_mended_first(checker: RuleChecker) -> None:
    with pytest.raises(RenameRefusedError, match="mend the mistakes"):
        after(checker, RULE.replace("severity: warning", "severity: x"), "vms")


def test_what_is_no_argument_has_no_other_name() -> None:
    text = RULE.replace("text:\n", OBJECT + "text:\n", 1)
    for words in ("{virtual_machines}", "virtual_machines:", "virtual_machines: []"):
        found = renamable_at(text, text.index(words) + 2)
        assert found is not None
        assert text[found.start : found.end] == "virtual_machines"
    assert renamable_at(text, text.index("Backups")) is None
    unknown = RULE.replace("may lose", "may {lose}")
    assert renamable_at(unknown, unknown.index("{lose}") + 2) is None
