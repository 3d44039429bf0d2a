"""How far each language is: its fields by state, for each product and for the shared words."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from bpadocs.project.shared_words import words_of
from bpadocs.project.tree import Project
from bpadocs.rule.provenance import State
from bpadocs.translators.stamping import count_states


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The fields of one product in one language, counted by state."""

    locale: str
    product: str | None
    """None for the words that all pages share."""
    counts: Mapping[State, int]

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
    rows = []
    source = settings.source_language
    if source in words:
        rows.append(StatusRow(settings.locales[source], None, words[source].states))
    counted = count_states(project.rules, settings.translations)
    for language, of_language in groupby(counted, key=itemgetter(0)):
        locale = settings.locales[language]
        for _, product, counts in of_language:
            rows.append(StatusRow(locale, product, counts))
        rows.append(StatusRow(locale, None, words[language].states))
    return rows
