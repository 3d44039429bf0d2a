"""Collects the mistakes of one file, and reads nodes as the types the model wants."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from bpadocs.problems import Problem
from bpadocs.yamltext.nodes import ListNode, MapNode, Node, ScalarNode

EnumType = TypeVar("EnumType", bound=StrEnum)


class Report:
    """The mistakes found in one file so far."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []

    def add(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.path, node.line, node.column, message))

    def add_within(self, node: Node, written: str, message: str) -> None:
        """A mistake at these words inside the node, or at the node where YAML's folding hides them."""
        offset = self.text.find(written, node.start, node.end)
        if offset < 0:
            self.add(node, message)
            return
        line = self.text.count("\n", 0, offset) + 1
        self.problems.append(Problem(self.path, line, offset - self.text.rfind("\n", 0, offset), message))

    def mapping(self, node: Node, what: str) -> MapNode | None:
        """The node as a mapping; an empty value is an empty mapping."""
        if isinstance(node, MapNode):
            for key in node.duplicates:
                first = node.key(key.value)
                self.add(key, f"“{key.value}” is given twice; the first is on line {first.line}")
            return node
        if not is_empty(node):
            self.add(node, f"{what} is a mapping of keys and values, not {_kind(node)}")
        return None

    def keys(self, node: MapNode, known: Iterable[str], what: str) -> None:
        """Every key that is not known, with the nearest that is."""
        known = tuple(known)
        for key, (key_node, _) in node.items.items():
            if key not in known:
                self.add(key_node, f"unknown key “{key}” in {what}{nearest(key, known)}")

    def word(self, node: Node, what: str) -> str | None:
        """One line of text. Numbers and dates are text too: types come from the model, never from YAML."""
        if not isinstance(node, ScalarNode):
            self.add(node, f"{what} is text, not {node.kind}; quote it if it begins with a bracket or brace")
            return None
        return node.value or None

    def text_of(self, node: Node, what: str) -> str | None:
        """Text of any length; nothing where it is empty. A comment behind it is a text cut short."""
        value = self.word(node, what)
        if isinstance(node, ScalarNode):
            self._comment_cut(node)
        if value is not None and not value.strip():
            return None
        return value

    def _comment_cut(self, node: ScalarNode) -> None:
        """A plain text that a ` #` cuts off: YAML reads the rest as a comment, and nobody notices."""
        if node.style or not node.value:
            return
        rest = self.text[node.end : self.text.find("\n", node.end) if "\n" in self.text[node.end :] else None]
        if rest.lstrip(" ").startswith("#"):
            last = node.value.rsplit(None, 1)[-1]
            message = (
                f"the text ends at “{last}”: a blank and “#” begin a comment; quote the text, or write it below `>-`"
            )
            self.add(node, message)

    def words(self, node: Node, what: str) -> tuple[str, ...]:
        """A list of lines."""
        if not isinstance(node, ListNode):
            self.add(node, f"{what} is a list, not {_kind(node)}: one line each, “- ” in front")
            return ()
        return tuple(word for element in node.items if (word := self.word(element, f"an entry of {what}")))

    def choice(self, node: Node, what: str, choices: type[EnumType]) -> EnumType | None:
        """One of the values of an enumeration."""
        value = self.word(node, what)
        if value is None:
            if isinstance(node, ScalarNode):
                self.add(node, f"{what} is empty; it is one of {', '.join(choices)}")
            return None
        if value not in set(choices):
            self.add(node, f"{what} is one of {', '.join(choices)}, not “{value}”{nearest(value, choices)}")
            return None
        return choices(value)

    def flat_mapping(self, node: Node, what: str) -> dict[str, str]:
        """Keys with one line of text each; an empty value stays an empty string."""
        found = self.mapping(node, what)
        if found is None:
            return {}
        return {key: self.word(value, f"“{key}”") or "" for key, (_, value) in found.items.items()}


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean “…”?` with the nearest known word, or nothing when none is near."""
    # Only where there is a mistake; and quick, for a file may have thousands of them.
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, tuple(known), scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean “{found[0]}”?" if found else ""


def is_empty(node: Node) -> bool:
    """A key with nothing behind it."""
    return isinstance(node, ScalarNode) and not node.style and not node.value


def _kind(node: Node) -> str:
    return "nothing" if is_empty(node) else node.kind
