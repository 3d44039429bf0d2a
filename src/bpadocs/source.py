"""A file as it was read, and where in it each value stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bpadocs.yamltext.nodes import ListNode, MapNode, Node, compose


@dataclass(frozen=True)
class Source:
    """The text of a YAML file. Positions are found when asked for: few are, and nodes weigh more than text."""

    path: str
    """Relative to the project, with forward slashes."""
    text: str

    @cached_property
    def root(self) -> Node:
        return compose(self.text, self.path)

    def node(self, keys: Sequence[str | int]) -> Node:
        """The value under these keys, or the deepest one that exists on the way there. A number is a list's entry."""
        node = self.root
        for key in keys:
            inner = _inner(node, key)
            if inner is None:
                break
            node = inner
        return node

    def position(self, keys: Sequence[str | int]) -> tuple[int, int]:
        """Line and column of that value, from 1."""
        node = self.node(keys)
        return node.line, node.column


def _inner(node: Node, key: str | int) -> Node | None:
    if isinstance(node, MapNode) and isinstance(key, str):
        return node.get(key)
    if isinstance(node, ListNode) and isinstance(key, int) and key < len(node.items):
        return node.items[key]
    return None
