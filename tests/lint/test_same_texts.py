"""A text that comes again is not looked at again, and what was found in it is told again."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lint_helpers import rule, unit

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks.typography import double_blanks
from bpadocs.lint.context import Context
from bpadocs.lint.engine import CheckFailedError, Selection, check_subject
from bpadocs.lint.findings import Finding, Hit
from bpadocs.lint.same_texts import SameTexts
from bpadocs.lint.subject import Subject, Unit

OURS = "bpadocs.lint.checks"
FRENCH = unit("Two blanks.", "Deux  blancs.", field="issue")


class Counting:
    """A check that reports the first letter of each text, and counts the texts it looks at."""

    def __init__(self, module: str = OURS) -> None:
        self.looked = 0

        def run(unit: Unit, context: Context) -> Iterator[Hit]:
            self.looked += 1
            yield Hit(0, 1, "the first letter")

        run.__module__ = module
        self.check = UnitCheck("counting", run)


def found(check: UnitCheck, subjects: list[Subject], known: SameTexts) -> list[Finding]:
    chosen = Selection.of([check])
    findings = []
    for subject in subjects:
        findings += check_subject(subject, chosen, Context(), known)
    return findings


def test_a_text_that_comes_again_is_looked_at_once_and_told_each_time() -> None:
    counting = Counting()
    rules = [rule(FRENCH, id="a/one"), rule(FRENCH, id="a/two")]
    findings = found(counting.check, rules, SameTexts())
    assert counting.looked == 1
    assert [finding.rule for finding in findings] == ["a/one", "a/two"]
    assert findings[0].place == findings[1].place


@pytest.mark.parametrize(
    "other",
    [
        unit("Other blanks.", "Deux  blancs.", field="issue"),
        unit("Two blanks.", "Autres  blancs.", field="issue"),
        unit("Two blanks.", "Deux  blancs.", field="impact"),
        unit("Two blanks.", "Deux  blancs.", field="issue_details"),
        unit("Two blanks.", "Deux  blancs.", "it", field="issue"),
        unit(
            "Two blanks.", "Deux  blancs.", field="issue", arguments={"a": ("b", "c")}
        ),
        unit("Two blanks.", "Deux  blancs.", field="issue", expected=("Deux blancs",)),
    ],
)
def test_what_a_check_may_look_at_makes_another_text(other: Unit) -> None:
    counting = Counting()
    rules = [rule(FRENCH, id="a/one"), rule(other, id="a/two")]
    found(counting.check, rules, SameTexts())
    assert counting.looked == 2


def test_a_page_that_is_no_rule_page_has_texts_of_its_own() -> None:
    counting = Counting()
    page = replace(rule(FRENCH), has_furniture=False)
    found(counting.check, [rule(FRENCH), page], SameTexts())
    assert counting.looked == 2


def test_a_check_of_a_plug_in_looks_at_each_text() -> None:
    counting = Counting("house_rules")
    findings = found(counting.check, [rule(FRENCH), rule(FRENCH)], SameTexts())
    assert counting.looked == 2
    assert len(findings) == 2


def test_a_text_alone_that_comes_again_is_told_again_too() -> None:
    chosen = Selection.of([double_blanks.CHECK])
    known = SameTexts()
    first, second = rule(FRENCH, id="a/one"), rule(FRENCH, id="a/two")
    findings = [
        *check_subject(first, chosen, Context(), known),
        *check_subject(second, chosen, Context(), known),
    ]
    assert [finding.rule for finding in findings] == ["a/one", "a/two"]


def test_what_was_found_before_a_check_raised_is_not_kept() -> None:
    counting = Counting()

    def raises(unit: Unit, context: Context) -> Iterator[Hit]:
        raise ValueError("no")
        yield

    raises.__module__ = OURS
    chosen = Selection.of([counting.check, UnitCheck("raising", raises)])
    known = SameTexts()
    for _ in range(2):
        with pytest.raises(CheckFailedError):
            check_subject(rule(FRENCH), chosen, Context(), known)
    assert counting.looked == 2
