"""The page of plug-in checks: what they are given, and what they give."""

import inspect
from collections.abc import Iterator
from pathlib import Path

from bpadocs.lint import check as checks
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, PageHit, Place, RuleHit
from bpadocs.lint.registry import ENTRY_POINTS
from bpadocs.lint.subject import Passage, Segment, Subject, Unit
from bpadocs.project.shared_words import WordToDo
from reference.runtime_api import members_of
from reference.writing import (
    cell,
    code,
    doc_of,
    docstring,
    fence,
    fields_of,
    page,
    prose,
    table,
)

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "reference" / "house_checks.py"
INTRO = f"""
    A check that only your project needs lives in a package of your own. An entry point in the group
    `{ENTRY_POINTS}` names its `CHECK`; `bpa checks` lists it from then on, lint runs it, and
    `bpa explain` prints its docstring. What is remembered of earlier runs is forgotten when the
    package's version or any file of it changes.

    A name that a check has already is refused, and so is what is no check; the command then ends
    with 2. A check that raises an exception is told with its name, the findings of the others are
    shown, and the command ends with 2.
"""
ENTRY_POINT = f"""\
[project.entry-points."{ENTRY_POINTS}"]
house-words = "house_checks:CHECK"
"""
KINDS_INTRO = """
    `CHECK` is one of these. All of them are made with a name and `run`, and by keyword what else
    differs from what is usual:
"""
ALIASES = {
    "UnitCheck": "UnitRun",
    "TextCheck": "TextRun",
    "RuleCheck": "RuleRun",
    "ProjectCheck": "ProjectRun",
    "DerivedCheck": "DerivedRun",
    "PageCheck": "PageRun",
    "CatalogCheck": "CatalogRun",
}
"""By kind, the name of the type of its `run`."""
VALUES = (
    Hit,
    Fix,
    RuleHit,
    PageHit,
    Place,
    Passage,
    Unit,
    Segment,
    Subject,
    Context,
    WordToDo,
)
"""What `run` is given, and what it gives."""


def plugins() -> str:
    """Return the page."""
    parts = [
        prose(INTRO),
        fence(ENTRY_POINT, "toml"),
        "The module of such a check, whole:",
    ]
    parts.append(fence(EXAMPLE.read_text("utf-8"), "python"))
    parts += ["## Kinds of checks", prose(KINDS_INTRO), *_fields(checks.Check)]
    for kind in checks.KINDS:
        parts += _kind(kind)
    parts.append("## What `run` is given and gives")
    for value in VALUES:
        parts += _value(value)
    return page("Plug-in checks", *parts)


def _kind(kind: type[checks.Check]) -> Iterator[str]:
    yield f"### `{kind.__name__}`"
    yield docstring(doc_of(kind))
    yield fence(f"run: {_alias(ALIASES[kind.__name__])}", "python")
    yield from _fields(kind)


def _alias(name: str) -> str:
    """Return the type that a name stands for, as the source writes it."""
    source = inspect.getsource(checks)
    _, _, behind = source.partition(f"\n{name} = ")
    lines = []
    for line in behind.split("\n"):
        lines.append(line.strip())
        if "".join(lines).count("[") == "".join(lines).count("]"):
            break
    return "".join(lines)


def _value(kind: type) -> Iterator[str]:
    yield f"### `{kind.__name__}`"
    yield docstring(doc_of(kind))
    yield from _fields(kind)
    rows = []
    for name, thing in members_of(kind):
        function = thing.fget if isinstance(thing, property) else thing
        rows.append((code(f"{name}{_parameters(name, thing)}"), cell(doc_of(function))))
    for name, thing in vars(kind).items():
        if type(thing).__name__ == "cached_property" and not name.startswith("_"):
            rows.append((code(name), cell(doc_of(thing))))
    if rows:
        yield table(("Asked for", "What it gives"), rows)


def _parameters(name: str, thing: object) -> str:
    if not inspect.isfunction(thing):
        return ""
    names = [one for one in inspect.signature(thing).parameters if one != "self"]
    return f"({', '.join(names)})"


def _fields(kind: type) -> Iterator[str]:
    rows = []
    for one in fields_of(kind):
        if one.name in ("run", "scope"):
            continue
        kind_of_it = one.annotation.replace("|", "\\|")
        default = (
            "" if "field(" in one.default or "default(" in one.default else one.default
        )
        shown = code(default) if default else ""
        rows.append((code(one.name), f"`{kind_of_it}`", shown, cell(one.about)))
    if rows:
        yield table(("Field", "Type", "Usual", "What it is"), rows)
