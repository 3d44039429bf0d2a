"""How much of the English waits for the translators of each language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bpadocs.lint.findings import Finding
from bpadocs.pages.drift import BlockDrift, Change, Revision
from bpadocs.pages.pair import Locale, PagePair
from bpadocs.pages.published import Page

_NOT_KNOWN = (Revision.OTHER, Revision.UNKNOWN)
_SILENT = "no page says which English it was made from, and no history tells"


@dataclass
class NotThere:
    """Pages of one locale that are missing, and pages of which nothing tells what has changed."""

    pages: int = 0
    words: int = 0
    """How many words of English the missing pages have."""
    unknown: Counter[str] = field(default_factory=Counter)
    """How many pages, by the reason why nothing tells."""

    def add(self, pair: PagePair) -> None:
        """Count a page, if it is one of these."""
        if isinstance(pair.english, Page) and pair.page is None:
            self.pages += 1
            self.words += len(pair.english.text[pair.english.body :].split())
        elif pair.drift is not None and pair.drift.revision in _NOT_KNOWN:
            self.unknown[pair.drift.reason or _SILENT] += 1

    def update(self, other: "NotThere") -> None:
        """Add the pages of another part of the locale."""
        self.pages += other.pages
        self.words += other.words
        self.unknown.update(other.unknown)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the translators of one locale."""

    locale: str
    blocks: Mapping[Change, int]
    """How many blocks, by what became of their English."""
    words: Mapping[Change, int]
    """How many words of English these have."""
    missing: NotThere

    @property
    def all_words(self) -> int:
        """How many words of English there are to translate."""
        return sum(self.words.values()) + self.missing.words


def waiting(
    locales: Sequence[Locale],
    blocks: Iterable[tuple[Finding, BlockDrift]],
    missing: Mapping[str, NotThere],
) -> tuple[Waiting, ...]:
    """Return what waits in each of these locales."""
    numbers = {locale.locale: Counter[Change]() for locale in locales}
    words = {locale.locale: Counter[Change]() for locale in locales}
    for finding, block in blocks:
        numbers[finding.locale][block.change] += 1
        words[finding.locale][block.change] += block.words
    found = []
    for locale in locales:
        name = locale.locale
        one = Waiting(
            locale=name,
            blocks=numbers[name],
            words=words[name],
            missing=missing.get(name, NotThere()),
        )
        found.append(one)
    return tuple(found)


def as_data(one: Waiting) -> Mapping[str, Any]:
    """Return what waits in a locale as JSON has it."""
    changes = {}
    for change in Change:
        changes[change.value] = {
            "blocks": one.blocks.get(change, 0),
            "words": one.words.get(change, 0),
        }
    unknown = one.missing.unknown.most_common()
    return {
        "locale": one.locale,
        "words": one.all_words,
        **changes,
        "missing": {"pages": one.missing.pages, "words": one.missing.words},
        "unknown": [{"pages": pages, "reason": reason} for reason, pages in unknown],
    }
