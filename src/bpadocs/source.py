"""A file as it was read, and where in it each value stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bpadocs.yamltext.nodes import MapNode, Node, compose


@dataclass(frozen=True)
class Source:
    """The text of a YAML file. Positions are found when asked for: few are, and nodes weigh more than text."""

    path: str
    """Relative to the project, with forward slashes."""
    text: str

    @cached_property
    def root(self) -> Node:
        return compose(self.text, self.path)

    def node(self, keys: Sequence[str]) -> Node:
        """The value under these keys, or the deepest one that exists on the way there."""
        node = self.root
        for key in keys:
            inner = node.get(key) if isinstance(node, MapNode) else None
            if inner is None:
                break
            node = inner
        return node

    def position(self, keys: Sequence[str]) -> tuple[int, int]:
        """Line and column of that value, from 1."""
        node = self.node(keys)
        return node.line, node.column
