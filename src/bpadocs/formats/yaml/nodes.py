"""YAML as nodes that know their places.

Every scalar is kept as the text it is: `no`, `12:30` and `1.10` have no type here, the model gives
them one. What would make one file mean two things (anchors, tags, several documents, a key given
twice) is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NoReturn

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from yaml.resolver import Resolver

from bpadocs.errors import BpadocsError, Problem
from bpadocs.formats.yaml.refusals import refusal, refused_character

MAX_CHARACTERS: Final = 1_000_000
MAX_DEPTH: Final = 16

_LONGEST: Final = 60
"""A name that is longer is cut in messages."""

_QUOTE: Final = "if this is text, quote it or write it below `>-`"

_KINDS: Final = {
    "bool": "a word for true or false",
    "int": "a number",
    "float": "a number",
    "null": "a word for nothing",
    "timestamp": "a date",
}
"""What we call the types of YAML that are no text."""


class YamlError(BpadocsError):
    """A file that is no YAML, or not YAML we accept; the rest of the file cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True, eq=False, repr=False)
class PlacedNode:
    """What all nodes have: line and column from 1, start and end as offsets in the text."""

    line: int
    column: int
    start: int
    end: int


@dataclass(slots=True, eq=False, repr=False)
class ScalarNode(PlacedNode):
    """A text."""

    value: str
    style: str
    """One of "" (plain), "'", '"', "|" and ">"."""

    kind = "text"


@dataclass(slots=True, eq=False, repr=False)
class MapNode(PlacedNode):
    """A mapping, its keys in the order of the file."""

    items: dict[str, tuple[ScalarNode, "Node"]]
    duplicates: list[ScalarNode]
    """Keys that are there already."""
    flow: bool
    """Whether it is written as `{a: b}`."""

    kind = "a mapping"

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, if it is there."""
        item = self.items.get(key)
        if item:
            return item[1]
        return None

    def key(self, key: str) -> ScalarNode:
        """Return the node of a key that is there."""
        return self.items[key][0]


@dataclass(slots=True, eq=False, repr=False)
class ListNode(PlacedNode):
    """A list."""

    items: list["Node"]
    flow: bool
    """Whether it is written as `[a, b]`."""

    kind = "a list"


Node = ScalarNode | MapNode | ListNode


def taken_for(text: str) -> str | None:
    """Return what YAML takes this for where nothing quotes it; None for a text."""
    for tag, pattern in Resolver.yaml_implicit_resolvers.get(text[:1], []):
        if pattern.match(text):
            return _KINDS.get(tag.rpartition(":")[2], "a sign of its own")
    return None


def compose(text: str, path: str, most: int = MAX_CHARACTERS) -> Node:
    """Return the root node of the text; raise YamlError for what cannot be read at all.

    `most` is how many characters a file of its kind may have.
    """
    if len(text) > most:
        kind = "a rule file" if most == MAX_CHARACTERS else "such a file"
        message = f"the file has {len(text):,} characters; {kind} has at most {most:,}"
        raise YamlError(Problem(path, 1, 1, message))
    return _Composer(text, path).document()


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and all below it, in the order of the file."""
    yield node
    if isinstance(node, MapNode):
        for key, value in node.items.values():
            yield key
            yield from walk(value)
    elif isinstance(node, ListNode):
        for element in node.items:
            yield from walk(element)


