"""Rules that nobody has written yet: their texts are those that `bpa new` puts there."""

from collections.abc import Mapping
from typing import Final

from bpadocs.rule.model import Rule

STARTERS: Final[Mapping[str, str]] = {
    "description": "One sentence for search engines.",
    "issue": "What was found. The checker prints it; plain text, with arguments in braces.",
    "impact": "What may come of it.",
    "resolution": "What to do.",
    "resolution_details": "How to do it, step by step: Markdown, for the page alone.",
}
"""The English of a new rule, by field. Its title is made of its id, and may stay."""


def untouched(rule: Rule) -> tuple[str, ...]:
    """Return the fields whose English is still that of a new rule."""
    found = []
    for name, starter in STARTERS.items():
        if rule.english.get(name) == starter:
            found.append(name)
    return tuple(found)
