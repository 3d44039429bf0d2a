"""Checks are read with their rule: every mistake has its place in the file."""

import json
from textwrap import dedent

import pytest
from jsonschema import Draft7Validator

from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.checks import COLLECTOR, inventory_shape, read_check, schema_path
from bpadocs.project.read_rule import read_rule
from bpadocs.rule.model import Product, SourceFile

RULE = """\
    page: P
    severity: error
    category: operations
    arguments: ARGUMENTS
    check: CHECK
    text:
      en: {title: T, issue: 'TEXT', impact: I, resolution: R}
    """
CHOICE = (
    "{status: {type: choice, label: s, values: {Running: running, Stopped: stopped}}}"
)
VMS = "{vms: {type: list, label: v}}"
PAIR = "{vms: {type: list, label: v}, age: {type: number, label: a}}"


def problems(check: str, arguments: str = VMS, product: str = "hyper-v") -> list[str]:
    """What reading a rule with this check says of it."""
    text = "Something"
    for name in ("vms", "age", "status"):
        if f"{name}: {{" in arguments:
            text += f" {{{name}}}"
    written = (
        dedent(RULE)
        .replace("ARGUMENTS", arguments)
        .replace("CHECK", check)
        .replace("TEXT", text)
    )
    owner = Product(
        id=product,
        name="P",
        operating_systems=("W",),
        applies_to="W",
        intro=None,
        note=None,
        front_matter={},
        layout={},
        source=SourceFile("product.yaml", ""),
    )
    _, found = read_rule(Source("r.yaml", written), f"{product}/r", owner, ("en",))
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("check", "message"),
    [
        (
            "VMs[?State == 'Pausd'].Name",
            "5:23: the check: “State” is never “Pausd”; did you mean “Paused”?",
        ),
        (
            "VMs[?Stat == 'Paused'].Name",
            "5:13: the check: there is no field “Stat” in VMs[]; did you mean “State”?",
        ),
        (
            "VMs[?Name == 'Name'].Nam",
            "5:29: the check: there is no field “Nam” in VMs[]; did you mean “Name”?",
        ),
        (
            ">-\n  VMs[?State == 'Paused'\n  && ReplicationMode].Name",
            "7:6: the check: “ReplicationMode” is text, and a condition is true or "
            "false; compare it with something",
        ),
        ("VMs[?", "5:8: the check: cannot be read: it ends too early"),
        (
            "VMs[?DaysSinceBackup > '7'].Name",
            "5:32: the check: “7” is text; only numbers are more or less",
        ),
        (
            "starts_wit(ComputerName, 'H')",
            "5:8: the check: there is no function “starts_wit”; did you mean “starts_with”?",
        ),
    ],
)
def test_a_mistake_in_a_check_has_its_place(check: str, message: str) -> None:
    assert problems(check)[0] == f"r.yaml:{message}"


@pytest.mark.parametrize(
    ("check", "arguments", "message"),
    [
        (
            "length(VMs)",
            VMS,
            "it gives a number; a check gives names, true or false, or a value for each argument",
        ),
        (
            "VMs[].Name",
            PAIR,
            "it gives a list, and no value for each of the arguments: vms, age",
        ),
        (
            "VMs[].Name",
            "{}",
            "it gives a list, and no value for each of the arguments: none",
        ),
        (
            "length(VMs) > `1`",
            VMS,
            "it gives true or false, and no value for the arguments: vms",
        ),
        (
            "VMs[].{vms: [Name]}",
            PAIR,
            "it gives values for vms; the rule's arguments are: vms, age",
        ),
        (
            "VMs[].{vms: [Name], age: Name}",
            PAIR,
            "it gives text for “age”, which is a number",
        ),
        (
            "Services[0].{status: Status}",
            CHOICE,
            "“status” may be “ContinuePending”, for which its values have no words",
        ),
    ],
)
def test_a_check_gives_what_the_rule_says(
    check: str, arguments: str, message: str
) -> None:
    found = problems(f">-\n  {check}", arguments)
    assert found[0] == f"r.yaml:5:8: the check: {message}"


@pytest.mark.parametrize(
    ("check", "arguments"),
    [
        ("VMs[?State == 'Paused'].Name", VMS),
        ("VMs[].{vms: [Name], age: DaysSinceBackup}", PAIR),
        ("VMs | {vms: [].Name, age: max([].DaysSinceBackup)}", PAIR),
        ("Host.VirtualMachineMigrationEnabled", "{}"),
        ("Certificates[?DaysLeft < `0`] | [0].{vms: [Subject], age: DaysLeft}", PAIR),
    ],
)
def test_a_check_that_is_right_is_no_mistake(check: str, arguments: str) -> None:
    assert problems(f">-\n  {check}", arguments) == []


def test_of_a_product_whose_inventories_nobody_knows_only_the_language_is_known() -> (
    None
):
    assert problems("Printers[?Jobs > `3`].Name", product="print") == []
    (problem,) = problems("Printers[?Jobs > `3`", product="print")
    assert problem == "r.yaml:5:8: the check: cannot be read: it ends too early"


def test_the_schema_of_inventories_is_a_json_schema() -> None:
    schema = json.loads(schema_path("hyper-v").read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    assert COLLECTOR.parent == schema_path("hyper-v").parent
    assert "VMs" in inventory_shape("hyper-v").fields


def test_a_check_mentions_fields() -> None:
    fields = read_check("VMs[?On].Name", "hyper-v").fields
    assert fields == {"VMs", "VMs[].Name"}
