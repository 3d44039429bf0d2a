"""Checks are run, and what they yield becomes findings."""

import pickle
import re
from collections.abc import Iterator
from typing import Any

import pytest
from lint_helpers import passage, rule, unit

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.check import ProjectCheck, RuleCheck, TextCheck, UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import (
    CheckFailedError,
    Selection,
    check_project,
    check_subject,
    failed,
    finding_of,
    notes_of,
    place,
    suppresses,
    where,
)
from bpadocs.lint.findings import Edit, Finding, Fix, Hit, Level, Place, RuleHit
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.subject import Passage
from bpadocs.rule.model import Suppression

TEXT = "One.\nTwo three."
SUBJECT = rule(unit("One.\nTwo.", TEXT, field="impact"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("One", Place(1, 1, 1, 4)),
        ("Two", Place(2, 1, 2, 4)),
        # the end of a line belongs to it
        ("One.", Place(1, 1, 1, 5)),
        ("One.\n", Place(1, 1, 1, 6)),
        ("One.\nTwo", Place(1, 1, 2, 4)),
    ],
)
def test_a_span_has_lines_and_columns(words: str, expected: Place) -> None:
    start = TEXT.index(words)
    assert place(passage(TEXT), start, start + len(words)) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [(0, Place(1, 1, 1, 1)), (5, Place(2, 1, 2, 1)), (7, Place(2, 3, 2, 3))],
)
def test_an_empty_span_is_a_place_without_length(start: int, expected: Place) -> None:
    assert place(passage(TEXT), start, start) == expected
    assert place(passage(TEXT), start, start - 1) == expected


def test_a_finding_has_all_that_the_hit_and_the_subject_say() -> None:
    hit = RuleHit("p/r", "fr", "impact", Hit(5, 8, "wrong", Fix(5, 6, "t")))
    assert finding_of("house", Level.WARNING, SUBJECT, hit) == Finding(
        check="house",
        severity=Level.WARNING,
        file="fr.yaml",
        place=Place(2, 1, 2, 4),
        rule="product/rule",
        locale="fr-fr",
        language="fr",
        field="impact",
        message="wrong",
        fix=Edit(place=Place(2, 1, 2, 2), start=5, end=6, text="t", field_text=TEXT),
        start=5,
        end=8,
    )


def test_a_fix_that_changes_nothing_is_none() -> None:
    same = SUBJECT.passage("fr", "impact").text[5:6]
    hit = RuleHit("p/r", "fr", "impact", Hit(5, 8, "wrong", Fix(5, 6, same)))
    assert finding_of("house", Level.WARNING, SUBJECT, hit).fix is None


def test_a_hit_may_be_less_bad_than_its_check() -> None:
    hit = RuleHit("p/r", "fr", "impact", Hit(0, 0, "odd"), Level.HINT)
    found = finding_of("house", Level.ERROR, SUBJECT, hit)
    assert (found.severity, found.fix) == (Level.HINT, None)


def finding(language: str, field: str | None, check: str = "house") -> Finding:
    return finding_of(
        check, Level.ERROR, SUBJECT, RuleHit("p/r", language, field, Hit(0, 0, "wrong"))
    )


SUPPRESSED = [
    ("house", None, "fr", "impact.one", True),
    ("house", "impact.one", "fr", "impact.one", True),
    ("house", "impact", "fr", "impact.one", True),
    ("house", "fr.impact.one", "fr", "impact.one", True),
    ("house", "fr.impact", "fr", "impact.one", True),
    ("house", "en.front_matter.ms.date", "en", "front_matter.ms.date", True),
    ("house", "front_matter.ms.date", "it", "front_matter.ms.date", True),
    ("house", "fr", "fr", None, True),
    ("house", None, "fr", None, True),
    ("house", "impact.other", "fr", "impact.one", False),
    ("house", "impact.one", "fr", "impact", False),
    ("house", "it.impact", "fr", "impact", False),
    ("house", "one", "fr", "impact.one", False),
    ("house", "fr", "fr", "impact", False),
    ("house", "impact", "fr", None, False),
    ("other", None, "fr", "impact", False),
    ("other", "impact", "fr", "impact", False),
]


@pytest.mark.parametrize(
    ("check", "named", "language", "field", "expected"), SUPPRESSED
)
def test_a_suppression_names_a_field_as_it_is_printed(
    check: str, named: str | None, language: str, field: str | None, expected: bool
) -> None:
    found = finding(language, field)
    assert suppresses(Suppression(check, named, "meant"), found) == expected
    assert suppresses(FileSuppression("*", check, named, "meant"), found) == expected


def twice(*_: object) -> Iterator[Hit]:
    yield Hit(0, 1, "wrong")
    yield Hit(0, 1, "wrong")


def found_by(*checks: Any) -> list[tuple[str, str, str | None, Level]]:
    findings = check_subject(SUBJECT, Selection.of(checks), Context())
    return [(one.check, one.language, one.field, one.severity) for one in findings]


