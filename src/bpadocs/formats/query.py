"""JMESPath over data that may have gaps, within bounds.

A query is text that somebody wrote, and 150 characters of it may multiply for ever.

What is not known does not count as false, as it does in plain JMESPath: a condition over a gap
cannot be told, unless what is known decides it. Only a comparison with null asks whether there is a
value at all. And a condition is true or false: 0 and texts are neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.visitor import TreeInterpreter

from bpadocs.errors import BpadocsError
from bpadocs.formats.shape import Gap, GapReason, short_json

MAX_CHARACTERS: Final = 2_000
MAX_DEPTH: Final = 100
MAX_BITS: Final = 10_000
"""Of an integer: more digits than Python prints."""

LOOKS: Final = 20
"""A query may take as much as so many looks at all the data, and a little more where these are few.
"""

LITTLE: Final = 100_000
_WORD: Final = 32
"""Characters of a text that weigh as much as a number."""


_EQUALITIES: Final = ("eq", "ne")
"""jmespath's names of == and !=."""


class QueryError(BpadocsError, ValueError):
    """A query that cannot be read, does not fit the data, or takes too long."""


class UnknownValueError(BpadocsError):
    """A query needs to know what is not known."""

    def __init__(self, gaps: Iterable[Gap]) -> None:
        self.gaps = tuple(gaps)
        super().__init__(*self.gaps)


class QueryAnswer(NamedTuple):
    """What a query found, and what it would have had to know to find all."""

    found: Any
    gaps: tuple[Gap, ...]


class Data:
    """Data that queries look at.

    Raises QueryError where it is too deep or has numbers that are too long.
    """

    def __init__(self, value: Any) -> None:
        self.value = value
        self._weights = _Weights({})
        self._limit = LITTLE + LOOKS * self._weights.of(value)

    def search(self, query: str) -> QueryAnswer:
        """Return what the query finds, as JSON can say it: null where that cannot be told."""
        if len(query) > MAX_CHARACTERS:
            raise QueryError(
                f"it has {len(query):,} characters; {MAX_CHARACTERS:,} are enough for any check"
            )
        try:
            return self._search(query)
        except QueryError:
            raise
        except RecursionError:
            raise QueryError("it is nested too deeply") from None
        except (JMESPathError, ValueError, TypeError, ArithmeticError) as error:
            raise QueryError(str(error)) from None

    def _search(self, query: str) -> QueryAnswer:
        parsed = jmespath.compile(query).parsed
        interpreter = _Interpreter(self._weights, self._limit)
        found = None
        try:
            found = interpreter.known(parsed, self.value)
        except UnknownValueError as error:
            interpreter.gaps.extend(error.gaps)
        # Weighing refuses what is no value, such as an expression.
        self._weights.of([found])
        return QueryAnswer(found, tuple(dict.fromkeys(interpreter.gaps)))


class _Measure(NamedTuple):
    weight: int
    depth: int


class _Known(NamedTuple):
    value: Any
    """Is kept, so that no other value can get its identity."""
    measure: _Measure


