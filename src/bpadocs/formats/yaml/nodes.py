"""YAML as nodes that know their places.

Every scalar is kept as the text it is: `no`, `12:30` and `1.10` have no type here, the model gives
them one. What would make one file mean two things (anchors, tags, several documents, a key given
twice) is refused.
"""

import re
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

from bpadocs.errors import BpadocsError, Problem

MAX_CHARACTERS: Final = 1_000_000
MAX_DEPTH: Final = 16

_LONGEST: Final = 60
"""A name that is longer is cut in messages."""

_QUOTE: Final = "if this is text, quote it or write it below `>-`"
_MUST_QUOTE: Final = "must be quoted, or written below `>-`"
_INDICATORS: Final = "*&!%@`{}[]|>"

_NOT_CLOSED: Final = (
    "unexpected end of stream",
    "unexpected document indicator",
)
"""What libyaml says of a quotation mark that is never closed."""

_MISFIT: Final = (
    "expected <block end>",
    "did not find expected key",
    "expected ',' or '}'",
)
"""What libyaml says of a line that does not go on with what is above it."""


class YamlError(BpadocsError):
    """A file that is no YAML, or not YAML we accept; the rest of the file cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


_ODD_BLANK: Final = re.compile("[ ]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONFLICT: Final = ("<<<<<<< ", ">>>>>>> ")
_KEY: Final = re.compile(r"\s*[\w.-]+:\s")
_BLOCK: Final = re.compile(r":\s+([|>])")
_APOSTROPHE: Final = re.compile(r":\s+'[^']*'(?=\w)")


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
            raise YamlError(self._explain(error)) from None
        except yaml.reader.ReaderError as error:
            raise YamlError(self._explain_character(error)) from None
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

    def _explain(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        if _began_before(error):
            mark = error.context_mark
        line = 0
        column = 0
        lines = self.text.split("\n")
        if mark:
            # libyaml takes more characters for line breaks than are told apart here.
            line = min(mark.line, len(lines) - 1)
            column = mark.column
        reason = str(error.problem)
        cause = _cause(lines, line, reason)
        if cause:
            line, column, message = cause
        else:
            message = _in_plain_words(lines[line], column, reason)
        return Problem(self.path, line + 1, column + 1, message)

    def _explain_character(self, error: Any) -> Problem:
        # libyaml is given UTF-8, and counts its bytes.
        before = self.text.encode()[: error.position].decode("utf-8", "ignore")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        character = self.text[len(before)]
        message = (
            f"the character U+{ord(character):04X} is not allowed in YAML; remove it"
        )
        return Problem(self.path, line, column, message)


def _short(name: str | None) -> str:
    name = name or ""
    if len(name) <= _LONGEST:
        return name
    return f"{name[:_LONGEST]}…"


def _began_before(error: yaml.MarkedYAMLError) -> bool:
    """Return whether the mistake is where the thing began that libyaml was reading."""
    context = str(error.context)
    return any(what in context for what in ("an alias", "an anchor", "a quoted scalar"))


def _cause(lines: Sequence[str], last: int, reason: str) -> tuple[int, int, str] | None:
    """Return where a mistake began that libyaml noticed later, or tells otherwise; else nothing."""
    for number, line in enumerate(lines[: last + 1]):
        odd = _ODD_BLANK.match(line)
        if odd:
            message = "the indentation has a blank that is none of YAML's; type it anew"
            return number, odd.end() - 1, message
        if line.startswith(_CONFLICT):
            return number, 0, "a merge conflict that nobody has resolved"
    return _cause_in(lines, last, reason)


def _cause_in(
    lines: Sequence[str], last: int, reason: str
) -> tuple[int, int, str] | None:
    """Return the same of the line where libyaml noticed it."""
    line = lines[last]
    above = lines[last - 1] if last else ""
    if "mapping values are not allowed" in reason and _stands_in(line, above):
        message = (
            "this line stands further in than the one above, and so belongs to its text; "
            "give both the same indentation"
        )
        return last, len(line) - len(line.lstrip()), message
    apostrophe = _APOSTROPHE.search(line)
    if apostrophe and _has_one_of(reason, _MISFIT):
        message = "within single quotation marks an apostrophe is written twice: ''"
        return last, apostrophe.end() - 1, message
    block = _BLOCK.search(line)
    if block and "expected comment or line break" in reason:
        message = f"behind “{block[1]}” the text begins on the next line, indented"
        return last, block.start(1), message
    return None


def _stands_in(line: str, above: str) -> bool:
    """Tell whether a line with a key stands further in than the line with a key above it."""
    if not _KEY.match(line) or not _KEY.match(above):
        return False
    return len(line) - len(line.lstrip()) > len(above) - len(above.lstrip())


def _in_plain_words(line: str, column: int, reason: str) -> str:
    """Return what libyaml says of a place in a line, for one who writes rules and no YAML."""
    found = line[column : column + 1]
    before = line[:column].rstrip()
    content = line.lstrip()
    indentation = line.removesuffix(content)
    if "\t" in indentation or found == "\t":
        return "a tab; YAML is indented with blanks only"
    if "mapping values are not allowed" in reason:
        return (
            "the text holds a colon and a blank, which begin a value in YAML; "
            "quote the text, or write it below `>-`"
        )
    if _is_indicator(found) and before.endswith((":", "-")):
        return f"a text that begins with “{found}” {_MUST_QUOTE}"
    if _has_one_of(reason, _NOT_CLOSED):
        return "this quotation mark is never closed"
    if _has_one_of(reason, _MISFIT):
        indicator = _indicator_of_value(line)
        if indicator:
            return f"a text that begins with “{indicator}” {_MUST_QUOTE}"
        return (
            "this line does not fit the lines above it: check its indentation and "
            "quotation marks"
        )
    if "could not find expected ':'" in reason:
        return (
            "a key without a colon; a text of several lines must be indented, or "
            "written below `>-`"
        )
    return f"not YAML: {reason}"


def _is_indicator(found: str) -> bool:
    return found != "" and found in _INDICATORS


def _has_one_of(reason: str, parts: Sequence[str]) -> bool:
    return any(part in reason for part in parts)


def _indicator_of_value(line: str) -> str:
    """Return the character that begins the value in this line, where YAML reads it as a sign."""
    _, _, value = line.partition(": ")
    first = value.lstrip()[:1]
    if first and first in _INDICATORS + "\"'":
        return first
    return ""


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
