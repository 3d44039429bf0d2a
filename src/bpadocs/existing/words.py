"""The words of a page's furniture: what each language calls them, and what stands for what."""

import re
from collections.abc import Mapping
from typing import Final

from bpadocs.existing.page import PROPERTIES
from bpadocs.existing.reader import bare
from bpadocs.furniture import APPLIES_TO, CATEGORIES, HEADINGS, SEVERITIES, TABLE, on_page
from bpadocs.labels import Labels
from bpadocs.model import Category, Severity

TABLE_WORDS: Final = {name: english for name, english in TABLE.items() if name != "details"}
DETAILS: Final = TABLE["details"]

_APPLIES_TO = re.compile(r">?\s*+[*_]*+applies\s++to[*_]*+\s*+:?\s*+[*_]*+\s*+:?\s*+(.*)", re.IGNORECASE | re.DOTALL)


def known_words(labels: Labels) -> Mapping[str, str]:
    """Bare words of headings and table labels in this language, and what they stand for.

    A value of the table, `= ` before it, stands for its row.
    """
    words: dict[str, str] = {}
    for name, english in HEADINGS.items():
        words |= dict.fromkeys(_wordings(labels, "heading", english), name)
    for name in PROPERTIES:
        words |= dict.fromkeys(_wordings(labels, "table", TABLE_WORDS[name]), name)
    for row, values in (("severity", SEVERITIES.values()), ("category", CATEGORIES.values())):
        for english in values:
            wordings = (bare(english), *_wordings(labels, row, english))
            words |= {f"= {wording}": row for wording in wordings}
    return words


def _wordings(labels: Labels, context: str, english: str) -> tuple[str, str]:
    """Return a word as a page may have it: as it is, and marked as English where it has no translation."""
    return bare(labels.word(context, english)), bare(on_page(labels, context, english))


def applies_to_systems(english: str) -> str | None:
    """What stands behind “Applies To:” on an English page."""
    found = _APPLIES_TO.match(english)
    return " ".join(found[1].rstrip().rstrip("*_").replace("\n>", "\n").split()) if found else None


def applies_to(labels: Labels, systems: str) -> str:
    return labels.filled("page", APPLIES_TO, operating_systems=systems)


def severity_of(english: str) -> Severity | None:
    """The severity an English table states; Info is short for Information."""
    word = bare(english)
    named = {value.casefold(): key for key, value in SEVERITIES.items()}
    return named.get({"info": "information", "informational": "information"}.get(word, word))


def category_of(english: str) -> Category | None:
    word = bare(english).replace("-", "").replace(" ", "")
    named = {value.casefold(): key for key, value in CATEGORIES.items()}
    return named.get({"operation": "operations", "prerequisite": "prerequisites"}.get(word, word))
