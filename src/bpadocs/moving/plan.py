"""What a move or a removal is going to write, and what the user should know of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bpadocs.system.saving import Change


class MovePlan(NamedTuple):
    """The files that change, in the order in which they are written; those that go come last."""

    changes: Mapping[str, Change]
    """By path in the project."""
    outside: Mapping[Path, Change]
    """Files elsewhere, which were named: they have texts that translators work on."""
    notes: tuple[str, ...]
    renamed: Mapping[str, str]
    """By the path of a file that is new, the one that goes for it."""
    done: str
    """What has happened once all is written, in a sentence."""
