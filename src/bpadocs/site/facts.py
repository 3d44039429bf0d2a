"""What the site knows of a rule besides its texts: states, findings, how the English changed, what a checker prints."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bpadocs.labels import Labels
from bpadocs.lint.findings import Finding
from bpadocs.lint.rules import lint_rule_of
from bpadocs.lint.unit import Passage
from bpadocs.model import SOURCE_LANGUAGE, Rule, Text
from bpadocs.provenance import State
from bpadocs.settings import Settings

PROVENANCE_CHECKS = frozenset({"stale", "edited-unconfirmed", "missing", "untracked"})
"""Findings that say of a field what its state says already."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding in a text: a span of it by offsets, none (start = end) where it is about the whole."""

    finding: Finding
    start: int
    end: int


@dataclass(frozen=True)
class Facts:
    """One rule's."""

    states: Mapping[str, Mapping[str, State]]
    """By language and field; English too, always current."""
    spots: Mapping[tuple[str, str], Sequence[Spot]] = field(default_factory=dict)
    """By language and field, plural forms as `impact.one`; about no field, under an empty name."""
    before: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    """By language and field, the English that a stale translation was made from, where git still has it."""

    def open_fields(self, language: str) -> int:
        """How many fields need somebody."""
        return sum(1 for state in self.states[language].values() if state is not State.CURRENT)


def spots_of(
    rule: Rule, findings: Iterable[Finding], settings: Settings, labels: Mapping[str, Labels]
) -> dict[tuple[str, str], list[Spot]]:
    """The findings on one rule, each with its span in the text it is about."""
    found: defaultdict[tuple[str, str], list[Spot]] = defaultdict(list)
    passages = None
    for finding in findings:
        if finding.check in PROVENANCE_CHECKS:
            continue
        passages = passages or lint_rule_of(rule, settings, labels)
        passage = passages.passage(finding.language, finding.field)
        start, end = _span(passage, finding)
        found[finding.language, finding.field or ""].append(Spot(finding, start, end))
    return dict(found)


def _span(passage: Passage, finding: Finding) -> tuple[int, int]:
    """A place in the file back into offsets of the text. Places only ever move forward with offsets."""
    place = finding.place
    if not passage.text or (place.line, place.column) == (place.end_line, place.end_column):
        return 0, 0
    offsets = range(len(passage.text))
    start = bisect_left(offsets, (place.line, place.column), key=passage.locate)
    last = bisect_left(offsets, (place.end_line, place.end_column - 1), key=passage.locate)
    return min(start, len(passage.text)), min(last + 1, len(passage.text))


def stale_fields(rule: Rule, states: Mapping[str, Mapping[str, State]]) -> Iterable[tuple[str, str, str]]:
    """Language, field, and the fingerprint of the English that the translation was made from."""
    for language, fields in states.items():
        translation = rule.text.get(language)
        if language == SOURCE_LANGUAGE or translation is None:
            continue
        for name, state in fields.items():
            stamp = translation.stamps.get(name)
            if stamp and state in (State.STALE, State.EDITED):
                yield language, name, stamp.source
