"""The shared words as published pages have them, and what they mean."""

import re
from collections.abc import Mapping
from typing import Final

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


KNOWN_LIST: Final = ("argument", "list of virtual machines")
"""The one argument label that bpadocs brings along in every language: how a list is called."""


def applies_to_systems(written: str, labels: Labels) -> str | None:
    """Return what follows “Applies To:” on a page of the source; nothing without such a line."""
    found = _APPLIES_TO.match(written) or _line_of(labels).match(written)
    if found is None:
        return None
    systems = found[1].rstrip().rstrip("*_").replace("\n>", "\n")
    return " ".join(systems.split())


def _line_of(labels: Labels) -> re.Pattern[str]:
    """Return what finds the line “Applies To” in a language, whatever blanks it has."""
    line = labels.word("page", APPLIES_TO)
    before, _, _ = line.partition("{operating_systems}")
    words = before.replace("\u00a0", " ").rstrip(" :").split()
    escaped = [re.escape(word).replace("’", "['’]") for word in words]
    blank = "[\\s\u00a0]"
    return re.compile(
        rf">?\s*+[*_]*+{f'{blank}++'.join(escaped)}[*_]*+{blank}*+:?\s*+[*_]*+\s*+(.*)",
        re.IGNORECASE | re.DOTALL,
    )


def applies_to(labels: Labels, systems: str) -> str:
    """Return the line “Applies To” in a language."""
    return labels.filled("page", APPLIES_TO, operating_systems=systems)


def severity_of(written: str, labels: Labels) -> Severity | None:
    """Return the severity that a table of the source states; Info is short for Information."""
    word = bare(written)
    named = {value.casefold(): key for key, value in SEVERITIES.items()}
    for key, value in SEVERITIES.items():
        named.setdefault(bare(labels.word("severity", value)), key)
    return named.get(
        {"info": "information", "informational": "information"}.get(word, word)
    )


def category_of(written: str, labels: Labels) -> Category | None:
    """Return the category that a table of the source states, in any spelling that pages have."""
    word = _joined(written)
    named = {value.casefold(): key for key, value in CATEGORIES.items()}
    for key, value in CATEGORIES.items():
        named.setdefault(_joined(labels.word("category", value)), key)
    return named.get(
        {"operation": "operations", "prerequisite": "prerequisites"}.get(word, word)
    )


def _joined(written: str) -> str:
    """Return the words of a category as one."""
    return bare(written).replace("-", "").replace(" ", "")
