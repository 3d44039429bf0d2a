"""Findings that overlap are told as one, and nothing of them is lost."""

import time
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from finding_helpers import finding
from hostile import growth

from bpadocs.lint.findings import Edit, Finding, Level, Place
from bpadocs.lint.groups import grouped
from bpadocs.lint.registry import CHECKS
from bpadocs.lint.told_once import once_a_page, told_once

BY_NAME = {check.name: check for check in CHECKS}


def told(*findings: Finding) -> list[tuple[str, tuple[str, ...]]]:
    """What is told, and beside each the checks that say the same."""
    once = told_once(findings, BY_NAME)
    return [(one.check, tuple(other.check for other in one.also)) for one in once]


def test_what_does_not_overlap_stays_as_it_is() -> None:
    assert told(
        finding("terms", 1, 1, 5), finding("grammar", 1, 5, 9), finding("terms", 2, 1)
    ) == [("terms", ()), ("grammar", ()), ("terms", ())]


def test_the_worse_level_comes_first() -> None:
    assert told(
        finding("spacing", 1, 1, 40, level=Level.HINT),
        finding("literals", 1, 10, 15, level=Level.ERROR),
        finding("terms", 1, 12, 20),
    ) == [("literals", ("terms", "spacing"))]


def test_of_one_level_the_longer_comes_first() -> None:
    assert told(finding("terms", 1, 4, 8), finding("ui-labels", 1, 1, 20)) == [
        ("ui-labels", ("terms",))
    ]


def test_what_judges_a_whole_text_comes_before_worse_levels() -> None:
    assert told(
        finding("furniture", 1, 1, 60), finding("numbers", 1, 3, 5, level=Level.ERROR)
    ) == [("furniture", ("numbers",))]


def test_other_files_are_other_places() -> None:
    assert told(
        finding("terms", 1, 1, 9, file="a.md"), finding("grammar", 1, 1, 9, file="b.md")
    ) == [("terms", ()), ("grammar", ())]


def test_all_that_one_check_misses_in_one_text_is_told() -> None:
    first = finding("literals", 1, 1, 30, message="“Get-VM” is missing")
    second = finding("literals", 1, 1, 30, message="“Set-VM” is missing")
    inside = finding("terms", 1, 4, 9)
    once = told_once([first, second, inside], BY_NAME)
    assert sorted(one.message for one in once) == [first.message, second.message]


@pytest.mark.parametrize(
    "check",
    ["stale", "suspect-english", "consistent-translation", "heading-anchors"],
)
def test_what_is_about_a_rule_or_a_page_stays_by_itself(check: str) -> None:
    assert sorted(told(finding(check, 1, 1, 60), finding("terms", 1, 4, 9))) == sorted(
        [(check, ()), ("terms", ())]
    )


def test_what_points_at_no_words_stays_by_itself() -> None:
    assert told(finding("numbers", 1, 4, 4), finding("terms", 1, 1, 9)) == [
        ("terms", ()),
        ("numbers", ()),
    ]


def test_spans_of_several_lines_overlap_as_texts_do() -> None:
    block = finding("untranslated", 2, 1, 4, last_line=5)
    assert told(block, finding("terms", 3, 50, 60), finding("terms", 5, 4, 9)) == [
        ("untranslated", ("terms",)),
        ("terms", ()),
    ]


def test_nothing_is_lost_and_nothing_told_overlaps() -> None:
    random = Random(17)
    checks = ("terms", "grammar", "spacing", "ui-labels", "product-names")
    found = []
    for number in range(400):
        start = random.randrange(1, 600)
        end = start + random.randrange(1, 30)
        name = random.choice(checks)
        found.append(finding(name, 1, start, end, message=str(number)))
    once = told_once(found, BY_NAME)
    everything = [*once, *(other for one in once for other in one.also)]
    assert sorted(one.message for one in everything) == sorted(
        one.message for one in found
    )
    # what is told twice of one span is of one check
    spans = sorted({one.place for one in once})
    for before, after in pairwise(spans):
        assert before.end_column <= after.column
    covered = {column for one in once for column in columns(one)}
    for one in found:
        assert covered & columns(one)


def columns(one: Finding) -> set[int]:
    return set(range(one.place.column, one.place.end_column))


@pytest.mark.parametrize(
    ("before", "after", "is_safe"),
    [("un  mot", "un mot", True), ("San", "SAN", True), ("liste", "liste de", False)],
)
def test_beside_a_finding_without_a_fix_only_what_keeps_the_words_is_safe(
    before: str, after: str, is_safe: bool
) -> None:
    place = Place(1, 4, 1, 4 + len(before))
    edit = Edit(place=place, start=0, end=len(before), text=after, field_text=before)
    plain = finding("ui-labels", 1, 1, 20)
    beside = replace(finding("terms", 1, 4, 8), fix=edit)
    [once] = told_once([plain, beside], BY_NAME)
    assert once.safe_fixes == ([edit] if is_safe else [])
    own = finding("ui-labels", 1, 1, 20, fix="own")
    [once] = told_once([own, beside], BY_NAME)
    assert [one.text for one in once.safe_fixes] == ["own"]


def test_very_many_findings_take_a_time_in_proportion() -> None:
    def seconds(number: int) -> float:
        found = [finding("terms", 1, at, at + 5) for at in range(1, 10 * number, 5)]
        started = time.process_time()
        told_once(found, BY_NAME)
        return time.process_time() - started

    assert growth(seconds, 1_000, 8_000) < 2.5


def test_what_is_about_a_habit_is_told_once_a_page() -> None:
    here = [finding("apostrophes", line, 1) for line in (1, 5, 9)]
    there = finding("apostrophes", 2, 1, file="other.md")
    twice = [finding("terms", line, 1) for line in (2, 3)]
    told = once_a_page([*here, *twice, there], BY_NAME)
    assert [(one.check, one.file, len(one.places)) for one in told] == [
        ("apostrophes", "fr-fr/page.md", 3),
        ("terms", "fr-fr/page.md", 1),
        ("terms", "fr-fr/page.md", 1),
        ("apostrophes", "other.md", 1),
    ]
    assert told[0].elsewhere == tuple(here[1:])


def test_what_is_told_once_reaches_to_the_last_place_in_its_line() -> None:
    line = [finding("no-break-spaces", 4, column) for column in (3, 20, 30)]
    other = finding("no-break-spaces", 5, 40)
    (told,) = once_a_page([*line, other], BY_NAME)
    assert told.place == Place(4, 3, 4, 31)
    assert told.elsewhere == (*line[1:], other)


def test_a_group_keeps_the_places_of_each_page() -> None:
    pages = [
        finding("apostrophes", line, 1, file=file)
        for file in ("a.md", "b.md")
        for line in (1, 2)
    ]
    (group,) = grouped(once_a_page(pages, BY_NAME), lambda _: "'\n'\n")
    places = [(one.file, one.place.line) for one in group.places]
    assert places == [("a.md", 1), ("a.md", 2), ("b.md", 1), ("b.md", 2)]
