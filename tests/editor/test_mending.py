"""What an editor offers changes what it says, and nothing else."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.editor.mending import all_fixed, mendings_of, with_suppression
from bpadocs.lint.checking import CheckedText, RuleChecker
from bpadocs.lint.findings import Finding

FILE = "rules/hyper-v/backups.yaml"
WRONG = RULE.replace("pas sauvegardées.", "pas  sauvegardées.").replace(
    "Sauvegardez chaque", "Sauvegardez  chaque"
)


@pytest.fixture
def checker(tmp_path: Path) -> RuleChecker:
    return RuleChecker(write_project(tmp_path, {"backups": RULE}))


def blanks(checked: CheckedText) -> list[Finding]:
    return [one for one in checked.findings if one.check == "double-blanks"]


def test_a_fix_mends_its_own_finding_alone(checker: RuleChecker) -> None:
    checked = checker.check(FILE, WRONG)
    first, _ = blanks(checked)
    fix = next(iter(mendings_of(checked, first)))
    assert fix.is_fix
    assert fix.title.startswith("double-blanks: ")
    assert fix.text == WRONG.replace("pas  sauv", "pas sauv")


def test_all_fixes_are_one_offer(checker: RuleChecker) -> None:
    whole = all_fixed(checker.check(FILE, WRONG))
    assert whole is not None
    assert "  sauv" not in whole.text
    assert "z  chaque" not in whole.text
    assert blanks(checker.check(FILE, whole.text)) == []


def test_line_ends_of_windows_stay(checker: RuleChecker) -> None:
    text = WRONG.replace("\n", "\r\n")
    checked = checker.check(FILE, text)
    first, _ = blanks(checked)
    fix, suppression = mendings_of(checked, first)
    assert fix.text == text.replace("pas  sauv", "pas sauv")
    assert "\n" not in suppression.text.replace("\r\n", "")


def test_a_suppression_waits_for_its_reason(checker: RuleChecker) -> None:
    first, _ = blanks(checker.check(FILE, WRONG))
    suppressed = with_suppression(WRONG, first)
    assert suppressed is not None
    assert suppressed.cursor is not None
    text, cursor = suppressed.text, suppressed.cursor
    [problem] = checker.check(FILE, text).problems
    assert "reason" in problem.message
    reasoned = f"{text[:cursor]}a test{text[cursor:]}"
    after = checker.check(FILE, reasoned)
    assert len(blanks(after)) == 1
    assert "unused-suppression" not in {one.check for one in after.findings}


def test_a_second_suppression_stands_beside_the_first(checker: RuleChecker) -> None:
    first, second = blanks(checker.check(FILE, WRONG))
    once = with_suppression(WRONG, first)
    assert once is not None
    twice = with_suppression(once.text, second)
    assert twice is not None
    reasoned = twice.text.replace("    reason: \n", "    reason: a test\n")
    checked = checker.check(FILE, reasoned)
    assert checked.problems == ()
    assert blanks(checked) == []


@pytest.mark.parametrize(
    "text", ["", "{", "{text: {}}", "suppress: []\ntext:\n", "suppress: [{}]\ntext:\n"]
)
def test_no_suppression_is_offered_where_it_has_no_place(
    checker: RuleChecker, text: str
) -> None:
    first, _ = blanks(checker.check(FILE, WRONG))
    assert with_suppression(text, first) is None
