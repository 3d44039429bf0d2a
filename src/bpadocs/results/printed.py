"""Results of a checker as they were printed: which of their properties are sentences, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
"""Where a value is in the data of a file: the keys and indexes that lead to it."""

WORDS = ("severity", "category", "help")
"""What is a word or an address, not a sentence."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text of a result that people read."""

    path: Path
    text: str
    field: str
    """Which field of a rule it should be: its name tells."""


class KnownGap(NamedTuple):
    """What a checker could not find out, as it tells programs."""

    field: str
    """Its path in the inventory, such as VMs[].State."""
    value: str
    """What is there instead, or what the system said; empty where there is nothing."""


@dataclass(frozen=True, slots=True)
class PrintedResult:
    """What was printed of one rule."""

    where: str
    """What it is called in messages: `result 3`."""
    names: tuple[str, ...]
    """What it calls its rule; not always what the project calls it."""
    sentences: tuple[PrintedText, ...]
    shown: tuple[tuple[str, Path], ...]
    """The properties that people want to see, each with its name."""
    arguments: Mapping[str, object] | None = None
    """The values in its sentences, where the checker says them too."""
    gaps: frozenset[KnownGap] | None = None
    """What could not be found out, where the checker says that too."""
    is_result: bool = True
    """Otherwise this describes a rule, for programs that show results."""


@dataclass(frozen=True, slots=True)
class PrintedResults:
    """All of a file."""

    path: str
    data: Any
    """What the file says, as JSON has it: what is to be said otherwise is replaced in a copy."""
    results: tuple[PrintedResult, ...]
    languages: tuple[Path, ...] = ()
    """The places that name the language of the texts."""
