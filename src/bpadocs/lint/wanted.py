"""What of the findings of a run is told: what is asked for, and not known already."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from bpadocs.lint.baseline import (
    Baseline,
    BesideKnown,
    Describe,
    compare,
    describe_by,
    renewed,
)
from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding
from bpadocs.lint.narrowing import Narrowing, apart
from bpadocs.lint.report import ReadFile
from bpadocs.lint.score import Scores
from bpadocs.lint.told_once import told_once


@dataclass(frozen=True)
class Judged:
    """The findings that are told, and how all of them compare with the baseline."""

    findings: Sequence[Finding]
    compared: BesideKnown | None
    describe: Describe


@dataclass(frozen=True)
class Wanted:
    """Which findings are told."""

    narrowing: Narrowing
    baseline: Baseline | None = None
    looked_at: Collection[str] | None = None
    """The locales of the run, if there may be others."""

    def of(
        self, findings: Sequence[Finding], read: ReadFile, checks: Iterable[Check]
    ) -> Judged:
        """Return what is told of these findings, which are all of a run."""
        describe = describe_by(read)
        if self.narrowing == Narrowing() and self.baseline is None:
            return Judged(findings, None, describe)
        every = apart(findings)
        compared = None
        if self.baseline is not None:
            compared = compare(self.baseline, every, describe, self.looked_at)
            every = [*compared.new]
        told = [finding for finding in every if self.narrowing.wants(finding)]
        by_name = {check.name: check for check in checks}
        return Judged(told_once(told, by_name), compared, describe)

    def renewed(self, judged: Judged, accepted: Iterable[Finding]) -> Baseline:
        """Return the baseline with these findings, and without what is mended."""
        if self.baseline is None or judged.compared is None:
            raise ValueError("no baseline to renew")
        return renewed(self.baseline, judged.compared, apart(accepted), judged.describe)

    def scores(self, scores: Scores) -> Scores:
        """Return the scores of the locales that are told of.

        What a score is does not depend on what is told: it counts every finding.
        """
        keeps = self.narrowing.has_locale
        locales = {
            locale: score for locale, score in scores.locales.items() if keeps(locale)
        }
        pages = {key: score for key, score in scores.pages.items() if keeps(key.locale)}
        return replace(scores, locales=locales, pages=pages)
