"""The keys of rule files and of product.yaml, in the order in which they are written.

Whatever reads, writes, describes or orders these files takes the keys from here.
"""

from collections.abc import Sequence
from typing import Final

from bpadocs.rule.model import FIELDS, MADE_FROM

PRODUCT_KEYS: Final = (
    "name",
    "operating_systems",
    "applies_to",
    "intro",
    "note",
    "front_matter",
    "layout",
    "model",
    "order",
    "redirects",
)
REQUIRED_IN_PRODUCT: Final = ("name", "operating_systems")

RULE_KEYS: Final = (
    "page",
    "help_id",
    "aliases",
    "redirect_from",
    "severity",
    "category",
    "operating_systems",
    "applies_to",
    "intro",
    "note",
    "arguments",
    "check",
    "front_matter",
    "layout",
    "suppress",
    "text",
)
REQUIRED_IN_RULE: Final = ("page", "severity", "category", "text")

ARGUMENT_KEYS: Final = ("type", "label", "values")
"""Of an entry of `arguments`."""
REQUIRED_IN_ARGUMENT: Final = ("type", "label")

SUPPRESSION_KEYS: Final = ("check", "field", "reason")
"""Of an entry of `suppress`."""
REQUIRED_IN_SUPPRESSION: Final = ("check", "reason")

TRANSLATION_KEYS: Final = (*FIELDS, "front_matter", "layout", "synced")
"""Of `text.<language>`."""

SYNCED_KEYS: Final = (*FIELDS, MADE_FROM)
"""Of `text.<language>.synced`."""


def key_order(path: Sequence[str]) -> Sequence[str]:
    """Return the keys that may be under this path of a rule file, in order; none where any may."""
    if not path:
        return RULE_KEYS
    if len(path) == 2 and path[0] == "text":
        return TRANSLATION_KEYS
    if path[-1] == "synced":
        return SYNCED_KEYS
    return ()


def product_key_order(path: Sequence[str]) -> Sequence[str]:
    """Return the keys that may be under this path of a product.yaml, in order."""
    if path:
        return ()
    return PRODUCT_KEYS
