"""The shared words as published pages have them, and what they mean."""

import re
from collections.abc import Mapping

from bpadocs.published.wording import bare
from bpadocs.rule.model import Category, Severity
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import (
    APPLIES_TO,
    CATEGORIES,
    HEADINGS,
    PROPERTY_LABELS,
    SEVERITIES,
)

_APPLIES_TO = re.compile(
    r">?\s*+[*_]*+applies\s++to[*_]*+\s*+:?\s*+[*_]*+\s*+:?\s*+(.*)",
    re.IGNORECASE | re.DOTALL,
)


def known_words(labels: Labels) -> Mapping[str, str]:
    """Return what the bare words of headings and table labels mean in this language.

    A value of the table, with `= ` before it, means its row.
    """
    words: dict[str, str] = {}
    for name, english in HEADINGS.items():
        words |= dict.fromkeys(_wordings(labels, "heading", english), name)
    for name, english in PROPERTY_LABELS.items():
        words |= dict.fromkeys(_wordings(labels, "table", english), name)
    rows = {"severity": SEVERITIES.values(), "category": CATEGORIES.values()}
    for row, values in rows.items():
        for english in values:
            for wording in (bare(english), *_wordings(labels, row, english)):
                words[f"= {wording}"] = row
    return words


def _wordings(labels: Labels, context: str, english: str) -> tuple[str, str]:
    """Return a word as a page may have it: as it is, and marked as English where it has no
    translation.
    """
    return bare(labels.word(context, english)), bare(labels.on_page(context, english))


def applies_to_systems(english: str) -> str | None:
    """Return what follows “Applies To:” on an English page; nothing where it has no such line."""
    found = _APPLIES_TO.match(english)
    if found is None:
        return None
    systems = found[1].rstrip().rstrip("*_").replace("\n>", "\n")
    return " ".join(systems.split())


def applies_to(labels: Labels, systems: str) -> str:
    """Return the line “Applies To” in a language."""
    return labels.filled("page", APPLIES_TO, operating_systems=systems)


def severity_of(english: str) -> Severity | None:
    """Return the severity that an English table states; Info is short for Information."""
    word = bare(english)
    named = {value.casefold(): key for key, value in SEVERITIES.items()}
    return named.get(
        {"info": "information", "informational": "information"}.get(word, word)
    )


def category_of(english: str) -> Category | None:
    """Return the category that an English table states, in any spelling that pages have."""
    word = bare(english).replace("-", "").replace(" ", "")
    named = {value.casefold(): key for key, value in CATEGORIES.items()}
    return named.get(
        {"operation": "operations", "prerequisite": "prerequisites"}.get(word, word)
    )
