"""The page of bpadocs.runtime, from its docstrings."""

import inspect
from collections.abc import Iterator

from bpadocs import runtime
from reference.writing import (
    constants_of,
    doc_of,
    docstring,
    escaped,
    fence,
    fill,
    page,
    prose,
)

INTRO = """
    The names that stand here are public: see “What may change” in the README. All others are not.
"""
SPOKEN = {
    "__getitem__": "messages[rule]",
    "__contains__": "rule in messages",
    "__len__": "len(messages)",
    "__iter__": "for rule in messages",
    "__enter__": "with messages",
}
"""Methods that one calls by Python's own words."""


def runtime_api() -> str:
    """Return the page."""
    parts = [docstring(doc_of(runtime), "python"), prose(INTRO)]
    for kind in public_classes():
        parts += _class(kind)
    parts.append("## Functions")
    for name, function in public_functions():
        parts += _function(name, function, 3)
    parts.append("## Constants")
    for one in constants_of(runtime):
        if one.about:
            about = escaped(" ".join(one.about.split()))
            parts.append(fill(f"`{one.name} = {one.default}`: {about}"))
    return page("bpadocs.runtime", *parts)


def public_classes() -> list[type]:
    """Return the classes that are public, in the order of the file."""
    found = []
    for name, thing in vars(runtime).items():
        is_own = inspect.isclass(thing) and thing.__module__ == runtime.__name__
        if is_own and not name.startswith("_"):
            found.append(thing)
    return found


def public_functions() -> list[tuple[str, object]]:
    """Return the functions that are public, with their names."""
    found: list[tuple[str, object]] = []
    for name, thing in vars(runtime).items():
        is_own = inspect.isfunction(thing) and thing.__module__ == runtime.__name__
        if is_own and not name.startswith("_"):
            found.append((name, thing))
    return found


def _class(kind: type) -> Iterator[str]:
    bases = ", ".join(one.__name__ for one in kind.__bases__ if one is not object)
    yield f"## `{kind.__name__}`"
    if bases:
        yield f"A kind of `{bases}`."
    yield docstring(doc_of(kind))
    attributes = [one for one in vars(kind).get("__slots__", ()) if one[0] != "_"]
    if attributes:
        yield f"Attributes: {', '.join(f'`{one}`' for one in attributes)}."
    for name, thing in members_of(kind):
        if isinstance(thing, property):
            yield f"### `{kind.__name__}.{name}`"
            yield docstring(doc_of(thing))
        else:
            yield from _function(f"{kind.__name__}.{name}", thing, 3)


def members_of(kind: type) -> Iterator[tuple[str, object]]:
    """Yield the public members of a class, in the order of the file."""
    for name, thing in vars(kind).items():
        is_callable = inspect.isfunction(thing) or isinstance(thing, classmethod)
        is_public = not name.startswith("_") or name in SPOKEN
        # what a private class is behind is no business of callers
        is_public = is_public and "-> _" not in str(_returns(thing))
        if is_public and (is_callable or isinstance(thing, property)):
            yield name, thing


def _returns(thing: object) -> str:
    annotations = getattr(thing, "__annotations__", {})
    return f"-> {annotations.get('return', '')}"


def _function(name: str, thing: object, level: int) -> Iterator[str]:
    own = name.rpartition(".")[2]
    function = thing.__func__ if isinstance(thing, classmethod) else thing
    yield f"{'#' * level} `{SPOKEN.get(own, name)}`"
    yield fence(_signature(own, function), "python")
    about = doc_of(function)
    if about:
        yield docstring(about)


def _signature(name: str, function: object) -> str:
    signature = inspect.signature(function)  # type: ignore[arg-type]
    kept = [
        one for key, one in signature.parameters.items() if key not in ("self", "cls")
    ]
    return f"def {name}{signature.replace(parameters=kept)}".replace("'", "")
