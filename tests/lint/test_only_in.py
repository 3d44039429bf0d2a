"""A report cut down to the rules that somebody asked for."""

import pytest

from bpadocs.errors import Problem
from bpadocs.lint.only_in import only_in
from bpadocs.lint.run import LintReport
from bpadocs.lint.score import PageKey

FILES = {"rules/hyper-v/backups.yaml"}


@pytest.mark.parametrize(
    ("path", "concerns"),
    [
        ("rules/hyper-v/backups.yaml", True),
        ("rules/hyper-v/clocks.yaml", False),
        ("rules/hyper-v/product.yaml", True),
        ("rules/dns/product.yaml", False),
        ("pyproject.toml", True),
        ("locales/fr/glossary.yaml", True),
    ],
)
def test_a_mistake_is_told_where_it_keeps_a_rule_from_being_checked(
    path: str, concerns: bool
) -> None:
    problem = Problem(path, 1, 1, "a mistake")
    report = LintReport(findings=(), rules=2, problems=(problem,))
    assert only_in(report, FILES).problems == ((problem,) if concerns else ())


def test_only_the_rules_that_were_asked_for_are_counted() -> None:
    words = {
        PageKey(rule="hyper-v/backups", locale="fr-fr"): 3,
        PageKey(rule="hyper-v/backups", locale="it-it"): 3,
        PageKey(rule="hyper-v/clocks", locale="fr-fr"): 5,
    }
    report = only_in(LintReport(findings=(), rules=2, words=words), FILES)
    assert report.rules == 1
    assert {key.rule for key in report.words} == {"hyper-v/backups"}
