import pytest
from lint_helpers import rule, unit

from bpadocs.lint.check import CheckedSubject
from bpadocs.lint.checks.content import numbers
from bpadocs.lint.checks.source.unused_suppression import CHECK
from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.rule.model import Suppression

CHECKS = {"numbers": numbers.CHECK}
FINDING = Finding(
    check="numbers",
    severity=Level.ERROR,
    file="rule.yaml",
    place=Place(1, 1, 1, 1),
    rule="product/rule",
    locale="fr-fr",
    language="fr",
    field="issue",
    message="wrong",
)


def found(*suppressions: Suppression) -> list[tuple[str | None, str]]:
    subject = rule(unit("Wait 2 minutes.", "Attendez 3 minutes.", field="issue"))
    checked = CheckedSubject(
        "product/rule", (FINDING,), suppressions, {"product/rule": subject}
    )
    return [(hit.field, hit.hit.message) for hit in CHECK.run(checked, CHECKS)]


def suppression(check: str, field: str | None = None) -> Suppression:
    return Suppression(check, field, "meant so")


@pytest.mark.parametrize("field", ["issue", "fr.issue", None])
def test_a_suppression_of_a_finding_is_good(field: str | None) -> None:
    assert found(suppression("numbers", field)) == []


def test_a_suppression_of_nothing_is_found_at_its_own_place() -> None:
    message = (
        "nothing is suppressed: numbers finds nothing in fr.title; remove the entry"
    )
    assert found(suppression("numbers"), suppression("numbers", "fr.title")) == [
        ("suppress.1", message)
    ]


def test_unknown_names_are_told_with_the_nearest_known_one() -> None:
    [(_, check)] = found(suppression("number"))
    [(_, field)] = found(suppression("numbers", "fr.isue"))
    assert check.startswith("no check is called “number”; did you mean “numbers”?")
    assert field.startswith("no field is called “fr.isue”; did you mean “fr.issue”?")


def test_a_suppression_of_a_check_that_did_not_run_is_left_alone() -> None:
    assert found(suppression("terms", "fr.issue")) == []
