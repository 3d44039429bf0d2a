"""What each check calls its findings, and how bad they are."""

import pytest

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Level
from bpadocs.lint.mqm import POINTS, SEVERITIES, Mqm
from bpadocs.lint.registry import CHECKS

STYLE = (Mqm.PUNCTUATION, Mqm.REGISTER, Mqm.UNIDIOMATIC, Mqm.INCONSISTENT_STYLE)
"""What no reader is misled by."""

LOST = (
    Mqm.MISTRANSLATION,
    Mqm.ADDITION,
    Mqm.OMISSION,
    Mqm.DO_NOT_TRANSLATE,
    Mqm.UNTRANSLATED,
    Mqm.UNINTELLIGIBLE,
    Mqm.ENCODING,
    Mqm.MARKUP,
    Mqm.MISSING_TEXT,
    Mqm.LINK,
)
"""What can reverse or lose the meaning of a text."""


def name_of(check: Check) -> str:
    return check.name


def test_every_check_of_the_package_says_what_mqm_calls_its_findings() -> None:
    silent = [check.name for check in CHECKS if check.mqm is Mqm.CUSTOM]
    assert silent == []


@pytest.mark.parametrize("check", CHECKS, ids=name_of)
def test_style_is_a_hint_and_only_lost_meaning_an_error(check: Check) -> None:
    if check.mqm in STYLE:
        assert check.severity is Level.HINT
    if check.severity is Level.ERROR and check.mqm is not None:
        assert check.mqm in LOST


@pytest.mark.parametrize(
    "name",
    [
        "argument-missing",
        "code-blocks",
        "code-spans",
        "limits",
        "literals",
        "negation",
        "numbers",
        "page-parts",
        "structure",
        "translated-literals",
        "ui-verbs",
        "untranslated",
    ],
)
def test_reversed_and_lost_meaning_is_an_error(name: str) -> None:
    levels = {check.name: check.severity for check in CHECKS}
    assert levels[name] is Level.ERROR


@pytest.mark.parametrize(
    "name", ["agreement", "grammar", "product-names", "terms", "ui-labels"]
)
def test_wrong_terms_grammar_and_names_are_warnings(name: str) -> None:
    levels = {check.name: check.severity for check in CHECKS}
    assert levels[name] is Level.WARNING


def test_levels_weigh_what_the_severities_of_mqm_weigh() -> None:
    weights = {SEVERITIES[level]: POINTS[level] for level in Level}
    assert weights == {"minor": 1, "major": 5, "critical": 25}


def test_the_dimension_is_the_first_part_of_a_name() -> None:
    assert Mqm.MISTRANSLATION.dimension == "accuracy"
    assert Mqm.ACCURACY.dimension == "accuracy"
