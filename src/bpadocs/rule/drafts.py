"""Rules that nobody has written yet: their texts are those that `bpa new` puts there."""

from collections.abc import Mapping
from typing import Final

from bpadocs.rule.model import Rule, Text

STARTERS: Final[Mapping[str, str]] = {
    "description": "One sentence for search engines.",
    "issue": "What was found. The checker prints it; plain text, with arguments in braces.",
    "impact": "What may come of it.",
    "resolution": "What to do.",
    "resolution_details": "How to do it, step by step: Markdown, for the page alone.",
}
"""The English of a new rule, by field. Its title is made of its id, and may stay."""
_STARTERS_OF_0_1: Final[Mapping[str, str]] = {
    "issue": "What was found. The checker prints it; plain text and {{arguments}}.",
}
"""What stands instead in a file that bpadocs 0.1 began."""


def is_starter(name: str, text: Text | None) -> bool:
    """Whether the English of a field is that of a new rule."""
    return text in (STARTERS[name], _STARTERS_OF_0_1.get(name, STARTERS[name]))


def untouched(rule: Rule) -> tuple[str, ...]:
    """Return the fields whose English is still that of a new rule."""
    return tuple(name for name in STARTERS if is_starter(name, rule.english.get(name)))
