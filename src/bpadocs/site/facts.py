"""What the site knows of a rule besides its texts: states, findings, how the English changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bpadocs.lint.findings import Finding, Level
from bpadocs.rule.model import Rule, Stamp, Text
from bpadocs.rule.provenance import State, is_from

LEVELS = tuple(Level)
"""The levels of findings, the worst first."""

PROVENANCE_CHECKS = frozenset({"stale", "edited-unconfirmed", "missing", "untracked"})
"""The checks whose findings say of a field what its state says already."""


@dataclass(frozen=True)
class RuleFacts:
    """What the site knows of one rule besides its texts."""

    states: Mapping[str, Mapping[str, State]]
    """By language and field; English too, always current."""
    findings: Mapping[tuple[str, str], Sequence[Finding]] = field(default_factory=dict)
    """By language and field; plural forms as `impact.one`, findings on no field as an empty one."""
    before: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    """By language and field, the English that a stale translation was made from, if git has it."""
    settled: frozenset[tuple[str, str]] = frozenset()
    """Language and field of each stale translation that `bpa carry` would settle."""
    since: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By language and field, when the English of a stale translation changed, if git knows it."""

    def of_field(self, language: str, name: str) -> list[Finding]:
        """Return the findings in a text, whichever of its plural forms they are in."""
        found: list[Finding] = []
        for (code, _), findings in self.findings.items():
            if code == language:
                found += [one for one in findings if field_of(one) == name]
        return found


def field_of(finding: Finding) -> str:
    """Return the field that a finding is about, plural forms or not; empty where it is none."""
    return (finding.field or "").partition(".")[0]


def by_field(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Return the findings on one rule by the text they are about."""
    found: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in beside_states(findings):
        found[finding.language, finding.field or ""].append(finding)
    return dict(found)


def beside_states(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that say more than the state of a text does, the worst level first."""
    found = [one for one in findings if one.check not in PROVENANCE_CHECKS]
    return sorted(found, key=lambda one: LEVELS.index(one.severity))


def moved_on(rule: Rule, language: str) -> dict[str, Stamp]:
    """Return the translated fields whose English has changed, each with its stamp."""
    translation = rule.text.get(language)
    if translation is None:
        return {}
    found = {}
    for name, stamp in translation.stamps.items():
        is_translated = name in rule.english and rule.field(language, name) is not None
        if is_translated and not is_from(stamp, rule.english[name]):
            found[name] = stamp
    return found
