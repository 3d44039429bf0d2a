"""JMESPath over data, within bounds.

A query is text that somebody wrote, and 150 characters of it may multiply for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.visitor import TreeInterpreter

from bpadocs.errors import BpadocsError

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


class QueryError(BpadocsError, ValueError):
    """A query that cannot be read, does not fit the data, or takes too long."""


class Data:
    """Data that queries look at.

    Raises QueryError where it is too deep or has numbers that are too long.
    """

    def __init__(self, value: Any) -> None:
        self.value = value
        self._weights = _Weights({})
        self._limit = LITTLE + LOOKS * self._weights.of(value)

    def search(self, query: str) -> Any:
        """Return what the query finds, as JSON can say it."""
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

    def _search(self, query: str) -> Any:
        parsed = jmespath.compile(query).parsed
        interpreter = _Interpreter(self._weights, self._limit)
        found = interpreter.visit(parsed, self.value)
        # Weighing refuses what is no value, such as an expression.
        self._weights.of([found])
        return found


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
        if value is None or isinstance(value, int | float):
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

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        """Take one step of the query."""
        found = super().visit(node, *args, **kwargs)
        makes_no_value = node["type"] in ("expref", "found")
        if makes_no_value or self._weights.knows(found):
            self._spend(1)
        else:
            self._spend(self._weights.of(found))
        return found

    def visit_flatten(self, node: Any, value: Any) -> Any:
        """Make one list of lists in a list, whose weight is known before it is made.

        It may be the square of what there was.
        """
        found = self.visit(node["children"][0], value)
        if isinstance(found, list):
            self._spend(self._weights.of(found))
        return super().visit_flatten(_with(node, [found]), value)

    def visit_function_expression(self, node: Any, value: Any) -> Any:
        """Call a function; weigh first what join() makes: it alone makes more than it is given."""
        arguments = [self.visit(child, value) for child in node["children"]]
        if node["value"] == "join" and len(arguments) == 2:
            separator, parts = arguments
            if isinstance(separator, str) and isinstance(parts, list):
                weight = len(separator) // _WORD
                self._spend(len(parts) * weight)
        return super().visit_function_expression(_with(node, arguments), value)

    def visit_found(self, node: Any, value: Any) -> Any:
        """Return what has been found before: our own kind of node."""
        return node["value"]

    def _spend(self, weight: int) -> None:
        self._left -= weight
        if self._left < 0:
            raise QueryError("it takes too long; does it multiply what it looks at?")


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
