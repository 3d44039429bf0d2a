"""What the checks of rules may ask of an inventory, and what a check does not get right.

A product whose inventories have a known shape has their schema in bpadocs/inventory, beside the
script that collects them.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from bpadocs.formats.query_types import QueryMistake, ReadQuery, called, read_query
from bpadocs.formats.shape import ANYTHING, DataShape, read_shape
from bpadocs.rule.model import Argument, ArgumentType

FOLDER = Path(__file__).parents[1] / "inventory"
COLLECTOR = FOLDER / "Get-BpaInventory.ps1"
"""The script that collects an inventory of a Hyper-V host."""

_KINDS = {
    ArgumentType.LIST: "array",
    ArgumentType.NUMBER: "number",
    ArgumentType.TEXT: "string",
    ArgumentType.CHOICE: "string",
}


def schema_path(product: str) -> Path:
    """Return where the JSON Schema of a product's inventories is, if there is one."""
    return FOLDER / f"{product}.schema.json"


@lru_cache(maxsize=16)
def inventory_shape(product: str) -> DataShape:
    """Return the shape of a product's inventories; nothing is known of most."""
    try:
        schema = schema_path(product).read_text("utf-8")
    except FileNotFoundError:
        return ANYTHING
    return read_shape(json.loads(schema))


@lru_cache(maxsize=512)
def read_check(check: str, product: str) -> ReadQuery:
    """Return what is known of a check of a product before there is any inventory."""
    return read_query(check, inventory_shape(product))


def check_mistakes(
    check: str, product: str, arguments: Mapping[str, Argument]
) -> Iterator[QueryMistake]:
    """Yield what is wrong with a check, and with what it gives for the rule's arguments."""
    read = read_check(check, product)
    yield from read.mistakes
    if not read.mistakes:
        for message in _misgiven(read.gives, arguments):
            yield QueryMistake(0, "", message)


def _misgiven(gives: DataShape, arguments: Mapping[str, Argument]) -> Iterator[str]:
    """Yield why what a check gives is no answer for a rule with these arguments."""
    if "array" in gives.kinds:
        given = gives.items or ANYTHING
        misgiven = _misgiven_names
    else:
        given = gives
        misgiven = _misgiven_answer
    if "object" in given.kinds:
        misgiven = _misgiven_values
    if given.kinds:
        yield from misgiven(given, arguments)


def _misgiven_names(
    given: DataShape, arguments: Mapping[str, Argument]
) -> Iterator[str]:
    """Yield why a list of these is no answer."""
    types = [argument.type for argument in arguments.values()]
    if types != [ArgumentType.LIST]:
        wanted = _listed(arguments)
        yield f"it gives a list, and no value for each of the arguments: {wanted}"


def _misgiven_answer(
    given: DataShape, arguments: Mapping[str, Argument]
) -> Iterator[str]:
    """Yield why what is neither a list nor an object is no answer."""
    if "boolean" not in given.kinds and given.kinds != {"null"}:
        answers = "names, true or false, or a value for each argument"
        yield f"it gives {called(given)}; a check gives {answers}"
    elif arguments:
        wanted = _listed(arguments)
        yield f"it gives true or false, and no value for the arguments: {wanted}"


def _listed(arguments: Mapping[str, Argument]) -> str:
    return ", ".join(arguments) or "none"


def _misgiven_values(
    given: DataShape, arguments: Mapping[str, Argument]
) -> Iterator[str]:
    """Yield why an object of these, or a list of such, is no answer."""
    if given.fields.keys() != arguments.keys():
        names = ", ".join(given.fields)
        wanted = _listed(arguments)
        yield f"it gives values for {names}; the rule's arguments are: {wanted}"
        return
    for name, shape in given.fields.items():
        argument = arguments[name]
        if shape.kinds and _KINDS[argument.type] not in shape.kinds:
            yield f"it gives {called(shape)} for “{name}”, which is a {argument.type}"
        if argument.type is not ArgumentType.CHOICE:
            continue
        for value in shape.values:
            if value not in argument.values:
                yield f"“{name}” may be “{value}”, for which its values have no words"
