"""YAML into nodes that know where they stand.

Every scalar is kept as the text it is: `no`, `12:30` and `1.10` have no type here, the model gives them one. What would
make one file mean two things (anchors, tags, several documents, a key given twice) is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

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

from bpadocs.problems import Problem

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 16


class YamlError(Exception):
    """A file that is no YAML, or not YAML we accept; the rest of the file cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A value and its place: line and column from 1, start and end as offsets into the text."""

    line: int
    column: int
    start: int
    end: int

    kind = "a value"


@dataclass(slots=True, eq=False, repr=False)
class ScalarNode(Node):
    value: str
    style: str
    """One of "" (plain), "'", '"', "|" and ">"."""

    kind = "text"


@dataclass(slots=True, eq=False, repr=False)
class MapNode(Node):
    items: dict[str, tuple[ScalarNode, Node]]
    duplicates: list[ScalarNode]
    flow: bool

    kind = "a mapping"

    def get(self, key: str) -> Node | None:
        item = self.items.get(key)
        return item[1] if item else None

    def key(self, key: str) -> ScalarNode:
        return self.items[key][0]


@dataclass(slots=True, eq=False, repr=False)
class ListNode(Node):
    items: list[Node]
    flow: bool

    kind = "a list"


def compose(text: str, path: str) -> Node:
    """The root node of the text. Raises YamlError for what cannot be read at all."""
    if len(text) > MAX_CHARACTERS:
        message = f"the file has {len(text):,} characters; a rule file has at most {MAX_CHARACTERS:,}"
        raise YamlError(Problem(path, 1, 1, message))
    return _Composer(text, path).document()


class _Composer:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path

    def document(self) -> Node:
        self.parser = parser = CParser(self.text)
        try:
            parser.get_event()
            if not isinstance(parser.get_event(), DocumentStartEvent):
                raise YamlError(Problem(self.path, 1, 1, "the file is empty"))
            root = self._node(parser.get_event(), 0)
            parser.get_event()
            second = parser.get_event()
            if isinstance(second, DocumentStartEvent):
                self._refuse(second, "a second YAML document begins here; keep one rule in one file")
        except yaml.MarkedYAMLError as error:
            raise YamlError(self._explain(error)) from None
        except yaml.reader.ReaderError as error:
            raise YamlError(self._explain_character(error)) from None
        finally:
            parser.dispose()
        return root

    def _node(self, event: Any, depth: int) -> Node:
        start = event.start_mark
        if type(event) is ScalarEvent and not event.anchor and not event.tag:
            # The most by far, and so the first.
            end: Any = event.end_mark
            return ScalarNode(start.line + 1, start.column + 1, start.index, end.index, event.value, event.style or "")
        if isinstance(event, AliasEvent):
            self._refuse(event, f"“*{_short(event.anchor)}” is a YAML alias, which is not used here; {_QUOTE}")
        if event.anchor:
            self._refuse(event, f"“&{_short(event.anchor)}” is a YAML anchor, which is not used here; {_QUOTE}")
        if event.tag:
            self._refuse(event, f"“{_short(event.tag)}” is a YAML tag, which is not used here; {_QUOTE}")
        if depth == MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} levels deep")
        flow = bool(event.flow_style)
        if isinstance(event, MappingStartEvent):
            items: dict[str, tuple[ScalarNode, Node]] = {}
            duplicates = []
            next_event = self.parser.get_event
            while type(event := next_event()) is not MappingEndEvent:
                key = self._node(event, depth + 1)
                value = self._node(next_event(), depth + 1)
                if not isinstance(key, ScalarNode):
                    problem = Problem(self.path, key.line, key.column, f"a key must be text, not {key.kind}; {_QUOTE}")
                    raise YamlError(problem)
                if key.value in items:
                    duplicates.append(key)
                else:
                    items[key.value] = key, value
            return MapNode(*self._place(start, event.end_mark), items, duplicates, flow)
        elements = []
        while type(event := self.parser.get_event()) is not SequenceEndEvent:
            elements.append(self._node(event, depth + 1))
        return ListNode(*self._place(start, event.end_mark), elements, flow)

    @staticmethod
    def _place(start: Any, end: Any) -> tuple[int, int, int, int]:
        return start.line + 1, start.column + 1, start.index, end.index

    def _refuse(self, event: Any, message: str) -> NoReturn:
        mark = event.start_mark
        raise YamlError(Problem(self.path, mark.line + 1, mark.column + 1, message))

    def _explain(self, error: yaml.MarkedYAMLError) -> Problem:
        begun_before = any(what in str(error.context) for what in ("an alias", "an anchor", "a quoted scalar"))
        mark = error.context_mark if begun_before else error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        lines = self.text.split("\n")
        line = min(line, len(lines) - 1)
        found = lines[line][column : column + 1]
        return Problem(self.path, line + 1, column + 1, _in_plain_words(lines[line], column, found, error))

    def _explain_character(self, error: Any) -> Problem:
        # libyaml is given UTF-8, and counts its bytes.
        before = self.text.encode()[: error.position].decode("utf-8", "ignore")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        character = self.text[len(before)]
        message = f"the character U+{ord(character):04X} is not allowed in YAML; remove it"
        return Problem(self.path, line, column, message)


def _short(name: str | None) -> str:
    name = name or ""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


_LONGEST = 60
_QUOTE = "if this is text, quote it or write it below `>-`"
_INDICATORS = "*&!%@`{}[]|>"


def _in_plain_words(line: str, column: int, found: str, error: yaml.MarkedYAMLError) -> str:
    reason = str(error.problem)
    before = line[:column]
    if "\t" in line[: len(line) - len(line.lstrip())] or found == "\t":
        return "a tab; YAML is indented with blanks only"
    if "mapping values are not allowed" in reason:
        return "the text holds a colon and a blank, which begin a value in YAML; quote the text, or write it below `>-`"
    if found in _INDICATORS and found and before.rstrip().endswith((":", "-")):
        return f"a text that begins with “{found}” must be quoted, or written below `>-`"
    if "unexpected end of stream" in reason or "unexpected document indicator" in reason:
        return "this quotation mark is never closed"
    if "expected <block end>" in reason or "did not find expected key" in reason or "expected ',' or '}'" in reason:
        begun = _begins_with_indicator(line)
        if begun:
            return f"a text that begins with “{begun}” must be quoted, or written below `>-`"
        return "this line does not fit the lines above it: check its indentation and quotation marks"
    if "could not find expected ':'" in reason:
        return "a key without a colon; a text of several lines must be indented, or written below `>-`"
    return f"not YAML: {reason}"


def _begins_with_indicator(line: str) -> str:
    _, colon, value = line.partition(": ")
    value = value.lstrip()
    return value[0] if colon and value and value[0] in _INDICATORS + "\"'" else ""


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the file."""
    yield node
    if isinstance(node, MapNode):
        for key, value in node.items.values():
            yield key
            yield from walk(value)
    elif isinstance(node, ListNode):
        for element in node.items:
            yield from walk(element)
