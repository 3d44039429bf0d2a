"""How the English of a page has changed since the page was translated."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bpadocs.pages.front_matter import HASH_KEY
from bpadocs.pages.published import Span

STALE_BLOCK: Final = "stale-block"
ENGLISH_REVISION: Final = "english-revision"
"""The checks that tell of drift: block by block, and of a page as a whole."""
HISTORY: Final = "history"
"""Stands among the keys for the history of both pages."""
MADE_FROM: Final = (
    HASH_KEY,
    "ms.sourcegitcommit",
    "l10n.sourceCommit",
    "source-commit",
    HISTORY,
)
"""What tells which English a page was made from, where the settings say nothing."""


class Revision(StrEnum):
    """How the English that a translation was made from compares with the English of now."""

    THIS = "this"
    FRONT_MATTER = "front matter"
    """Another one, which differed in front matter only."""
    LAYOUT = "layout"
    """Another one, and all that the page says is said by the English of now as well."""
    TEXT = "text"
    """Another one, which differed in text."""
    OTHER = "other"
    """Another one, and nothing tells how it differed."""
    GONE = "gone"
    """None that is there now: the English page was renamed or removed."""
    UNKNOWN = "unknown"
    """The page does not say."""


Settled = tuple[int, int, str]
"""A change of the older English: from where to where, and what stands there now."""


class Became(StrEnum):
    """What became of the English of a block."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class BlockDrift:
    """A block of a translation whose English has changed, is gone, or is new."""

    change: Became
    span: Span
    """Where it stands in the translation; empty, where a new one would stand."""
    message: str
    diff: str
    """How the English has changed, word by word."""
    words: int
    """How many words of English wait for a translator."""
    english: Span | None = None
    """Where it stands in the English of now; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How the English of a whole page has changed, as far as can be known."""

    revision: Revision
    reason: str = ""
    """Why nothing tells, where nothing does."""
    stated: Span | None = None
    """Where the page says which English it was made from."""
    blocks: tuple[BlockDrift, ...] = ()
    settled: tuple[Settled, ...] = ()
    """The changes that the translation has already."""
