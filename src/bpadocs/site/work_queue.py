"""The texts of one language that wait for somebody: to be translated, mended or read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from bpadocs.lint.findings import Finding, Level
from bpadocs.rule.model import FIELDS, Rule, general_form
from bpadocs.rule.provenance import State, states
from bpadocs.site.facts import PROVENANCE_CHECKS, field_of
from bpadocs.site.frame import SiteLanguage, address, title_of
from bpadocs.site.live import SiteState
from bpadocs.site.page_view import field_label

_SHOWN: Final = 60
"""So many texts of a list are shown at once: nobody looks at a thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingText:
    """A text that waits."""

    rule: str
    title: str
    """Of the rule."""
    address: str
    """Of the rule's page, below the folder of a view."""
    field: str
    label: str
    """What the site calls the field."""
    state: State
    errors: int
    warnings: int
    words: int
    """Of its English."""
    is_read: bool
    """Whether somebody has read it beside the English."""

    @property
    def is_to_do(self) -> bool:
        """Whether it is not of the English of now, or has errors; else it waits to be read."""
        return self.state is not State.CURRENT or self.errors > 0


@dataclass(frozen=True, slots=True)
class WaitingTexts:
    """A list of texts that wait, and what of it is shown."""

    count: int
    words: int
    shown: Sequence[WaitingText]
    more: int
    """How many there are besides."""


class _TextsOfRule(NamedTuple):
    """The texts of a rule that wait, and what they were found from."""

    rule: Rule
    findings: Sequence[Finding]
    texts: Sequence[WaitingText]


class WorkQueue:
    """The texts that wait in each language. What has not changed is not looked at again."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _TextsOfRule] = {}

    def texts(self, state: SiteState, language: SiteLanguage) -> list[WaitingText]:
        """Return all texts of a language that wait; first those of the rules with errors."""
        found = []
        for rule in state.project.rules:
            found.append(self._of_rule(rule, state, language))
        ordered = sorted(found, key=lambda texts: not any(one.errors for one in texts))
        return [*chain.from_iterable(ordered)]

    def _of_rule(
        self, rule: Rule, state: SiteState, language: SiteLanguage
    ) -> Sequence[WaitingText]:
        key = language.locale, rule.id
        findings = state.run.findings.get(rule.id, ())
        known = self._known.get(key)
        if known and known.rule is rule and known.findings is findings:
            return known.texts
        texts = [*_waiting(rule, findings, language)]
        self._known[key] = _TextsOfRule(rule, findings, texts)
        return texts


def window(texts: Sequence[WaitingText], rule: str | None) -> WaitingTexts:
    """Return a list with the part of it that is shown: from the texts of this rule on."""
    start = 0
    for number, one in enumerate(texts):
        if one.rule == rule:
            # with a few before it, to see where one is
            start = max(0, min(number - 5, len(texts) - _SHOWN))
            break
    shown = texts[start : start + _SHOWN]
    return WaitingTexts(
        count=len(texts),
        words=sum(one.words for one in texts),
        shown=shown,
        more=len(texts) - len(shown),
    )


def _waiting(
    rule: Rule, findings: Sequence[Finding], language: SiteLanguage
) -> Iterator[WaitingText]:
    levels = levels_of(findings, language.code)
    title = title_of(rule, language).text
    translation = rule.text.get(language.code)
    found = states(rule, language.code)
    for name in FIELDS:
        if name not in found:
            continue
        stamp = translation.stamps.get(name) if translation else None
        is_read = bool(stamp and stamp.reviewed)
        own = levels.get(name, {})
        text = WaitingText(
            rule=rule.id,
            title=title,
            address=address(rule),
            field=name,
            label=field_label(name, language),
            state=found[name],
            errors=own.get(Level.ERROR, 0),
            warnings=own.get(Level.WARNING, 0),
            words=len(general_form(rule.english[name]).split()),
            is_read=is_read,
        )
        if text.is_to_do or not is_read:
            yield text


def levels_of(
    findings: Sequence[Finding], language: str
) -> Mapping[str, Mapping[Level, int]]:
    """Return how many findings of each level the fields of a language have, but on their states."""
    counts: dict[str, dict[Level, int]] = {}
    for finding in findings:
        if finding.language != language or finding.check in PROVENANCE_CHECKS:
            continue
        own = counts.setdefault(field_of(finding), {})
        own[finding.severity] = own.get(finding.severity, 0) + 1
    return counts
