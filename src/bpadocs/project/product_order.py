"""The order that a product keeps of its rules, written into product.yaml.

Those who localize a model go by the place of an entry, so a name is only ever added at the end.
"""

from collections.abc import Sequence

from bpadocs.formats.yaml.lists import has_items, with_item
from bpadocs.rule.keys import product_key_order


def with_order(text: str, names: Sequence[str]) -> str:
    """Return a product.yaml that keeps this order; it has none yet."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = ["order:", *[f"  - {name}" for name in names], ""]
    start = text if text.endswith("\n") else text + newline
    return start + newline.join(lines)


def with_name(text: str, name: str) -> str:
    """Return a product.yaml with one more name at the end of its order, if it keeps one."""
    if not has_items(text, "order"):
        return text
    return with_item(text, "order", name, product_key_order)
