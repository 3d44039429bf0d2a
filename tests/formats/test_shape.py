"""Data beside its JSON Schema: what does not fit is a gap, and named as people find it."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from bpadocs.formats.shape import Gap, GapReason, fit, read_shape
from bpadocs.project.checks import schema_path

SCHEMA = {
    "type": "object",
    "required": ["Name", "VMs"],
    "properties": {
        "Name": {"type": "string"},
        "VMs": {
            "type": "array",
            "contains": {"properties": {"Name": {"const": "DC01"}}},
            "items": {
                "type": "object",
                "required": ["Name", "State", "Age", "Disks"],
                "properties": {
                    "Name": {"type": "string"},
                    "State": {"type": "string", "enum": ["Running", "Off"]},
                    "Age": {"type": ["integer", "null"]},
                    "Disks": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["Size"],
                            "properties": {"Size": {"type": "integer"}},
                        },
                    },
                },
            },
        },
    },
}
SHAPE = read_shape(SCHEMA)
WHOLE: dict[str, Any] = {
    "Name": "HV01",
    "VMs": [{"Name": "DC01", "State": "Off", "Age": 3, "Disks": [{"Size": 1}]}],
}


def changed(**fields: Any) -> dict[str, Any]:
    """The machine of the whole data with other fields; one of None is left out."""
    data = copy.deepcopy(WHOLE)
    machine = data["VMs"][0]
    for name, value in fields.items():
        if value is None:
            del machine[name]
        else:
            machine[name] = value
    return data


def test_data_that_fits_has_no_faults() -> None:
    fitted = fit(WHOLE, SHAPE)
    assert fitted.value == WHOLE
    assert fitted.faults == ()


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (changed(State=None), [Gap("VMs[].State", "DC01", GapReason.ABSENT)]),
        (changed(State=9), [Gap("VMs[].State", "DC01", GapReason.MISFIT, "9")]),
        (
            changed(State="Frozen"),
            [Gap("VMs[].State", "DC01", GapReason.MISFIT, '"Frozen"')],
        ),
        (changed(Age=True), [Gap("VMs[].Age", "DC01", GapReason.MISFIT, "true")]),
        (changed(Disks={}), [Gap("VMs[].Disks", "DC01", GapReason.MISFIT, "{}")]),
        (changed(Disks=[5]), [Gap("VMs[].Disks", "DC01", GapReason.MISFIT, "5")]),
        (
            changed(Disks=[{"Size": 1}, {"Size": "x" * 99}]),
            [
                Gap(
                    "VMs[].Disks[].Size",
                    "DC01: #2",
                    GapReason.MISFIT,
                    '"' + "x" * 38 + "…",
                )
            ],
        ),
        ({"Name": "HV01"}, [Gap("VMs", "", GapReason.ABSENT)]),
        ({**WHOLE, "VMs": None}, [Gap("VMs", "", GapReason.MISFIT, "null")]),
        ({**WHOLE, "VMs": []}, [Gap("VMs", "", GapReason.MISFIT, "[]")]),
        (
            {**WHOLE, "VMs": {"Name": "x"}},
            [Gap("VMs", "", GapReason.MISFIT, '{"Name": "x"}')],
        ),
    ],
)
def test_what_does_not_fit_is_a_gap(data: Any, faults: list[Gap]) -> None:
    assert list(fit(data, SHAPE).faults) == faults


def test_null_where_the_shape_has_it_is_no_fault_and_yet_a_gap() -> None:
    data = copy.deepcopy(WHOLE)
    data["VMs"][0]["Age"] = None
    fitted = fit(data, SHAPE)
    assert fitted.faults == ()
    assert fitted.value["VMs"][0]["Age"] == Gap(
        "VMs[].Age", "DC01", GapReason.NOT_KNOWN
    )


def test_a_thing_without_a_name_is_told_by_its_number() -> None:
    data = {**WHOLE, "VMs": [*WHOLE["VMs"], {"Name": "", "State": 1}]}
    owners = {gap.owner for gap in fit(data, SHAPE).faults}
    assert owners == {"#2"}


# The schema of inventories, as a validator of JSON Schema reads it

REAL = json.loads(schema_path("hyper-v").read_text("utf-8"))
VALIDATOR = Draft7Validator(REAL)
HOST = json.loads(
    (Path(__file__).parents[1] / "fixtures/inventory/hyper-v-host.json").read_text(
        "utf-8"
    )
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Any]:
    """Every place in the data."""
    if path:
        yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*path, name))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


PLACES = list(places(HOST))
ABSENT = object()
ODD = [ABSENT, None, True, 0, -1, 1.5, "", "Running", "vmms", [], [1], {}]


@given(st.sampled_from(PLACES), st.sampled_from(ODD))
def test_it_finds_a_fault_where_a_validator_does(
    path: tuple[str | int, ...], value: Any
) -> None:
    data = copy.deepcopy(HOST)
    *way, last = path
    around = data
    for step in way:
        around = around[step]
    if value is ABSENT:
        del around[last]
    else:
        around[last] = value
    # a number with a fraction is an integer to nobody, and no check counts on integers
    if value == 1.5:
        return
    valid = VALIDATOR.is_valid(data)
    assert (fit(data, read_shape(REAL)).faults == ()) == valid
