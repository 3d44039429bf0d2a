"""The end of `bpa audit` and `bpa lint`: scores, and when they fail."""

import argparse

import pytest
from finding_helpers import finding

from bpadocs.cli.scores import say_scores, status
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.registry import CHECKS
from bpadocs.lint.score import PageKey, Scores, scores_of

WORDS = {
    PageKey("clocks", "fr-fr"): 1_234_567,
    PageKey("disks", "fr-fr"): 100,
    PageKey("disks", "it-it"): 100,
}
FOUND = [
    finding("terms", 1, 1, 5, rule="disks", file="fr-fr/disks.md"),
    finding("spacing", 2, 1, 5, rule="disks", file="fr-fr/disks.md", level=Level.HINT),
    finding("terms", 1, 1, 5, rule="clocks", file="fr-fr/clocks.md"),
]


def options(
    *, strict: bool = False, fail_under: float | None = None
) -> argparse.Namespace:
    return argparse.Namespace(strict=strict, fail_under=fail_under, top=5)


def scored(findings: list[Finding]) -> Scores:
    return scores_of(findings, WORDS, CHECKS)


def test_every_language_has_a_line_and_the_worst_page_comes_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_scores(scored(FOUND), FOUND, options())
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines if line] == [
        ["words", "errors", "warnings", "hints", "points/1,000", "score"],
        ["fr-fr", "1,234,667", "0", "2", "1", "0.0", "99.9"],
        ["it-it", "100", "0", "0", "0", "0.0", "100.0"],
        ["Lowest", "scores:"],
        ["94.0", "fr-fr", "fr-fr/disks.md"],
        ["99.9", "fr-fr", "fr-fr/clocks.md"],
    ]
    assert max(len(line) for line in lines) <= 80


def test_nothing_is_said_where_there_are_no_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_scores(Scores(), [], options())
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("findings", "given", "code"),
    [
        (FOUND, options(), 0),
        (FOUND, options(strict=True), 1),
        ([], options(strict=True), 0),
        ([finding("literals", 1, 1, 5, level=Level.ERROR)], options(), 1),
        (FOUND, options(fail_under=99.9), 0),
        (FOUND, options(fail_under=100), 1),
        ([], options(fail_under=100), 0),
    ],
    ids=["warnings", "strict", "nothing", "an error", "enough", "too little", "all"],
)
def test_the_exit_code(
    findings: list[Finding], given: argparse.Namespace, code: int
) -> None:
    assert status(findings, scored(findings), given) == code
