"""The hosts that a rule is tried on: tests/fixtures/checks/<product>/<rule>.yaml."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent / "fixtures" / "checks"

Inventory = Mapping[str, Any]


class BrokenHost(NamedTuple):
    """A host that breaks a rule."""

    inventory: Inventory
    found: list[Mapping[str, object]]
    """The values for the rule's arguments, of each result."""


class UnknownHost(NamedTuple):
    """A host of which it cannot be told."""

    inventory: Inventory
    fields: list[str]
    """What is missing."""


class CheckFixture(NamedTuple):
    """All hosts of a rule; each inventory has what the check looks at, and no more."""

    meets: list[Inventory]
    breaks: list[BrokenHost]
    unknown: list[UnknownHost]

    @property
    def wrong(self) -> list[Inventory]:
        """The hosts of which there is something to say."""
        broken = [host.inventory for host in self.breaks]
        return broken + [host.inventory for host in self.unknown]


def fixture_path(rule: str) -> Path:
    """Where the hosts of a rule are."""
    return FOLDER / f"{rule}.yaml"


def read_fixture(rule: str) -> CheckFixture:
    """The hosts of a rule."""
    path = fixture_path(rule)
    assert path.is_file(), f"{rule} has no hosts to be tried on: write {path}"
    data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return CheckFixture(
        meets=[_whole(one) for one in data["meets"]],
        breaks=[
            BrokenHost(_whole(one["inventory"]), one["found"]) for one in data["breaks"]
        ],
        unknown=[
            UnknownHost(_whole(one["inventory"]), one["fields"])
            for one in data["unknown"]
        ],
    )


def _whole(inventory: Inventory) -> Inventory:
    return {"ComputerName": "HV01", **inventory}


def fixtures() -> Iterator[Path]:
    """Every file of hosts."""
    return FOLDER.glob("*/*.yaml")
