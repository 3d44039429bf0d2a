"""How good translations are, as MQM scores them: penalty points for each thousand words."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.mqm import POINTS
from bpadocs.lint.subject import Subject


class PageKey(NamedTuple):
    """A rule or a page in one language, by the names that findings have for both."""

    rule: str
    locale: str


Words = Mapping[PageKey, int]
"""How many words of English the texts of each page were made from."""


@dataclass(frozen=True, slots=True)
class Score:
    """What was found in so many words."""

    words: int
    found: Mapping[Level, int] = field(default_factory=dict)

    @property
    def points(self) -> int:
        """The penalty points of all findings."""
        return sum(POINTS[level] * number for level, number in self.found.items())

    @property
    def per_thousand(self) -> float:
        """The penalty points for each thousand words."""
        return 1000 * self.points / max(self.words, 1)

    @property
    def quality(self) -> float:
        """What is left of 100: MQM takes away one for each ten points in a thousand words."""
        words = max(self.words, 1)
        # divided once: a score of 35.6 would be a little less after a second rounding
        return max(0.0, 100 * (words - self.points) / words)

    @property
    def rounded(self) -> str:
        """The quality with one decimal, rounded down: only what has no fault has 100.0."""
        return f"{math.floor(self.quality * 10) / 10:.1f}"


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a run."""

    locales: Mapping[str, Score] = field(default_factory=dict)
    """English first, then in the order of the project."""
    pages: Mapping[PageKey, Score] = field(default_factory=dict)
    """Those on which something was found; all others are without fault."""

    def below(self, least: float) -> list[str]:
        """Return the locales whose quality is less than this."""
        return [
            locale for locale, score in self.locales.items() if score.quality < least
        ]


def words_of(subject: Subject) -> dict[PageKey, int]:
    """Return how many words of the source the texts of a rule or a page have, by language.

    Words of the source are counted for every language, so that the scores of languages that write
    with few blanks, or with none, can be compared with the others.
    """
    by_field = {name: len(one.text.split()) for name, one in subject.english.items()}
    counts = Counter({subject.source_language: sum(by_field.values())})
    for language, name in subject.units:
        counts[language] += by_field.get(name, 0)
    found = {}
    for language, number in counts.items():
        locale = subject.locales.get(language, language)
        found[PageKey(subject.id, locale)] = number
    return found


def scores_of(
    findings: Iterable[Finding],
    words: Words,
    checks: Sequence[Check],
    locales: Sequence[str] = (),
) -> Scores:
    """Return the scores of these pages.

    Checks that say nothing about how good a translation is take no points. The locales come in the
    order given, others after them.
    """
    weighty = {check.name for check in checks if check.mqm is not None}
    by_page: dict[PageKey, Counter[Level]] = {}
    by_locale: dict[str, Counter[Level]] = {}
    for finding in findings:
        key = PageKey(finding.rule, finding.locale)
        own = by_page.setdefault(key, Counter())
        if finding.check in weighty and finding.locale:
            own[finding.severity] += 1
            by_locale.setdefault(key.locale, Counter())[finding.severity] += 1
    total = Counter(dict.fromkeys(locales, 0))
    for key, number in words.items():
        total[key.locale] += number
    return Scores(
        locales={
            locale: Score(number, by_locale.get(locale, {}))
            for locale, number in total.items()
        },
        pages={
            key: Score(words[key], found)
            for key, found in by_page.items()
            if words.get(key)
        },
    )