def test_a_hit_that_is_yielded_twice_is_one_finding() -> None:
    assert found_by(UnitCheck("house", twice)) == [
        ("house", "fr", "impact", Level.WARNING)
    ]


def test_a_check_of_texts_sees_english_unless_it_does_not_want_to() -> None:
    english = ("house", "en", "impact", Level.ERROR)
    french = ("house", "fr", "impact", Level.ERROR)
    both = TextCheck("house", once_in_each, severity=Level.ERROR)
    assert found_by(both) == [english, french]
    alone = TextCheck("house", once_in_each, severity=Level.ERROR, english=False)
    assert found_by(alone) == [french]


def once_in_each(passage: Passage, language: str, _: Context) -> Iterator[Hit]:
    # other words in each language
    yield Hit(0, len(passage.text) if language == "fr" else 1, "wrong")


def test_what_the_english_has_too_is_told_of_the_english_alone() -> None:
    def marks(passage: Passage, *_: object) -> Iterator[Hit]:
        for match in re.finditer(r"\[[^\]]*\]", passage.text):
            yield Hit(*match.span(), "is shown as it is")

    def told(english: str, french: str) -> list[tuple[str, int]]:
        one = rule(unit(english, french))
        found = check_subject(one, Selection.of([TextCheck("house", marks)]), Context())
        return [(finding.language, finding.start) for finding in found]

    assert told("See [the list] (here).", "Voir [la liste entière] (ici).") == [
        ("en", 4)
    ]
    assert told("See it.", "Voir [la liste] (ici).") == [("fr", 5)]
    # one in English excuses one, not all
    assert told("See [a].", "Voir [la liste] et [une].") == [("en", 4), ("fr", 19)]


def test_a_check_of_units_may_point_at_the_english() -> None:
    def run(*_: object) -> Iterator[Hit]:
        yield Hit(0, 1, "wrong", side="english")

    assert found_by(UnitCheck("house", run)) == [
        ("house", "en", "impact", Level.WARNING)
    ]


def test_the_selection_says_how_bad_a_finding_is() -> None:
    check = UnitCheck("house", twice)
    selection = Selection.of([check], {"house": Level.HINT, "other": Level.ERROR})
    assert selection.levels == {"house": Level.HINT}
    [found] = check_subject(SUBJECT, selection, Context())
    assert found.severity == Level.HINT
    assert selection.without({"house"}).checks == ()
    assert selection.without({"other"}).checks == (check,)


def test_checks_over_all_rules_get_notes_and_their_findings_come_rule_by_rule() -> None:
    def run(notes: Any, subjects: Any, context: Context) -> Iterator[RuleHit]:
        assert notes == {"b": [["note of b"]], "a": [["note of a"]]}
        for name in ("b", "a", "b"):
            yield RuleHit(name, "fr", "impact", Hit(0, 1, "wrong"))

    check = ProjectCheck(
        "house", run, notes=lambda subject, context: iter([[f"note of {subject.id}"]])
    )
    subjects = {
        name: rule(unit("One.", "Un.", field="impact"), id=name) for name in ("b", "a")
    }
    selection = Selection.of([check, UnitCheck("unit", twice)])
    notes = {
        name: notes_of(one, selection, Context()) for name, one in subjects.items()
    }
    found = check_project(notes, subjects, selection, Context())
    assert [one.rule for one in found] == ["a", "b"]


def boom(*_: object) -> Iterator[Any]:
    yield from ()
    raise ValueError("boom\nand more")


@pytest.mark.parametrize(
    ("check", "name"),
    [
        (UnitCheck("house", boom), "product/rule, fr.impact"),
        (TextCheck("house", boom), "product/rule, en.impact"),
        (TextCheck("house", boom, english=False), "product/rule, fr.impact"),
        (RuleCheck("house", boom), "product/rule"),
    ],
)
def test_a_check_that_raises_names_the_text(check: Any, name: str) -> None:
    with pytest.raises(CheckFailedError) as caught:
        found_by(check)
    assert caught.value.check == "house"
    [problem] = caught.value.problems
    assert problem.message.startswith(
        f"the check house failed on {name}: ValueError: boom and more; "
    )


def test_a_failure_travels_from_process_to_process() -> None:
    error = CheckFailedError("house", Problem("f", 1, 2, "why"))
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.check, copy.problems) == (error.check, error.problems)


def test_a_mistake_in_an_input_is_told_as_it_is() -> None:
    mistake = BrokenInputError([Problem("f", 1, 2, "why")])
    with pytest.raises(BrokenInputError) as caught:
        failed("house", where(SUBJECT), mistake)
    assert caught.value is mistake


def test_the_place_of_a_text_bears_its_name() -> None:
    assert where(SUBJECT, "fr", "impact") == Problem(
        "fr.yaml", 1, 1, "product/rule, fr.impact"
    )
    assert where(SUBJECT) == Problem("rule.yaml", 1, 1, "product/rule")
