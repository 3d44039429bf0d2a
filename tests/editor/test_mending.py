"""What an editor offers changes what it says, and nothing else."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.editor.mending import (
    all_fixed,
    mendings_of,
    stamped,
    with_suppression,
)
from bpadocs.lint.checking import CheckedText, RuleChecker
from bpadocs.lint.findings import Finding
from bpadocs.rule.provenance import State, states

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
    text = with_suppression(WRONG, first)
    assert text is not None
    [problem] = checker.check(FILE, text).problems
    assert "reason" in problem.message
    reasoned = text.replace("    reason:\n", "    reason: a test\n")
    after = checker.check(FILE, reasoned)
    assert len(blanks(after)) == 1
    assert "unused-suppression" not in {one.check for one in after.findings}


def test_a_second_suppression_stands_beside_the_first(checker: RuleChecker) -> None:
    first, second = blanks(checker.check(FILE, WRONG))
    once = with_suppression(WRONG, first)
    assert once is not None
    twice = with_suppression(once, second)
    assert twice is not None
    reasoned = twice.replace("    reason:\n", "    reason: a test\n")
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


def test_a_stamp_confirms_one_field(checker: RuleChecker) -> None:
    rule = checker.check(FILE, RULE).rule
    assert rule is not None
    stamping = stamped(rule, "fr", "issue")
    assert stamping is not None
    after = checker.check(FILE, stamping.text).rule
    assert after is not None
    current = [
        name for name, one in states(after, "fr").items() if one is State.CURRENT
    ]
    assert current == ["issue"]
    assert stamped(after, "fr", "issue") is None


def test_nothing_is_stamped_that_needs_a_reason_or_is_no_translation(
    checker: RuleChecker,
) -> None:
    rule = checker.check(FILE, RULE).rule
    assert rule is not None
    stamping = stamped(rule, "fr", "issue")
    assert stamping is not None
    text = stamping.text.replace("Some virtual machines are", "A virtual machine is")
    stale = checker.check(FILE, text).rule
    assert stale is not None
    assert states(stale, "fr")["issue"] is State.STALE
    assert stamped(stale, "fr", "issue") is None
    assert stamped(rule, "en", "issue") is None
    assert stamped(rule, "it", "issue") is None
    assert stamped(rule, "fr", "see_also") is None