class _Weights:
    """The weights of values: how much there is to write out.

    What a value has twice counts twice, though it is there once.
    """

    def __init__(self, known: Mapping[int, _Known]) -> None:
        self._known = dict(known)
        """Lists and mappings by their identity."""

    def copy(self) -> "_Weights":
        """Return these weights, to which others can be added."""
        return _Weights(self._known)

    def knows(self, value: Any) -> bool:
        """Return whether this list or mapping has been weighed."""
        return id(value) in self._known

    def of(self, value: Any) -> int:
        """Return the weight of a value; raise QueryError for what is no value, or none of ours."""
        return self._measure(value, 0).weight

    def _measure(self, value: Any, above: int) -> _Measure:
        if isinstance(value, str):
            return _Measure(1 + len(value) // _WORD, 0)
        if isinstance(value, int) and value.bit_length() > MAX_BITS:
            raise QueryError("a number has too many digits")
        if value is None or isinstance(value, int | float | Gap):
            return _Measure(1, 0)
        if isinstance(value, dict):
            keys_and_values = [*value, *value.values()]
            return self._measure_all(value, keys_and_values, above)
        if isinstance(value, list):
            return self._measure_all(value, value, above)
        raise QueryError("an expression (&) is no value")

    def _measure_all(self, value: Any, inner: Sequence[Any], above: int) -> _Measure:
        """Return the measure of a list or mapping that has these values inside."""
        known = self._known.get(id(value))
        if known is None:
            if above > MAX_DEPTH:
                raise QueryError("it is nested too deeply")
            weight = 1
            depth = 0
            for one in inner:
                measure = self._measure(one, above + 1)
                weight += measure.weight
                depth = max(depth, measure.depth)
            known = _Known(value, _Measure(weight, depth + 1))
            self._known[id(value)] = known
        if above + known.measure.depth > MAX_DEPTH + 1:
            raise QueryError("it is nested too deeply")
        return known.measure


class _Interpreter(TreeInterpreter):
    """Counts each step, and the weight of each value that a step makes."""

    def __init__(self, weights: _Weights, limit: int) -> None:
        super().__init__()
        self._weights = weights.copy()
        self._left = limit
        self.gaps: list[Gap] = []
        """What had to be known of the items of lists that were left out for it."""

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        """Take one step of the query."""
        found = super().visit(node, *args, **kwargs)
        makes_no_value = node["type"] in ("expref", "found")
        if makes_no_value or self._weights.knows(found):
            self._spend(1)
        else:
            self._spend(self._weights.of(found))
        return found

    def known(self, node: Any, value: Any) -> Any:
        """Return what a node gives; raise UnknownValueError where that is a gap."""
        found = self.visit(node, value)
        if isinstance(found, Gap):
            raise UnknownValueError([found])
        return found

    # What looks into a value

    def visit_field(self, node: Any, value: Any) -> Any:
        """Return the field of an object, which must have it; nothing has nothing in it."""
        name = node["value"]
        if value is None:
            return None
        if isinstance(value, Gap):
            raise UnknownValueError([value])
        if isinstance(value, dict) and name in value:
            return value[name]
        raise UnknownValueError([Gap(name, "", GapReason.ABSENT)])

    def visit_index(self, node: Any, value: Any) -> Any:
        """Return an item of a list."""
        return super().visit_index(node, _no_gap(value))

    def visit_slice(self, node: Any, value: Any) -> Any:
        """Return some items of a list."""
        return super().visit_slice(node, _no_gap(value))

    def visit_multi_select_dict(self, node: Any, value: Any) -> Any:
        """Return an object of what has been chosen; a null that says something stays one."""
        chosen = super().visit_multi_select_dict(node, _no_gap(value))
        if chosen is None:
            return None
        return {name: _or_null(one) for name, one in chosen.items()}

    def visit_multi_select_list(self, node: Any, value: Any) -> Any:
        """Return a list of what has been chosen; a null that says something stays one."""
        chosen = super().visit_multi_select_list(node, _no_gap(value))
        if chosen is None:
            return None
        return [_or_null(one) for one in chosen]

    # Lists, of which each item is known or not

    def visit_projection(self, node: Any, value: Any) -> Any:
        """Return what there is to see of each item."""
        base, each = node["children"]
        found = self.known(base, value)
        if isinstance(found, list):
            return self._each(each, found)
        return None

    def visit_value_projection(self, node: Any, value: Any) -> Any:
        """Return what there is to see of each value of an object."""
        base, each = node["children"]
        found = self.known(base, value)
        if not isinstance(found, dict):
            return None
        return self._each(each, list(found.values()))

    def visit_filter_projection(self, node: Any, value: Any) -> Any:
        """Return what there is to see of each item for which the condition holds."""
        base, each, condition = node["children"]
        found = self.known(base, value)
        if not isinstance(found, list):
            return None
        kept = []
        for item in found:
            try:
                if self._holds(condition, item):
                    kept.append(item)
            except UnknownValueError as error:
                self.gaps.extend(error.gaps)
        return self._each(each, kept)

    def _each(self, node: Any, items: Iterable[Any]) -> list[Any]:
        """Return what a node gives for each item, without what is null or not known."""
        given = []
        for item in items:
            try:
                one = _or_null(self.visit(node, item))
            except UnknownValueError as error:
                self.gaps.extend(error.gaps)
                continue
            if one is not None:
                given.append(one)
        return given

    # Conditions

    def _holds(self, node: Any, value: Any) -> bool:
        """Return whether a condition is true. Raises UnknownValueError where that is not known."""
        found = self.known(node, value)
        if isinstance(found, str | int | float) and not isinstance(found, bool):
            message = f"a condition is true or false, and not {found!r}; compare it"
            raise QueryError(message)
        return bool(found)

    def visit_and_expression(self, node: Any, value: Any) -> bool:
        """Return whether both hold; what is known to be false decides."""
        return self._decided(node, value, decides=False)

    def visit_or_expression(self, node: Any, value: Any) -> bool:
        """Return whether one of the two holds; what is known to be true decides."""
        return self._decided(node, value, decides=True)

    def _decided(self, node: Any, value: Any, *, decides: bool) -> bool:
        gaps: list[Gap] = []
        for child in node["children"]:
            try:
                if self._holds(child, value) is decides:
                    return decides
            except UnknownValueError as error:
                gaps.extend(error.gaps)
        if gaps:
            raise UnknownValueError(gaps)
        return not decides

    def visit_not_expression(self, node: Any, value: Any) -> bool:
        """Return whether the condition is false."""
        return not self._holds(node["children"][0], value)

    def visit_comparator(self, node: Any, value: Any) -> Any:
        """Compare two values; null with a gap only where the data says that there is none."""
        left, right = [self.visit(child, value) for child in node["children"]]
        if node["value"] in _EQUALITIES:
            if right is None:
                left = _or_null(left)
            if left is None:
                right = _or_null(right)
        found = [_no_gap(left), _no_gap(right)]
        if node["value"] not in _EQUALITIES:
            for child, one in zip(node["children"], found, strict=True):
                _check_number(child, one)
        return super().visit_comparator(_with(node, found), value)

    # What is weighed before it is made

    def visit_flatten(self, node: Any, value: Any) -> Any:
        """Make one list of lists in a list, whose weight is known before it is made.

        It may be the square of what there was.
        """
        found = self.known(node["children"][0], value)
        if isinstance(found, list):
            self._spend(self._weights.of(found))
        return super().visit_flatten(_with(node, [found]), value)

    def visit_function_expression(self, node: Any, value: Any) -> Any:
        """Call a function; weigh first what join() makes: it alone makes more than it is given."""
        arguments = []
        for child in node["children"]:
            found = self.visit(child, value)
            takes_null = node["value"] == "not_null"
            arguments.append(_or_null(found) if takes_null else _no_gap(found))
        if node["value"] == "join" and len(arguments) == 2:
            separator, parts = arguments
            if isinstance(separator, str) and isinstance(parts, list):
                weight = len(separator) // _WORD
                self._spend(len(parts) * weight)
        return super().visit_function_expression(_with(node, arguments), value)

    def visit_expref(self, node: Any, value: Any) -> Any:
        """Return an expression that a function will look at items with, which must be known."""
        known: Any = {"type": "known", "children": node["children"]}
        looking: Any = {**node, "children": [known]}
        return super().visit_expref(looking, value)

    def visit_known(self, node: Any, value: Any) -> Any:
        """Return what the node in it gives, which must be known: our own kind of node."""
        return self.known(node["children"][0], value)

    def visit_found(self, node: Any, value: Any) -> Any:
        """Return what has been found before: our own kind of node."""
        return node["value"]

    def _spend(self, weight: int) -> None:
        self._left -= weight
        if self._left < 0:
            raise QueryError("it takes too long; does it multiply what it looks at?")


def _check_number(node: Any, value: Any) -> None:
    """Raise UnknownValueError where a node gave no number: nothing is more or less than it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return
    while node["type"] != "field" and node["children"]:
        node = node["children"][-1]
    name = str(node.get("value", "@"))
    gap = Gap(
        field=name,
        owner="",
        reason=GapReason.MISFIT,
        value=short_json(value),
    )
    raise UnknownValueError([gap])


def _no_gap(value: Any) -> Any:
    """Return the value, which must be known."""
    if isinstance(value, Gap):
        raise UnknownValueError([value])
    return value


def _or_null(value: Any) -> Any:
    """Return the value, or null where the data has a null that says something."""
    if isinstance(value, Gap) and value.reason is GapReason.NOT_KNOWN:
        return None
    return _no_gap(value)


def _with(node: Any, found: Iterable[Any]) -> Any:
    """Return the node, in the place of its children what has been found of them."""
    children = [
        {
            "type": "found",
            "value": one,
            "children": [],
        }
        for one in found
    ]
    return {**node, "children": children}
