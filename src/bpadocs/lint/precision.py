"""How often each check is right, as measured on published pages in four languages.

The figures are in precision.json beside this module. Every finding on two sets of pages was
counted, and of each check some were read beside their English: was there a fault, and the one that
is told? `make precision` counts again, where the pages are there; a test holds that the figures are
those.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

FILE: Final = "precision.json"


@dataclass(frozen=True)
class Precision:
    """What one check said on one set of pages."""

    findings: int
    read: int
    """How many of them somebody read beside the English."""
    right: int


@dataclass(frozen=True)
class Measured:
    """What was measured on one set of pages."""

    pages: int
    """How many translated pages it has."""
    checks: Mapping[str, Precision]
    """By check; without an entry it said nothing."""


PEOPLE: Final = "people"
"""Pages that people translated well: what is told there is mostly a false alarm."""
RULES: Final = "rules"
"""Published rule pages, translated by machine."""


@cache
def measured() -> Mapping[str, Measured]:
    """Return what was measured, by the set of pages."""
    data = json.loads(files(__package__).joinpath(FILE).read_text("utf-8"))
    found = {}
    for pages, own in data.items():
        checks = {}
        for name, (findings, read, right) in own["checks"].items():
            checks[name] = Precision(findings=findings, read=read, right=right)
        found[pages] = Measured(own["pages"], checks)
    return found


def told(check: str) -> Iterator[str]:
    """Yield the lines that say how often a check was right."""
    for pages, what in (
        (PEOPLE, "pages people translated"),
        (RULES, "published rule pages"),
    ):
        own = measured()[pages]
        yield f"on {own.pages:,} {what}: {_said(own.checks.get(check))}"


def _said(precision: Precision | None) -> str:
    if precision is None:
        return "no finding"
    findings, read = precision.findings, precision.read
    noun = "finding" if findings == 1 else "findings"
    if not read:
        return f"{findings:,} {noun}, none of which was read"
    if read < findings:
        read_of_them = f"{read:,} of them"
    else:
        read_of_them = "all"
    return f"{findings:,} {noun}, {read_of_them} read, {precision.right:,} right"
