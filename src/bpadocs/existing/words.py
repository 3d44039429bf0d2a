"""The words of a page's furniture: what each language calls them, and what stands for what."""

import re
from collections.abc import Mapping
from typing import Final

from bpadocs.existing.page import PROPERTIES
from bpadocs.existing.reader import bare
from bpadocs.furniture import APPLIES_TO, CATEGORIES, HEADINGS, SEVERITIES
from bpadocs.labels import Labels
from bpadocs.model import Category, Severity

TABLE_WORDS: Final[Mapping[str, str]] = {
    "property": "Property",
    "operating_system": "Operating System",
    "product": "Product/Feature",
    "severity": "Severity",
    "category": "Category",
}
DETAILS: Final = "Details"

_APPLIES_TO = re.compile(r">?\s*[*_]*applies\s+to[*_]*\s*:?\s*[*_]*\s*:?\s*(.*?)[*_]*\s*$", re.IGNORECASE | re.DOTALL)


def known_words(labels: Labels) -> Mapping[str, str]:
    """Bare words of headings and table labels in this language, and what they stand for.

    A value of the table, `= ` before it, stands for its row.
    """
    words = {bare(labels.word("heading", english)): name for name, english in HEADINGS.items()}
    words |= {bare(labels.word("table", TABLE_WORDS[name])): name for name in PROPERTIES}
    for row, values in (("severity", SEVERITIES.values()), ("category", CATEGORIES.values())):
        words |= {f"= {bare(word)}": row for english in values for word in (english, labels.word(row, english))}
    return words


def applies_to_systems(english: str) -> str | None:
    """What stands behind “Applies To:” on an English page."""
    found = _APPLIES_TO.match(english)
    return " ".join(found[1].replace("\n>", "\n").split()) if found else None


def applies_to(labels: Labels, systems: str) -> str:
    return labels.word("page", APPLIES_TO).replace("{operating_systems}", systems)


def severity_of(english: str) -> Severity | None:
    """The severity an English table states; Info is short for Information."""
    word = bare(english)
    named = {value.casefold(): key for key, value in SEVERITIES.items()}
    return named.get({"info": "information", "informational": "information"}.get(word, word))


def category_of(english: str) -> Category | None:
    word = bare(english).replace("-", "").replace(" ", "")
    named = {value.casefold(): key for key, value in CATEGORIES.items()}
    return named.get({"operation": "operations", "prerequisite": "prerequisites"}.get(word, word))
