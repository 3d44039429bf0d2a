"""Reads nodes as the types that the model wants, and collects the mistakes of one file."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from operator import methodcaller
from typing import TypeVar

from bpadocs.errors import Problem
from bpadocs.formats.yaml.nodes import ListNode, MapNode, Node, ScalarNode, taken_for

EnumType = TypeVar("EnumType", bound=StrEnum)

_bare = methodcaller("lstrip", "-")
"""Returns an option without its dashes: all begin with them, which makes no two alike."""


class Mistakes:
    """The mistakes found in one file so far.

    A method that reads a node returns nothing where the node is not what is wanted, and notes why.
    `what` is how a message names the node.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []

    def add(self, node: Node, message: str) -> None:
        """Note a mistake at the beginning of a node."""
        self._add(node.line, node.column, message)

    def add_within(
        self, node: Node, written: str, message: str, before: str = ""
    ) -> None:
        """Note a mistake at these words in a node, or at the node where YAML's folding hides them.

        `written` is what the words are in the file, `before` the node's value up to them.
        """
        offset = self.text.find(written, node.start, node.end)
        for _ in range(before.count(written) if written else 0):
            offset = self.text.find(written, offset + len(written), node.end)
            if offset < 0:
                break
        if offset < 0:
            self.add(node, message)
            return
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        self._add(line, column, message)

    def _add(self, line: int, column: int, message: str) -> None:
        problem = Problem(
            path=self.path,
            line=line,
            column=column,
            message=message,
        )
        self.problems.append(problem)

    # Nodes that are there

    def mapping(self, node: Node, what: str) -> MapNode | None:
        """Return the node as a mapping; None for an empty value, which is no mistake."""
        if isinstance(node, MapNode):
            self._duplicates(node)
            return node
        if not is_empty(node):
            self.add(node, f"{what} is a mapping of keys and values, not {_kind(node)}")
        return None

    def _duplicates(self, node: MapNode) -> None:
        for key in node.duplicates:
            first = node.key(key.value)
            message = f"“{key.value}” is given twice; the first is on line {first.line}"
            self.add(key, message)

    def keys(self, node: MapNode, known: Iterable[str], what: str) -> None:
        """Note every key that is not known, with the nearest that is."""
        known = tuple(known)
        for key, (key_node, _) in node.items.items():
            if key not in known:
                hint = nearest(key, known)
                self.add(key_node, f"unknown key “{key}” in {what}{hint}")

    def required(self, node: MapNode, keys: Iterable[str]) -> None:
        """Note every one of these keys that the mapping does not have."""
        for key in keys:
            if key not in node.items:
                self.add(node, f"“{key}” is missing")

    def word(self, node: Node, what: str) -> str | None:
        """Return one line of text.

        Numbers and dates are text too: types come from the model, never from YAML.
        """
        if not isinstance(node, ScalarNode):
            advice = "quote it if it begins with a bracket or brace"
            self.add(node, f"{what} is text, not {node.kind}; {advice}")
            return None
        return node.value or None

    def text_of(self, node: Node, what: str) -> str | None:
        """Return text of any length, None where it is empty; a comment may have cut it short."""
        value = self.word(node, what)
        if isinstance(node, ScalarNode):
            self._comment_cut(node)
        if value is not None and not value.strip():
            return None
        return value

    def sentence_of(self, node: Node, what: str) -> str | None:
        """Return text that people read; a bare number or `yes` is none, and surely a mistake."""
        value = self.text_of(node, what)
        if value is None or not isinstance(node, ScalarNode) or node.style:
            return value
        kind = taken_for(value)
        if kind is not None:
            self.add(
                node,
                f"{what} is text, and {value} is {kind} to YAML; write a sentence, or quote what "
                f"is meant: '{value}'",
            )
        return value

    def _comment_cut(self, node: ScalarNode) -> None:
        """Note a plain text that a ` #` cuts off: YAML reads the rest as a comment, silently."""
        if node.style or not node.value:
            return
        line_end = self.text.find("\n", node.end)
        if line_end < 0:
            line_end = len(self.text)
        rest = self.text[node.end : line_end]
        if not rest.lstrip(" ").startswith("#"):
            return
        last = node.value.rsplit(None, 1)[-1]
        advice = "quote the text, or write it below `>-`"
        message = (
            f"the text ends at “{last}”: a blank and “#” begin a comment; {advice}"
        )
        self.add(node, message)

    def words(self, node: Node, what: str) -> tuple[str, ...]:
        """Return the lines of a list."""
        if not isinstance(node, ListNode):
            message = f"{what} is a list, not {_kind(node)}"
            self.add(node, f"{message}: one line each, “- ” in front")
            return ()
        words = []
        for element in node.items:
            word = self.word(element, f"an entry of {what}")
            if word:
                words.append(word)
        return tuple(words)

    def choice(self, node: Node, what: str, choices: type[EnumType]) -> EnumType | None:
        """Return one of the values of an enumeration."""
        value = self.one_of(node, what, tuple(choices))
        if value:
            return choices(value)
        return None

    def one_of(
        self, node: Node, what: str, choices: Sequence[str], more: str = ""
    ) -> str | None:
        """Return one of these words; `more` is where others come from."""
        value = self.word(node, what)
        listed = ", ".join(choices)
        if value is None:
            if isinstance(node, ScalarNode):
                self.add(node, f"{what} is empty; it is one of {listed}")
            return None
        if value not in choices:
            hint = nearest(value, choices) or more
            self.add(node, f"{what} is one of {listed}, not “{value}”{hint}")
            return None
        return str(value)

    def flat_mapping(self, node: Node, what: str) -> dict[str, str]:
        """Return keys with one line of text each; an empty value is an empty string."""
        found = self.mapping(node, what)
        if found is None:
            return {}
        lines = {}
        for key, (_, value) in found.items.items():
            line = self.word(value, f"“{key}”")
            lines[key] = line or ""
        return lines

    # Keys that may be absent

    def mapping_of(self, root: MapNode, key: str) -> MapNode | None:
        """Return the mapping under a key; None where the key is absent."""
        node = root.get(key)
        if node is None:
            return None
        return self.mapping(node, key)

    def choice_of(
        self, root: MapNode, key: str, choices: type[EnumType]
    ) -> EnumType | None:
        """Return the value of an enumeration under a key; None where the key is absent."""
        node = root.get(key)
        if node is None:
            return None
        return self.choice(node, key, choices)

    def words_of(self, root: MapNode, key: str) -> tuple[str, ...]:
        """Return the list of lines under a key; empty where the key is absent."""
        node = root.get(key)
        if node is None:
            return ()
        return self.words(node, key)

    def flat_mapping_of(self, root: MapNode, key: str) -> dict[str, str]:
        """Return the flat mapping under a key; empty where the key is absent."""
        node = root.get(key)
        if node is None:
            return {}
        return self.flat_mapping(node, key)

    def texts_of(self, root: MapNode, keys: Iterable[str]) -> dict[str, str]:
        """Return the texts under those of these keys that are there; an empty text is ""."""
        texts = {}
        for key in keys:
            node = root.get(key)
            if node is not None:
                text = self.text_of(node, f"“{key}”")
                texts[key] = text or ""
        return texts


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean “…”?` with the nearest known word, or "" when none is near."""
    # Imported only where there is a mistake. Of a library, and not difflib, for a file may have
    # thousands of mistakes.
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        word,
        tuple(known),
        scorer=fuzz.ratio,
        processor=_bare if word.startswith("-") else None,
        score_cutoff=60,
    )
    if found:
        return f"; did you mean “{found[0]}”?"
    return ""


def is_empty(node: Node) -> bool:
    """Whether this is what a key with nothing behind it has as its value."""
    if not isinstance(node, ScalarNode):
        return False
    return not node.style and not node.value


def _kind(node: Node) -> str:
    if is_empty(node):
        return "nothing"
    return node.kind
