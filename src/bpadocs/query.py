"""JMESPath over data, within bounds: a check is text that somebody wrote, and 150 characters may multiply for ever."""

from collections.abc import Iterable, Mapping
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.visitor import TreeInterpreter

MAX_CHARACTERS = 2_000
MAX_DEPTH = 100
MAX_BITS = 10_000
"""Of an integer: more digits than Python prints."""
LOOKS = 20
"""A query may take as much as so many looks at all the data, and a little more where these are few."""
LITTLE = 100_000
_WORD = 32
"""Characters of a text that weigh as much as a number."""


class QueryError(ValueError):
    """A query that cannot be read, does not fit the data, or takes too long."""


class Data:
    """Data that queries look at. Raises QueryError where it is too deep or has numbers that are too long."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self._weights = _Weights({})
        self._limit = LITTLE + LOOKS * self._weights.of(value)

    def search(self, query: str) -> Any:
        """What the query yields, as JSON can say it."""
        if len(query) > MAX_CHARACTERS:
            raise QueryError(f"it has {len(query):,} characters; {MAX_CHARACTERS:,} are enough for any check")
        try:
            parsed = jmespath.compile(query).parsed
            found = _Interpreter(self._weights, self._limit).visit(parsed, self.value)
            self._weights.of([found])  # which refuses what is no value
        except QueryError:
            raise
        except RecursionError:
            raise QueryError("it is nested too deeply") from None
        except (JMESPathError, ValueError, TypeError, ArithmeticError) as error:
            raise QueryError(str(error)) from None
        return found


class _Weights:
    """How much a value weighs when it is written out: what it has twice counts twice, though it is there once."""

    def __init__(self, known: Mapping[int, tuple[Any, int, int]]) -> None:
        self._known = dict(known)
        """By identity the value, which thereby stays what it is, its weight and its depth."""

    def copy(self) -> "_Weights":
        return _Weights(self._known)

    def knows(self, value: Any) -> bool:
        return id(value) in self._known

    def of(self, value: Any) -> int:
        return self._measure(value, 0)[0]

    def _measure(self, value: Any, above: int) -> tuple[int, int]:
        if isinstance(value, str):
            return 1 + len(value) // _WORD, 0
        if isinstance(value, int) and value.bit_length() > MAX_BITS:
            raise QueryError("a number has too many digits")
        if value is None or isinstance(value, (int, float)):
            return 1, 0
        if not isinstance(value, (list, dict)):
            raise QueryError("an expression (&) is no value")
        if id(value) not in self._known:
            if above > MAX_DEPTH:
                raise QueryError("it is nested too deeply")
            inner = [*value, *value.values()] if isinstance(value, dict) else value
            measured = [self._measure(one, above + 1) for one in inner]
            weight = 1 + sum(one for one, _ in measured)
            depth = 1 + max((one for _, one in measured), default=0)
            self._known[id(value)] = value, weight, depth
        _, weight, depth = self._known[id(value)]
        if above + depth > MAX_DEPTH + 1:
            raise QueryError("it is nested too deeply")
        return weight, depth


class _Interpreter(TreeInterpreter):
    """Counts each step, and the weight of each value that a step makes."""

    def __init__(self, weights: _Weights, limit: int) -> None:
        super().__init__()
        self._weights = weights.copy()
        self._left = limit

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        found = super().visit(node, *args, **kwargs)
        known = node["type"] in ("expref", "found") or self._weights.knows(found)
        self._spend(1 if known else self._weights.of(found))
        return found

    def visit_flatten(self, node: Any, value: Any) -> Any:
        """Lists in a list as one list: weighed before it is there, for it may be the square of what there was."""
        found = self.visit(node["children"][0], value)
        if isinstance(found, list):
            self._spend(self._weights.of(found))
        return super().visit_flatten(_with(node, [found]), value)

    def visit_function_expression(self, node: Any, value: Any) -> Any:
        """join() is the one function that makes more than it is given: likewise."""
        arguments = [self.visit(child, value) for child in node["children"]]
        if node["value"] == "join" and len(arguments) == 2:
            separator, parts = arguments
            if isinstance(separator, str) and isinstance(parts, list):
                self._spend(len(parts) * (len(separator) // _WORD))
        return super().visit_function_expression(_with(node, arguments), value)

    def visit_found(self, node: Any, value: Any) -> Any:
        return node["value"]

    def _spend(self, weight: int) -> None:
        self._left -= weight
        if self._left < 0:
            raise QueryError("it takes too long; does it multiply what it looks at?")


def _with(node: Any, found: Iterable[Any]) -> Any:
    """The node with what its children yield in the place of the children."""
    return {**node, "children": [{"type": "found", "value": one, "children": []} for one in found]}
