"""The score of a page and of a language, as MQM reckons it."""

from finding_helpers import finding
from lint_helpers import rule, unit

from bpadocs.lint.findings import Level
from bpadocs.lint.registry import CHECKS
from bpadocs.lint.score import PageKey, Score, Scores, scores_of, words_of

PAGE = PageKey("page", "fr-fr")
WORDS = {PAGE: 300, PageKey("other", "fr-fr"): 200, PageKey("page", "it-it"): 300}


def test_points_are_weighted_and_for_each_thousand_words() -> None:
    score = Score(500, {Level.ERROR: 1, Level.WARNING: 3, Level.HINT: 2})
    assert score.points == 25 + 3 * 5 + 2
    assert score.per_thousand == 84
    assert score.quality == 91.6


def test_a_score_of_one_decimal_is_shown_as_it_is_and_reaches_itself() -> None:
    score = Score(1000, {Level.HINT: 644})
    assert (score.quality, score.rounded) == (35.6, "35.6")
    assert Scores(locales={"fr-fr": score}).below(35.6) == []


def test_a_page_that_is_worse_than_none_has_no_quality_left() -> None:
    assert Score(10, {Level.ERROR: 2}).quality == 0


def test_a_page_without_words_is_not_divided_by_nothing() -> None:
    assert Score(0, {Level.HINT: 1}).quality == 0
    assert Score(0).quality == 100


def test_pages_and_locales_are_scored_by_themselves() -> None:
    findings = [
        finding("terms", 1, 1, 5),
        finding("literals", 2, 1, 5, level=Level.ERROR),
        finding("terms", 1, 1, 5, rule="other"),
    ]
    scores = scores_of(findings, WORDS, CHECKS, ["it-it", "fr-fr"])
    assert list(scores.locales) == ["it-it", "fr-fr"]
    assert scores.locales["it-it"].quality == 100
    assert scores.locales["fr-fr"].points == 35
    assert scores.locales["fr-fr"].per_thousand == 70
    assert scores.pages[PAGE].per_thousand == 100
    assert scores.below(99) == ["fr-fr"]
    assert scores.below(93) == []


def test_what_says_nothing_about_quality_takes_no_points() -> None:
    untracked = finding("untracked", 1, 1, 5)
    no_check = finding("broken-file", 1, 1, 5, level=Level.ERROR)
    scores = scores_of([untracked, no_check], WORDS, CHECKS)
    assert scores.locales["fr-fr"].points == 0


def test_the_words_are_those_of_the_english() -> None:
    title = unit(
        "Keep clocks in step", "Garder les horloges à la même heure", field="title"
    )
    issue = unit("They are not.", "아닙니다.", "ko", field="issue")
    subject = rule(title, issue)
    assert words_of(subject) == {
        (subject.id, "en-us"): 7,
        (subject.id, "fr-fr"): 4,
        (subject.id, "ko-kr"): 3,
    }
