"""What the site knows of a rule besides its texts: states, findings, how the English changed, what a checker prints."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bpadocs.lint.findings import Finding
from bpadocs.model import Rule, Stamp, Text
from bpadocs.provenance import State, is_from

PROVENANCE_CHECKS = frozenset({"stale", "edited-unconfirmed", "missing", "untracked"})
"""Findings that say of a field what its state says already."""


@dataclass(frozen=True)
class Facts:
    """One rule's."""

    states: Mapping[str, Mapping[str, State]]
    """By language and field; English too, always current."""
    findings: Mapping[tuple[str, str], Sequence[Finding]] = field(default_factory=dict)
    """By language and field, plural forms as `impact.one`; about no field, under an empty name."""
    before: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    """By language and field, the English that a stale translation was made from, where git still has it."""


def by_field(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """The findings on one rule by the text they are about."""
    found: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.check not in PROVENANCE_CHECKS:
            found[finding.language, finding.field or ""].append(finding)
    return dict(found)


def moved_on(rule: Rule, language: str) -> dict[str, Stamp]:
    """The translated fields whose English is not the one they were made from, with the stamp that tells which was."""
    translation = rule.text.get(language)
    stamps = translation.stamps if translation else {}
    return {
        name: stamp
        for name, stamp in stamps.items()
        if name in rule.english and rule.field(language, name) is not None and not is_from(stamp, rule.english[name])
    }
