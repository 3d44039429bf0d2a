"""How far each language is: its fields by state, for each product and for the shared words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from bpadocs.pages.borrowed import lenders
from bpadocs.project.shared_words import words_of
from bpadocs.project.tree import Project
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import State
from bpadocs.translators.stamping import count_states
from bpadocs.words.cldr import fallbacks


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The fields of one product in one language, counted by state."""

    locale: str
    product: str | None
    """None for the words that all pages share."""
    counts: Mapping[State, int]
    borrowed: int = 0
    """How much of what is missing the pages of a region show in one of the `lenders`."""
    lenders: tuple[str, ...] = ()
    """The languages that it falls back to before the source, the nearest first."""

    @property
    def fields(self) -> int:
        """How many fields there are."""
        return sum(self.counts.values())

    @property
    def percentage(self) -> int:
        """Current fields among all, rounded down: 100 means nothing is left to do."""
        if not self.fields:
            return 100
        return 100 * self.counts[State.CURRENT] // self.fields


def status_of(project: Project) -> list[StatusRow]:
    """Return the products of each language in turn, and after them its shared words.

    Before them come those of a source that is not English.
    """
    settings = project.settings
    words = words_of(project)
    rows: list[StatusRow] = []
    source = settings.source_language
    if source in words:
        rows.append(StatusRow(settings.locales[source], None, words[source].states))
    counted = count_states(project.rules, settings.translations)
    for language, of_language in groupby(counted, key=itemgetter(0)):
        locale = settings.locales[language]
        near = fallbacks(language, settings.languages, source)
        lent = _borrowed(project.rules if near else (), language)
        for _, product, counts in of_language:
            rows.append(StatusRow(locale, product, counts, lent[product], near))
        own = words[language]
        rows.append(
            StatusRow(
                locale=locale,
                product=None,
                counts=own.states,
                borrowed=own.borrowed,
                lenders=near,
            )
        )
    return rows


def _borrowed(rules: Iterable[Rule], language: str) -> Counter[str]:
    """Return by product how many missing texts another language stands in for."""
    counts: Counter[str] = Counter()
    for rule in rules:
        lent = lenders(rule, language)
        counts[rule.product.id] += len(lent.keys() & rule.english.keys())
    return counts
