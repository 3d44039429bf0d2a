"""The same fault in the same text at many places is one group."""

from collections.abc import Sequence

import pytest
from finding_helpers import finding

from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.lint.groups import grouped, text_at

PAGES = {
    "a.md": "Cliquez sur ok\n",
    "b.md": "\nPuis cliquez sur ok\n",
    "c.md": "Cliquez sur OK\n",
}


def places(findings: Sequence[Finding]) -> list[list[str]]:
    """The files of each group."""
    groups = grouped(findings, PAGES.__getitem__)
    return [[one.file for one in group.places] for group in groups]


def test_the_same_fault_in_the_same_text_is_one_group() -> None:
    first = finding("terms", 1, 13, 15, file="a.md")
    second = finding("terms", 2, 18, 20, file="b.md")
    other_text = finding("terms", 1, 13, 15, file="c.md")
    assert places([first, second, other_text]) == [["a.md", "b.md"], ["c.md"]]


@pytest.mark.parametrize(
    "other",
    [
        finding("grammar", 2, 18, 20, file="b.md"),
        finding("terms", 2, 18, 20, file="b.md", message="another word"),
        finding("terms", 2, 18, 20, file="b.md", locale="it-it"),
        finding("terms", 2, 18, 20, file="b.md", level=Level.HINT),
        finding("terms", 2, 18, 20, file="b.md", fix="OK"),
    ],
    ids=["check", "message", "locale", "level", "fix"],
)
def test_what_differs_in_anything_is_another_group(other: Finding) -> None:
    first = finding("terms", 1, 13, 15, file="a.md")
    assert places([first, other]) == [["a.md"], ["b.md"]]


def test_some_findings_may_be_kept_apart() -> None:
    first = finding("terms", 1, 13, 15, file="a.md")
    second = finding("terms", 2, 18, 20, file="b.md")
    assert grouped([first, second], PAGES.__getitem__, {second}) == [first, second]


def test_text_of_several_lines_is_found() -> None:
    lines = ["one two", "three", "four five"]
    assert text_at(lines, Place(1, 5, 3, 5)) == "two\nthree\nfour"
    assert text_at(lines, Place(1, 5, 1, 8)) == "two"
    assert text_at(lines, Place(9, 1, 9, 2)) == ""
