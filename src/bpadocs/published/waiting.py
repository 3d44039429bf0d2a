"""How much of the English waits for the translators of each language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bpadocs.lint.findings import Finding
from bpadocs.pages.drift import Became, BlockDrift, Revision
from bpadocs.pages.pair import Locale

NOT_KNOWN: Final = (Revision.OTHER, Revision.UNKNOWN)
"""Of such pages is not known which of their blocks are stale."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How many blocks or pages, and how many words of English they have."""

    number: int = 0
    words: int = 0

    def plus(self, words: int) -> "Amount":
        """Return the amount with one more, which has this number of words."""
        return Amount(self.number + 1, self.words + words)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the translators of one locale."""

    locale: str
    blocks: Mapping[Became, Amount]
    """The stale blocks, by what became of their English."""
    pages: Amount
    """The pages that are not translated at all."""
    unknown: Mapping[str, int]
    """Of how many pages is not known what has changed, by the reason why."""

    @property
    def words(self) -> int:
        """How many words of English there are to translate."""
        return self.pages.words + sum(one.words for one in self.blocks.values())


def waiting(
    locales: Sequence[Locale],
    findings: Sequence[Finding],
    blocks: Mapping[Finding, BlockDrift],
    unknown: Mapping[tuple[str, str], int],
) -> tuple[Waiting, ...]:
    """Return what waits in each of these locales, of all that findings tell.

    A finding with words that is about no block is about a page that is not there.
    """
    found = []
    for locale in locales:
        name = locale.locale
        own: dict[Became, Amount] = {}
        pages = Amount()
        for finding in findings:
            if finding.locale != name:
                continue
            block = blocks.get(finding)
            if block is not None:
                change = block.change
                own[change] = own.get(change, Amount()).plus(block.words)
            elif finding.words:
                pages = pages.plus(finding.words)
        reasons: Counter[str] = Counter()
        for (where, reason), number in unknown.items():
            if where == name:
                reasons[reason] += number
        of_locale = Waiting(
            locale=name,
            blocks=own,
            pages=pages,
            unknown=reasons,
        )
        found.append(of_locale)
    return tuple(found)
