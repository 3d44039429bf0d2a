"""What a query reads and gives, told from its text and the shape of the data alone.

A query that cannot be what its writer meant is told before there is any data: a field that no data
has, a value that a field never has, a condition that is no condition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from jmespath.exceptions import IncompleteExpressionError, JMESPathError, ParseError
from jmespath.functions import Functions
from jmespath.parser import Parser

from bpadocs.formats.query import MAX_CHARACTERS
from bpadocs.formats.shape import ANYTHING, DataShape, kind_of

_Node = dict[str, Any]

_BOOLEAN: Final = DataShape(kinds=frozenset({"boolean"}))
_NUMBER: Final = DataShape(kinds=frozenset({"number"}))
_TEXT: Final = DataShape(kinds=frozenset({"string"}))

_CALLED: Final = {
    "array": "a list",
    "boolean": "true or false",
    "expref": "an expression (&)",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "text",
}

_GIVES: Final = (
    (("contains", "ends_with", "starts_with"), _BOOLEAN),
    (("abs", "avg", "ceil", "floor", "length", "sum", "to_number"), _NUMBER),
    (("join", "to_string", "type"), _TEXT),
)
"""Functions, and what they give whatever they are given."""
_GIVES_ITS_LIST: Final = ("reverse", "sort", "sort_by")
_GIVES_AN_ITEM: Final = ("max", "max_by", "min", "min_by")


class QueryMistake(NamedTuple):
    """Something in a query that cannot be meant."""

    offset: int
    written: str
    """What is wrong, as it is written there."""
    message: str
    known: tuple[str, ...] = ()
    """What could have been meant."""


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """What is known of a query without any data."""

    fields: frozenset[str]
    """The paths of the shape that it mentions, such as VMs[].State."""
    gives: DataShape
    mistakes: tuple[QueryMistake, ...]


def read_query(query: str, shape: DataShape) -> ReadQuery:
    """Return what a query reads of data of this shape, what it gives, and its mistakes."""
    if len(query) > MAX_CHARACTERS:
        message = f"it has {len(query):,} characters; {MAX_CHARACTERS:,} are enough for any check"
        return _unreadable(0, "", message)
    try:
        node = _PlacingParser().parse(query)
        reader = _Reader()
        gives = reader.visit(node, shape)
    except IncompleteExpressionError:
        return _unreadable(len(query), "", "it ends too early")
    except ParseError as error:
        written = str(error.token_value)
        return _unreadable(
            error.lex_position, written, f"“{written}” is not expected here"
        )
    except JMESPathError as error:
        return _unreadable(0, "", " ".join(str(error).split()))
    except RecursionError:
        return _unreadable(0, "", "it is nested too deeply")
    return ReadQuery(frozenset(reader.fields), gives, tuple(reader.mistakes))


def called(shape: DataShape) -> str:
    """Return what people call a value of this shape."""
    names = [_CALLED[kind] for kind in sorted(shape.kinds - {"null"})]
    return " or ".join(names) or "null"


def _unreadable(offset: int, written: str, message: str) -> ReadQuery:
    mistake = QueryMistake(offset, written, f"cannot be read: {message}")
    return ReadQuery(frozenset(), ANYTHING, (mistake,))


class _PlacingParser(Parser):
    """Notes in each name, literal and function where it stands.

    These methods of jmespath's parser are not its public ones; a test would miss them.
    """

    def parse(self, expression: str) -> Any:
        """Return the query as a tree; not from the cache, whose trees have no places."""
        return self._do_parse(expression).parsed  # type: ignore[attr-defined]

    def _token_nud_literal(self, token: Mapping[str, Any]) -> Any:
        found = super()._token_nud_literal(token)  # type: ignore[misc]
        return {**found, "start": token["start"]}

    def _token_nud_unquoted_identifier(self, token: Mapping[str, Any]) -> Any:
        found = super()._token_nud_unquoted_identifier(token)  # type: ignore[misc]
        return {**found, "start": token["start"]}

    def _token_nud_quoted_identifier(self, token: Mapping[str, Any]) -> Any:
        found = super()._token_nud_quoted_identifier(token)  # type: ignore[misc]
        return {**found, "start": token["start"]}

    def _token_led_lparen(self, left: _Node) -> Any:
        found = super()._token_led_lparen(left)  # type: ignore[misc]
        return {**found, "start": left.get("start", 0)}


class _Reader:
    """Goes through a query with shapes in the place of values.

    There is a method for each type of node, named as jmespath names it.
    """

    def __init__(self) -> None:
        self.fields: set[str] = set()
        self.mistakes: list[QueryMistake] = []

    def visit(self, node: _Node, shape: DataShape) -> DataShape:
        """Return the shape of what a node gives."""
        method = getattr(self, f"_{node['type']}")
        gives: DataShape = method(node, shape)
        return gives

    def _add(
        self, node: _Node, message: str, known: Sequence[str] = (), written: str = ""
    ) -> None:
        placed = _named(node)
        mistake = QueryMistake(
            offset=placed.get("start", 0),
            written=written or _written(node),
            message=message,
            known=tuple(known),
        )
        self.mistakes.append(mistake)

    # What passes a value on

    def _chain(self, node: _Node, shape: DataShape) -> DataShape:
        before: _Node = {}
        for child in node["children"]:
            if child["type"] == "index" and before:
                # so that a mistake can name what is looked into
                child = {**child, "children": [before]}
            shape = self.visit(child, shape)
            before = child
        return shape

    _subexpression = _index_expression = _pipe = _chain

    def _identity(self, _: _Node, shape: DataShape) -> DataShape:
        return shape

    _current = _identity

    def _expref(self, node: _Node, shape: DataShape) -> DataShape:
        self.visit(node["children"][0], shape)
        return DataShape(kinds=frozenset({"expref"}))

    def _key_val_pair(self, node: _Node, shape: DataShape) -> DataShape:
        return self.visit(node["children"][0], shape)

    # What looks into a value

    def _field(self, node: _Node, shape: DataShape) -> DataShape:
        if not shape.kinds or shape.kinds == {"null"}:
            return ANYTHING
        name = node["value"]
        if name in shape.fields:
            found = shape.fields[name]
            if found.path:
                self.fields.add(found.path)
            return found
        if "object" in shape.kinds:
            where = f" in {shape.path}" if shape.path else ""
            self._add(node, f"there is no field “{name}”{where}", tuple(shape.fields))
        else:
            message = f"“{name}” is looked for in {called(shape)}"
            advice = "; write [] behind a list" if "array" in shape.kinds else ""
            self._add(node, message + advice)
        return ANYTHING

    def _index(self, node: _Node, shape: DataShape) -> DataShape:
        items = self._items(node, shape)
        if not items.kinds:
            return items
        # there may be none
        return replace(items, kinds=items.kinds | {"null"})

    def _slice(self, _: _Node, shape: DataShape) -> DataShape:
        return shape

    def _items(self, node: _Node, shape: DataShape) -> DataShape:
        """Return the shape of the items of what must be a list."""
        if shape.kinds and "array" not in shape.kinds:
            self._add(node, f"“{_written(node)}” is {called(shape)}, and no list")
        return shape.items or ANYTHING

    # Lists

    def _projection(self, node: _Node, shape: DataShape) -> DataShape:
        base, each = node["children"]
        items = self._items(base, self.visit(base, shape))
        return _list_of(self.visit(each, items))

    def _filter_projection(self, node: _Node, shape: DataShape) -> DataShape:
        base, each, condition = node["children"]
        items = self._items(base, self.visit(base, shape))
        self._condition(condition, items)
        return _list_of(self.visit(each, items))

    def _value_projection(self, node: _Node, shape: DataShape) -> DataShape:
        base, each = node["children"]
        self.visit(base, shape)
        return _list_of(self.visit(each, ANYTHING))

    def _flatten(self, node: _Node, shape: DataShape) -> DataShape:
        base = node["children"][0]
        items = self._items(base, self.visit(base, shape))
        if "array" in items.kinds:
            items = items.items or ANYTHING
        return _list_of(items)

    # What makes a value

    def _multi_select_dict(self, node: _Node, shape: DataShape) -> DataShape:
        fields = {}
        for child in node["children"]:
            fields[child["value"]] = self.visit(child, shape)
        kinds = {"object"} | (shape.kinds & {"null"})
        return DataShape(kinds=frozenset(kinds), fields=fields)

    def _multi_select_list(self, node: _Node, shape: DataShape) -> DataShape:
        found = [self.visit(child, shape) for child in node["children"]]
        return _list_of(found[0] if len(found) == 1 else ANYTHING)

    def _literal(self, node: _Node, _: DataShape) -> DataShape:
        value = node["value"]
        values = (value,) if isinstance(value, str) else ()
        items = ANYTHING if isinstance(value, list) else None
        kinds = frozenset({kind_of(value)})
        return DataShape(kinds=kinds, values=values, items=items)

    # Conditions

    def _condition(self, node: _Node, shape: DataShape) -> DataShape:
        found = self.visit(node, shape)
        if found.kinds & {"string", "number"}:
            message = f"“{_written(node)}” is {called(found)}, and a condition is true or false"
            self._add(node, f"{message}; compare it with something")
        return found

    def _both(self, node: _Node, shape: DataShape) -> DataShape:
        for child in node["children"]:
            self._condition(child, shape)
        return _BOOLEAN

    _and_expression = _or_expression = _not_expression = _both

    def _comparator(self, node: _Node, shape: DataShape) -> DataShape:
        one, other = node["children"]
        left = self.visit(one, shape)
        right = self.visit(other, shape)
        if node["value"] not in ("eq", "ne"):
            self._number(one, left)
            self._number(other, right)
        elif one["type"] == "literal":
            self._may_be_equal(other, right, one, left)
        else:
            self._may_be_equal(one, left, other, right)
        return _BOOLEAN

    def _number(self, node: _Node, shape: DataShape) -> None:
        if shape.kinds and "number" not in shape.kinds:
            message = (
                f"“{_written(node)}” is {called(shape)}; only numbers are more or less"
            )
            self._add(node, message)

    def _may_be_equal(
        self, node: _Node, shape: DataShape, other: _Node, to: DataShape
    ) -> None:
        """Note a comparison whose outcome is known."""
        if not shape.kinds or not to.kinds:
            return
        what = f"“{_written(node)}”"
        if not shape.kinds & to.kinds:
            message = f"{what} is {called(shape)}, and never {called(to)}"
            if to.kinds == {"null"}:
                message += "; it needs no guard"
            self._add(node, message)
        elif shape.values and to.values and not set(shape.values) & set(to.values):
            written = to.values[0]
            message = f"{what} is never “{written}”"
            self._add(other, message, shape.values, written)

    # Functions

    def _function_expression(self, node: _Node, shape: DataShape) -> DataShape:
        name = node["value"]
        given = self._arguments(node, shape)
        table = Functions.FUNCTION_TABLE
        if name not in table:
            self._add(node, f"there is no function “{name}”", tuple(table), name)
            return ANYTHING
        self._check_arguments(node, given, table[name]["signature"])
        return _returned(name, given)

    def _arguments(self, node: _Node, shape: DataShape) -> list[DataShape]:
        """Return the shapes of the arguments; an expression looks at the items of the list."""
        given = []
        items = ANYTHING
        for child in node["children"]:
            if child["type"] != "expref":
                found = self.visit(child, shape)
                items = found.items or ANYTHING
                given.append(found)
        for place, child in enumerate(node["children"]):
            if child["type"] == "expref":
                inner = self.visit(child["children"][0], items)
                found = DataShape(kinds=frozenset({"expref"}), items=inner)
                given.insert(place, found)
        return given

    def _check_arguments(
        self,
        node: _Node,
        given: Sequence[DataShape],
        signature: Sequence[Mapping[str, Any]],
    ) -> None:
        name = node["value"]
        is_variadic = bool(signature[-1].get("variadic"))
        if len(given) < len(signature) or (
            len(given) > len(signature) and not is_variadic
        ):
            message = f"{name}() has {len(given)} arguments; it takes {len(signature)}"
            self._add(node, message, written=name)
            return
        for place, shape in enumerate(given):
            wanted = signature[min(place, len(signature) - 1)]["types"]
            kinds = {kind.partition("-")[0] for kind in wanted}
            if kinds and shape.kinds and not kinds & shape.kinds:
                takes = called(DataShape(kinds=frozenset(kinds)))
                child = node["children"][place]
                message = (
                    f"“{_written(child)}” is {called(shape)}; {name}() takes {takes}"
                )
                self._add(child, message)


def _returned(name: str, given: Sequence[DataShape]) -> DataShape:
    """Return the shape of what a function returns."""
    for names, gives in _GIVES:
        if name in names:
            return gives
    first = given[0] if given else ANYTHING
    if name in _GIVES_ITS_LIST:
        return first
    if name == "map":
        return _list_of(first.items or ANYTHING)
    if name in _GIVES_AN_ITEM and first.items and first.items.kinds:
        # an empty list has none
        return replace(first.items, kinds=first.items.kinds | {"null"})
    return ANYTHING


def _list_of(items: DataShape) -> DataShape:
    return DataShape(kinds=frozenset({"array"}), items=items)


def _written(node: _Node) -> str:
    """Return the name by which people know what a node looks at."""
    return str(_named(node).get("value", "@"))


def _named(node: _Node) -> _Node:
    """Return the name, literal or function that a node ends with, which knows its place.

    Of Host.Name it is the second; of a condition in a list it is none of the condition's.
    """
    if "start" in node:
        return node
    children = node.get("children") or []
    # what is behind the second child of a list is its condition; a slice has numbers there
    for child in reversed(children[:2]):
        found = _named(child) if isinstance(child, dict) else {}
        if "start" in found:
            return found
    return {}
