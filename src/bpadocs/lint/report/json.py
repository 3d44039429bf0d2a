"""A list of objects, one a finding, or one a group of them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bpadocs.lint.findings import Finding, Place
from bpadocs.lint.report import Report
from bpadocs.lint.score import PageKey, Score, Scores
from bpadocs.shown import as_json


def render(report: Report) -> str:
    """Return the findings as JSON."""
    return as_json(_entries(report))


def _entries(report: Report) -> list[dict[str, Any]]:
    """Return the findings as plain data."""
    kinds = {check.name: check.mqm for check in report.checks}
    waiting: Counter[str] = Counter()
    for finding in report.findings:
        waiting[finding.locale] += _words(finding)
    # all findings on a page have the same
    score_of: dict[PageKey, dict[str, Any]] = {}
    found = []
    for finding in report.findings:
        entry = _entry(finding, kinds)
        if finding.words:
            entry["waiting"] = {
                "words": _words(finding),
                "locale_words": waiting[finding.locale],
            }
        if finding.elsewhere:
            entry["places"] = [_where(one) for one in finding.places]
        if finding in report.diffs:
            entry["diff"] = report.diffs[finding]
        key = PageKey(finding.rule, finding.locale)
        if key not in score_of:
            score_of[key] = _scores_of(key, report.scores)
        if score_of[key]:
            entry["score"] = score_of[key]
        found.append(entry)
    return found


def _words(finding: Finding) -> int:
    """Return how many words of English wait because of a finding, at all its places."""
    return sum(one.words for one in finding.places)


def _entry(finding: Finding, kinds: Mapping[str, str | None]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "check": finding.check,
        "severity": finding.severity,
        "mqm": kinds.get(finding.check),
        **_where(finding),
        "locale": finding.locale,
        "message": finding.message,
    }
    if finding.fix:
        entry["fix"] = {**_place(finding.fix.place), "text": finding.fix.text}
    if finding.also:
        entry["also"] = [_entry(one, kinds) for one in finding.also]
    return entry


def _where(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        **_place(finding.place),
        "rule": finding.rule,
        "field": finding.field,
    }


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _scores_of(key: PageKey, scores: Scores) -> dict[str, Any]:
    """Return how good a page and its language are, as far as they are scored."""
    found = {}
    page = scores.pages.get(key)
    if page:
        found["page"] = _score_data(page)
    locale = scores.locales.get(key.locale)
    if locale:
        found["locale"] = _score_data(locale)
    return found


def scores_data(scores: Scores) -> dict[str, Any]:
    """Return all scores as plain data: of each language, and of each page that has a fault."""
    pages = []
    for key, score in scores.pages.items():
        if score.points:
            pages.append({"rule": key.rule, "locale": key.locale, **_score_data(score)})
    locales = {locale: _score_data(score) for locale, score in scores.locales.items()}
    return {"locales": locales, "pages": pages}


def _score_data(score: Score) -> dict[str, Any]:
    """Return a score as plain data."""
    return {
        "words": score.words,
        "points": score.points,
        "points_per_1000_words": round(score.per_thousand, 2),
        "score": round(score.quality, 2),
    }