class _Composer:
    """The reader of one file, from the events of libyaml: its own tree has no exact places."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.parser: Any = None

    def document(self) -> Node:
        """Return the root node of the only document."""
        self.parser = CParser(self.text)
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise YamlError(refusal(self.text, self.path, error)) from None
        except yaml.reader.ReaderError as error:
            problem = refused_character(self.text, self.path, error)
            raise YamlError(problem) from None
        finally:
            self.parser.dispose()

    def _document(self) -> Node:
        next_event = self.parser.get_event
        next_event()  # the start of the stream
        if not isinstance(next_event(), DocumentStartEvent):
            raise YamlError(Problem(self.path, 1, 1, "the file is empty"))
        root = self._node(next_event(), 0)
        next_event()  # the end of the document
        second = next_event()
        if isinstance(second, DocumentStartEvent):
            message = "a second YAML document begins here; keep one rule in one file"
            self._refuse(second, message)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        # Scalars are by far the most, and so the first; they are made by position, without a
        # function for their place, as this is where the time to read a file goes.
        if type(event) is ScalarEvent and not event.anchor and not event.tag:
            start: Any = event.start_mark
            end: Any = event.end_mark
            return ScalarNode(
                line=start.line + 1,
                column=start.column + 1,
                start=start.index,
                end=end.index,
                value=event.value,
                style=event.style or "",
            )
        self._refuse_what_is_not_used(event)
        if depth == MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        return self._list(event, depth)

    def _mapping(self, first: Any, depth: int) -> MapNode:
        items: dict[str, tuple[ScalarNode, Node]] = {}
        duplicates: list[ScalarNode] = []
        next_event = self.parser.get_event
        while type(event := next_event()) is not MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(next_event(), depth + 1)
            if not isinstance(key, ScalarNode):
                message = f"a key must be text, not {key.kind}; {_QUOTE}"
                raise YamlError(Problem(self.path, key.line, key.column, message))
            if key.value in items:
                duplicates.append(key)
            else:
                items[key.value] = key, value
        start = first.start_mark
        end: Any = event.end_mark
        return MapNode(
            line=start.line + 1,
            column=start.column + 1,
            start=start.index,
            end=end.index,
            items=items,
            duplicates=duplicates,
            flow=bool(first.flow_style),
        )

    def _list(self, first: Any, depth: int) -> ListNode:
        elements: list[Node] = []
        next_event = self.parser.get_event
        while type(event := next_event()) is not SequenceEndEvent:
            elements.append(self._node(event, depth + 1))
        start = first.start_mark
        end: Any = event.end_mark
        return ListNode(
            line=start.line + 1,
            column=start.column + 1,
            start=start.index,
            end=end.index,
            items=elements,
            flow=bool(first.flow_style),
        )

    def _refuse_what_is_not_used(self, event: Any) -> None:
        if isinstance(event, AliasEvent):
            what = f"“*{_short(event.anchor)}” is a YAML alias"
        elif event.anchor:
            what = f"“&{_short(event.anchor)}” is a YAML anchor"
        elif event.tag:
            what = f"“{_short(event.tag)}” is a YAML tag"
        else:
            return
        self._refuse(event, f"{what}, which is not used here; {_QUOTE}")

    def _refuse(self, event: Any, message: str) -> NoReturn:
        mark = event.start_mark
        problem = Problem(
            self.path,
            mark.line + 1,
            mark.column + 1,
            message,
        )
        raise YamlError(problem)


def _short(name: str | None) -> str:
    name = name or ""
    if len(name) <= _LONGEST:
        return name
    return f"{name[:_LONGEST]}…"


Keys = Sequence[str | int]
"""The way to a value: keys of mappings, indexes of lists."""


@dataclass(frozen=True)
class Source:
    """The text of a YAML file.

    Its nodes are made when a position is asked for: that is rare, and nodes weigh more than text.
    """

    path: str
    """Relative to the project, with forward slashes."""
    text: str

    @cached_property
    def root(self) -> Node:
        """The root node of the file."""
        return compose(self.text, self.path)

    def node(self, keys: Keys) -> Node:
        """Return the value under these keys, or the deepest one that exists on the way there.

        A number is that entry of a list.
        """
        node = self.root
        for key in keys:
            inner = _inner(node, key)
            if inner is None:
                break
            node = inner
        return node

    def position(self, keys: Keys) -> tuple[int, int]:
        """Return line and column of that value, from 1."""
        node = self.node(keys)
        return node.line, node.column


def _inner(node: Node, key: str | int) -> Node | None:
    if isinstance(node, MapNode) and isinstance(key, str):
        return node.get(key)
    if isinstance(node, ListNode) and isinstance(key, int):
        if key < len(node.items):
            return node.items[key]
        return None
    return None
