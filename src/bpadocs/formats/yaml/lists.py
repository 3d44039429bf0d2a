"""Entries of a list in a YAML file, added, replaced and removed; all else stays as it is."""

from collections.abc import Sequence

from bpadocs.formats.yaml.edit import Order, edit
from bpadocs.formats.yaml.nodes import ListNode, MapNode, Node, ScalarNode, Source

_BYTE_ORDER_MARK = "\ufeff"


def with_item(text: str, key: str, item: str, order: Order) -> str:
    """Return the text with one more entry at the end of the list under this key.

    Where there is no list yet it is made, at its place in the order of keys. An entry that is there
    is not added again.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        return _BYTE_ORDER_MARK + with_item(text[1:], key, item, order)
    found = _list(text, key)
    if found is None or not found.items:
        return _with_new_list(text, key, item, order)
    if item in _values(found.items):
        return text
    last = found.items[-1]
    if found.flow:
        return f"{text[: last.end]}, {item}{text[last.end :]}"
    start = text.rfind("\n", 0, last.start) + 1
    marker = text[start : last.start]
    return f"{text[: last.end]}{_newline(text)}{marker}{item}{text[last.end :]}"


def has_items(text: str, key: str) -> bool:
    """Whether there is a list with entries under this key."""
    return bool(_items(text.removeprefix(_BYTE_ORDER_MARK), key))


def with_item_replaced(text: str, key: str, old: str, new: str) -> str:
    """Return the text with another entry in the place of this one, if it is there."""
    if text.startswith(_BYTE_ORDER_MARK):
        return _BYTE_ORDER_MARK + with_item_replaced(text[1:], key, old, new)
    for node in _items(text, key):
        if isinstance(node, ScalarNode) and node.value == old:
            return f"{text[: node.start]}{new}{text[node.end :]}"
    return text


def without_item(text: str, key: str, item: str) -> str:
    """Return the text without this entry; without the key where it was the only one."""
    if text.startswith(_BYTE_ORDER_MARK):
        return _BYTE_ORDER_MARK + without_item(text[1:], key, item)
    found = _list(text, key)
    if found is None or item not in _values(found.items):
        return text
    items = found.items
    if len(items) == 1:
        return edit(text, {(key,): None})
    number = _values(items).index(item)
    node = items[number]
    if found.flow:
        start = node.start if number == 0 else items[number - 1].end
        end = items[1].start if number == 0 else node.end
    else:
        start = text.rfind("\n", 0, node.start) + 1
        end = text.find("\n", node.end) + 1 or len(text)
    return text[:start] + text[end:]


def _with_new_list(text: str, key: str, item: str, order: Order) -> str:
    # The place of the key, and how the entry is written, are those of a single text.
    edited = edit(text, {(key,): item}, order)
    root = Source("", edited).root
    if not isinstance(root, MapNode):
        return edited
    key_node, node = root.items[key]
    written = edited[node.start : node.end]
    if root.flow:
        return f"{edited[: node.start]}[{written}]{edited[node.end :]}"
    lines = f":{_newline(text)}  - {written}"
    return edited[: key_node.end] + lines + edited[node.end :]


def _list(text: str, key: str) -> ListNode | None:
    found = Source("", text).node([key])
    if isinstance(found, ListNode):
        return found
    return None


def _items(text: str, key: str) -> Sequence[Node]:
    found = _list(text, key)
    if found is not None:
        return found.items
    return ()


def _values(items: Sequence[Node]) -> list[str]:
    return [node.value if isinstance(node, ScalarNode) else "" for node in items]


def _newline(text: str) -> str:
    if "\r\n" in text:
        return "\r\n"
    return "\n"
