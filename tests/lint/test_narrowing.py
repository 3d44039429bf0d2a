"""Findings are told that are asked for, also those that stand beside another one."""

from dataclasses import replace
from typing import Any

import pytest
from finding_helpers import finding

from bpadocs.errors import Problem
from bpadocs.lint.baseline import Baseline
from bpadocs.lint.findings import Level, broken_file
from bpadocs.lint.narrowing import Narrowing, apart, that_are_off, with_enabled
from bpadocs.lint.registry import all_checks
from bpadocs.lint.told_once import told_once
from bpadocs.lint.wanted import Wanted

ERROR = finding("code-spans", 1, 1, 20, level=Level.ERROR)
HINT = finding("double-blanks", 1, 5, 7, level=Level.HINT)
BOTH = replace(ERROR, also=(HINT,))
CHECKS = {check.name: check for check in all_checks()}


@pytest.mark.parametrize(
    ("narrowing", "told"),
    [
        (Narrowing(), [BOTH]),
        (Narrowing(selected=frozenset({"double-blanks"})), [HINT]),
        (Narrowing(ignored=frozenset({"code-spans"})), [HINT]),
        (Narrowing(ignored=frozenset({"double-blanks"})), [ERROR]),
        (Narrowing(least=Level.WARNING), [ERROR]),
        (Narrowing(locales=frozenset({"it-it"})), []),
        (Narrowing(locales=frozenset({"fr-fr"})), [BOTH]),
        (Narrowing(is_touched=lambda one: one.check == "code-spans"), [ERROR]),
    ],
)
def test_what_is_told(narrowing: Narrowing, told: list[Any]) -> None:
    wanted = Wanted(narrowing)
    assert list(wanted.of([BOTH], lambda file: "", all_checks()).findings) == told


def test_what_stood_beside_a_known_finding_is_told_by_itself() -> None:
    known = Wanted(Narrowing(), Baseline("lint", {}))
    judged = known.of([ERROR], lambda file: "", all_checks())
    baseline = known.renewed(judged, [ERROR])
    later = Wanted(Narrowing(), baseline).of([BOTH], lambda file: "", all_checks())
    assert list(later.findings) == [HINT]


def test_apart_and_together_are_the_same_findings() -> None:
    assert apart([BOTH]) == [ERROR, HINT]
    assert told_once(apart([BOTH]), CHECKS) == [BOTH]


def test_what_cannot_be_read_is_always_told() -> None:
    broken = broken_file(Problem("rules/a/b.yaml", 1, 1, "not YAML"))
    nothing = Narrowing(
        selected=frozenset(), locales=frozenset(), is_touched=lambda one: False
    )
    assert nothing.wants(broken)
    assert not nothing.wants(ERROR)


def test_a_check_that_is_asked_for_runs_whatever_the_settings_say() -> None:
    names = ["double-blanks", "code-spans", "no-check"]
    table = {"disable": ["double-blanks", "terms"], "profile": "windows"}
    assert that_are_off(names, all_checks(), table) == ["double-blanks"]
    changed = with_enabled(table, ["double-blanks"])
    assert that_are_off(names, all_checks(), changed) == []
    assert changed["disable"] == ["terms"]
    assert changed["profile"] == "windows"


def test_settings_that_are_mistakes_stay_mistakes() -> None:
    assert with_enabled({"enable": "terms"}, ["terms"])["enable"] == "terms"
