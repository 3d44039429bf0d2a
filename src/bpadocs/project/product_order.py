"""The order that a product keeps of its rules, written into product.yaml.

Those who localize a model go by the place of an entry, so a name is only ever added at the end.
"""

from collections.abc import Sequence

from bpadocs.formats.yaml.nodes import ListNode, Source


def with_order(text: str, names: Sequence[str]) -> str:
    """Return a product.yaml that keeps this order; it has none yet."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = ["order:", *[f"  - {name}" for name in names], ""]
    start = text if text.endswith("\n") else text + newline
    return start + newline.join(lines)


def with_name(path: str, text: str, name: str) -> str:
    """Return a product.yaml that has one more name at the end of its order."""
    found = Source(path, text).node(["order"])
    if not isinstance(found, ListNode) or not found.items:
        return text
    last = found.items[-1]
    if found.flow:
        return f"{text[: last.end]}, {name}{text[last.end :]}"
    start = text.rfind("\n", 0, last.start) + 1
    marker = text[start : last.start]
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"{text[: last.end]}{newline}{marker}{name}{text[last.end :]}"
