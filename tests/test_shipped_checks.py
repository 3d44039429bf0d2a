"""Every check of the shipped rules, on hosts that meet it, break it, and of which it cannot be told.

A rule brings its hosts along: tests/fixtures/checks/<product>/<rule>.yaml.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_fixtures import Inventory, fixtures, read_fixture

from bpadocs.example_checker import (
    CheckerAnswer,
    CheckerResult,
    findings,
    read_inventory,
)
from bpadocs.formats.shape import DataShape
from bpadocs.project.checks import inventory_shape, read_check
from bpadocs.project.tree import read_project
from bpadocs.rule.model import Rule

ROOT = Path(__file__).parents[1]
INVENTORIES = ROOT / "tests" / "fixtures" / "inventory"
RULES = {rule.id: rule for rule in read_project(ROOT).rules if rule.check}

each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)


def results(rule: Rule, inventory: Inventory) -> list[CheckerResult]:
    """What the check of the rule says of an inventory, as if it came from a file."""
    return findings(json.loads(json.dumps(inventory)), [rule])


def answer(rule: Rule, inventory: Inventory) -> CheckerAnswer:
    """The one answer there is."""
    (found,) = {result.answer for result in results(rule, inventory)}
    return found


def test_every_rule_has_a_check_and_every_file_of_hosts_a_rule() -> None:
    assert set(RULES) == {rule.id for rule in read_project(ROOT).rules}
    names = {f"{path.parent.name}/{path.stem}" for path in fixtures()}
    assert names - set(RULES) == set()


@each_rule
def test_a_host_that_meets_the_rule_is_in_order(rule: Rule) -> None:
    hosts = read_fixture(rule.id).meets
    assert hosts
    for inventory in hosts:
        assert results(rule, inventory) == [CheckerResult(rule, None)]


@each_rule
def test_a_host_that_breaks_the_rule_is_told_with_every_offender(rule: Rule) -> None:
    hosts = read_fixture(rule.id).breaks
    assert hosts
    for inventory, expected in hosts:
        found = results(rule, inventory)
        assert [result.arguments for result in found] == expected
        assert [result.gaps for result in found] == [()] * len(found)


@each_rule
def test_a_host_of_which_it_cannot_be_told_is_said_to_be_one(rule: Rule) -> None:
    hosts = read_fixture(rule.id).unknown
    assert hosts
    for inventory, fields in hosts:
        (result,) = results(rule, inventory)
        assert result.answer is CheckerAnswer.NOT_CHECKED
        assert list(dict.fromkeys(gap.field for gap in result.gaps)) == fields


def without(data: Any, path: str) -> Any:
    """The data without the field of this path, wherever it is."""
    data = copy.deepcopy(data)
    *way, last = path.split(".")
    around = [data]
    for step in way:
        inner = [one[step.rstrip("[]")] for one in around if step.rstrip("[]") in one]
        around = []
        for one in inner:
            around += one if step.endswith("[]") else [one]
    for one in around:
        one.pop(last, None)
    return data


@each_rule
def test_without_a_field_that_it_looks_at_nothing_is_in_order(rule: Rule) -> None:
    fixture = read_fixture(rule.id)
    assert rule.check
    fields = read_check(rule.check, rule.product.id).fields
    assert fields
    for field in fields:
        for inventory in fixture.meets:
            less = without(inventory, field)
            if less != inventory:
                assert answer(rule, less) is CheckerAnswer.NOT_CHECKED, field
        for inventory, _ in fixture.breaks:
            less = without(inventory, field)
            if less != inventory:
                assert answer(rule, less) is not CheckerAnswer.COMPLIANT, field
    for field in fields:
        # the hosts have every field that the check looks at, or nothing would be tried
        assert any(
            without(inventory, field) != inventory for inventory in fixture.meets
        )


def shape_of(path: str, shape: DataShape) -> DataShape:
    """The shape at a path."""
    for step in path.split("."):
        shape = shape.fields[step.rstrip("[]")]
        if step.endswith("[]"):
            assert shape.items
            shape = shape.items
    return shape


def changed(data: Any, path: str, value: Any) -> Any:
    """The data with another value in each place of this path."""
    data = copy.deepcopy(data)
    *way, last = path.split(".")
    around = [data]
    for step in way:
        inner = [one.get(step.rstrip("[]"), []) for one in around]
        around = []
        for one in inner:
            around += one if step.endswith("[]") else [one]
    for one in around:
        if last in one:
            one[last] = value
    return data


@each_rule
def test_nothing_of_another_type_is_in_order(rule: Rule) -> None:
    assert rule.check
    for field in read_check(rule.check, rule.product.id).fields:
        shape = shape_of(field, inventory_shape(rule.product.id))
        for value in odd_values(shape):
            for inventory in read_fixture(rule.id).meets:
                other = changed(inventory, field, value)
                if other != inventory:
                    assert answer(rule, other) is CheckerAnswer.NOT_CHECKED, field


def odd_values(shape: DataShape) -> Iterator[Any]:
    """Values that a field never has; numbers are what PowerShell makes of enumerations."""
    odd = {"string": "x", "number": 9, "array": [9], "object": {"value": 1}}
    for kind, value in odd.items():
        if kind not in shape.kinds or shape.values:
            yield value
    if "null" not in shape.kinds:
        yield None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hyper-v-host", CheckerAnswer.NOT_COMPLIANT),
        ("hyper-v-host-compliant", CheckerAnswer.COMPLIANT),
        # the names of its integration services are French
        ("french-host-compliant", CheckerAnswer.COMPLIANT),
    ],
)
def test_whole_inventories(name: str, expected: CheckerAnswer) -> None:
    inventory = read_inventory(str(INVENTORIES / f"{name}.json"))
    table = answers()
    found = findings(inventory, [RULES[rule] for rule in table])
    assert {result.rule.id: result.answer for result in found} == dict.fromkeys(
        table, expected
    )
    assert [result.gaps for result in found] == [()] * len(found)


def answers() -> dict[str, dict[str, str]]:
    """For each rule, what the inventories that are not whole should come to."""
    text = (INVENTORIES / "answers.yaml").read_text("utf-8")
    table: dict[str, dict[str, str]] = yaml.load(text, yaml.CSafeLoader)
    return table


@pytest.mark.parametrize("rule", answers())
def test_what_an_inventory_that_is_not_whole_comes_to(rule: str) -> None:
    for name, expected in answers()[rule].items():
        inventory = read_inventory(str(INVENTORIES / "incomplete" / f"{name}.json"))
        found = {result.answer for result in findings(inventory, [RULES[rule]])}
        assert found == {expected}, name
