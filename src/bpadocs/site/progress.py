"""How far translations are: states, reviews, findings, and the words that are left."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bpadocs.lint.findings import Finding, Level
from bpadocs.rule.model import Origin, Plural, Rule, Stamp, Text
from bpadocs.rule.provenance import State
from bpadocs.site.facts import LEVELS, beside_states
from bpadocs.site.frame import OPEN

Since = Mapping[tuple[str, str], int]
"""By language and field of a rule, when the English of a stale text changed: seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the translation of a rule, or of many, into one language is."""

    states: Mapping[State, int]
    """How many texts are in each state; those in which none are may be left out."""
    reviewed: int = 0
    """How many of the current texts have been reviewed."""
    machine: int = 0
    """How many of the current texts a machine made."""
    to_translate: int = 0
    """The words of English of texts that are missing or stale."""
    to_review: int = 0
    """The words of English of all other texts that nobody has reviewed as they are now."""
    levels: Mapping[Level, int] = field(default_factory=dict)
    """How many findings of each level there are, the states left out."""
    fixable: int = 0
    """How many of the findings `bpa lint --fix` mends."""
    stale_since: int | None = None
    """When the English of the oldest stale text changed, in seconds since 1970."""

    @property
    def texts(self) -> int:
        """How many texts there are to translate."""
        return sum(self.states.values())

    @property
    def state(self) -> State:
        """The worst state of a text."""
        for state in OPEN:
            if self.states.get(state):
                return state
        return State.CURRENT

    @property
    def as_bad(self) -> int:
        """How many texts are as bad as the worst one; none where all are current."""
        if self.state is State.CURRENT:
            return 0
        return self.states[self.state]

    @property
    def level(self) -> Level | None:
        """The worst level of a finding."""
        for level in LEVELS:
            if self.levels.get(level):
                return level
        return None

    @property
    def is_to_do(self) -> bool:
        """Whether somebody has to act: a text is not current, or has an error."""
        return self.state is not State.CURRENT or self.level is Level.ERROR

    @property
    def is_reviewed(self) -> bool:
        """Whether every text is current and has been reviewed."""
        return self.texts > 0 and self.reviewed == self.texts


def together(parts: Iterable[Progress]) -> Progress:
    """Return the progress of many rules as that of one."""
    every = list(parts)
    states: Counter[State] = Counter()
    levels: Counter[Level] = Counter()
    for part in every:
        states.update(part.states)
        levels.update(part.levels)
    stale = [part.stale_since for part in every if part.stale_since is not None]
    return Progress(
        states=states,
        reviewed=sum(part.reviewed for part in every),
        machine=sum(part.machine for part in every),
        to_translate=sum(part.to_translate for part in every),
        to_review=sum(part.to_review for part in every),
        levels=levels,
        fixable=sum(part.fixable for part in every),
        stale_since=min(stale, default=None),
    )


def progress_of(
    rule: Rule,
    states: Mapping[str, Mapping[str, State]],
    findings: Sequence[Finding],
    since: Since,
) -> dict[str, Progress]:
    """Return how far a rule is in each language, given the states of its texts by language.

    The source has findings and nothing to translate.
    """
    by_language: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in beside_states(findings):
        by_language[finding.language].append(finding)
    words = {name: count_words(text) for name, text in rule.english.items()}
    found = {}
    for language, own in states.items():
        texts = () if language == rule.source_language else own.items()
        found[language] = progress_in(
            texts=texts,
            stamps=rule.text[language].stamps if language in rule.text else {},
            words=words,
            findings=by_language[language],
            since=[time for (one, _), time in since.items() if one == language],
        )
    return found


def progress_in(
    texts: Iterable[tuple[str, State]],
    stamps: Mapping[str, Stamp],
    words: Mapping[str, int],
    findings: Sequence[Finding] = (),
    since: Sequence[int] = (),
) -> Progress:
    """Return how far a rule is in one language, given the states of its texts."""
    states: Counter[State] = Counter()
    reviewed = machine = to_translate = to_review = 0
    for name, state in texts:
        states[state] += 1
        stamp = stamps.get(name) if state is State.CURRENT else None
        is_reviewed = stamp is not None and stamp.reviewed
        reviewed += is_reviewed
        machine += stamp is not None and stamp.origin is Origin.MACHINE
        if state in (State.MISSING, State.STALE):
            to_translate += words[name]
        elif not is_reviewed:
            to_review += words[name]
    return Progress(
        states=states,
        reviewed=reviewed,
        machine=machine,
        to_translate=to_translate,
        to_review=to_review,
        levels=Counter(finding.severity for finding in findings),
        fixable=sum(bool(finding.safe_fixes) for finding in findings),
        stale_since=min(since, default=None),
    )


def count_words(text: Text) -> int:
    """Return how many words an English text has; of plural forms, all of them."""
    if isinstance(text, Plural):
        return sum(len(form.split()) for form in text.forms.values())
    return len(text.split())
