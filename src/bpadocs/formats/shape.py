"""The shape of JSON data: what is where and of which kind, as a JSON Schema states it.

Of JSON Schema it knows what a list of fields needs: type, properties, required, items, enum, and
contains with the constants that one item has.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

LONGEST_VALUE: Final = 40
"""Of a value that does not fit: characters that are told of it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DataShape:
    """What is known of a value before it is there."""

    path: str = ""
    """Its place in the data, such as VMs[].State; empty for what a query makes."""
    kinds: frozenset[str] = frozenset()
    """JSON Schema's names of types, integers being numbers; empty where it may be anything."""
    fields: Mapping[str, "DataShape"] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: "DataShape | None" = None
    values: tuple[str, ...] = ()
    """The texts that it may be; empty where there is no list of them."""
    one_has: Mapping[str, str] = field(default_factory=dict)
    """Of a list: what one of its items has."""


ANYTHING: Final = DataShape()


def read_shape(schema: Mapping[str, Any], path: str = "") -> DataShape:
    """Return the shape that a JSON Schema states."""
    types = schema.get("type", [])
    kinds = set()
    for kind in [types] if isinstance(types, str) else types:
        kinds.add("number" if kind == "integer" else kind)
    fields = {}
    for name, inner in schema.get("properties", {}).items():
        fields[name] = read_shape(inner, f"{path}.{name}" if path else name)
    items = None
    if "items" in schema:
        items = read_shape(schema["items"], f"{path}[]")
    one_has = {}
    for name, wanted in schema.get("contains", {}).get("properties", {}).items():
        one_has[name] = wanted["const"]
    return DataShape(
        path=path,
        kinds=frozenset(kinds),
        fields=fields,
        required=frozenset(schema.get("required", ())),
        items=items,
        values=tuple(schema.get("enum", ())),
        one_has=one_has,
    )


class GapReason(StrEnum):
    """Why there is no value that can be used."""

    ABSENT = "absent"
    NOT_KNOWN = "notKnown"
    """It is null, which says that there is none, or that it is not known."""
    MISFIT = "misfit"
    """It is of another type, no value of the list, or null where that says nothing."""
    FAILED = "failed"
    """Whoever collected the data says why it is absent."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in data without a value that can be used; it stands there in the value's place."""

    field: str
    """The path of the shape, such as VMs[].State."""
    owner: str
    """The name of the thing in a list whose field it is; empty where it is in no list."""
    reason: GapReason
    value: str = ""
    """What is there instead, as JSON; of what failed, what the system said."""


@dataclass(frozen=True, slots=True)
class FittedData:
    """Data with a gap in the place of everything that does not fit its shape."""

    value: Any
    faults: tuple[Gap, ...]
    """The gaps, but for those where the shape allows null."""


def fit(value: Any, shape: DataShape) -> FittedData:
    """Return the data as far as it fits the shape."""
    fitter = _Fitter()
    fitted = fitter.value(value, shape, "")
    return FittedData(fitted, tuple(fitter.faults))


class _Fitter:
    """Puts gaps into data."""

    def __init__(self) -> None:
        self.faults: list[Gap] = []

    def value(self, value: Any, shape: DataShape, owner: str) -> Any:
        """Return the value, or the gap in its place."""
        if value is None and "null" in shape.kinds:
            return Gap(shape.path, owner, GapReason.NOT_KNOWN)
        if not _fits(value, shape):
            return self._misfit(value, shape, owner)
        if isinstance(value, dict):
            return self._object(value, shape, owner)
        if isinstance(value, list) and shape.items:
            return self._list(value, shape, shape.items, owner)
        return value

    def _object(self, value: Mapping[str, Any], shape: DataShape, owner: str) -> Any:
        fitted = dict(value)
        for name, inner in shape.fields.items():
            if name in value:
                fitted[name] = self.value(value[name], inner, owner)
            elif name in shape.required:
                gap = Gap(inner.path, owner, GapReason.ABSENT)
                self.faults.append(gap)
                fitted[name] = gap
        return fitted

    def _list(
        self, value: list[Any], shape: DataShape, items: DataShape, owner: str
    ) -> Any:
        for item in value:
            if not _fits(item, items):
                return self._misfit(item, shape, owner)
        if shape.one_has and not _one_has(value, shape.one_has):
            return self._misfit(value, shape, owner)
        fitted = []
        for number, item in enumerate(value):
            fitted.append(self.value(item, items, _owner(item, number, owner)))
        return fitted

    def _misfit(self, value: Any, shape: DataShape, owner: str) -> Gap:
        gap = Gap(
            field=shape.path,
            owner=owner,
            reason=GapReason.MISFIT,
            value=short_json(value),
        )
        self.faults.append(gap)
        return gap


def short_json(value: Any) -> str:
    """Return a value as JSON, cut where it is long."""
    told = json.dumps(value, ensure_ascii=False)
    if len(told) > LONGEST_VALUE:
        return told[: LONGEST_VALUE - 1] + "…"
    return told


def kind_of(value: Any) -> str:
    """Return JSON Schema's name of a value's type, integers being numbers."""
    if value is None:
        return "null"
    # a bool is an int to Python
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    if isinstance(value, list):
        return "array"
    return "object"


def _fits(value: Any, shape: DataShape) -> bool:
    if shape.kinds and kind_of(value) not in shape.kinds:
        return False
    return not (shape.values and value is not None and value not in shape.values)


def _one_has(items: list[Any], wanted: Mapping[str, str]) -> bool:
    return any(wanted.items() <= item.items() for item in items)


def _owner(item: Any, number: int, outer: str) -> str:
    """Return how people name an item: by what it is in, and by its name or else its number."""
    name = item.get("Name") if isinstance(item, dict) else None
    own = name if isinstance(name, str) and name else f"#{number + 1}"
    if outer:
        return f"{outer}: {own}"
    return own
