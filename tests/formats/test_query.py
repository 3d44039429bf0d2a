"""JMESPath within bounds: what checks ask is answered, what multiplies or is no query is refused,
soon.
"""

import time
from typing import Any

import pytest

from bpadocs.formats.query import Data, QueryError

SMALL = {"ComputerName": "A"}
LARGE = {
    "VMs": [
        {"Name": f"vm{number}", "Age": number, "Text": "x" * 1000}
        for number in range(1000)
    ]
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("length(VMs)", 1000),
        ("VMs[?Age > `997`].Name", ["vm998", "vm999"]),
        (
            "VMs[?Age > `997`] | {names: [].Name, age: max([].Age)}",
            {"names": ["vm998", "vm999"], "age": 999},
        ),
        ("sort_by(VMs, &Age)[-1].Name", "vm999"),
        ("join(', ', VMs[?contains(Name, 'm99')].Name | [:2])", "vm99, vm990"),
        ("[VMs[:1], VMs[:1]][][].Age", [0, 0]),
        ("map(&[Age, @], VMs[:2])[*][0]", [0, 1]),
        ("Nothing.here", None),
    ],
)
def test_a_query_is_answered(query: str, found: object) -> None:
    assert Data(LARGE).search(query) == found


@pytest.mark.parametrize("data", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize(
    "query",
    [
        "[@,@]" + "|[@,@]" * 22,
        "[@,@]" + "|[@,@]" * 30,
        "[@,@]" + "|[][@,@]" * 30,
        "[@]" + "|[@[],@[]][]" * 30,
        "[@,@]" + "[*].[@,@]" * 30,
        "map(&[@,@]," * 30 + "[@]" + ")" * 30,
        "[@,@]" + "|[to_string(@),to_string(@)]" * 30,
        "([@,@]" + "|[@,@]" * 22 + ") == ([@,@]" + "|[@,@]" * 22 + ")",
    ],
)
def test_what_multiplies_is_refused_soon(query: str, data: Any) -> None:
    before = time.process_time()
    with pytest.raises(QueryError, match="it takes too long"):
        Data(data).search(query)
    assert time.process_time() - before < 5


def test_what_would_be_the_square_of_the_data_is_refused_before_it_is_made() -> None:
    numbers = f"`{list(range(300))}`"
    for query in (f"VMs | map(&[{numbers}], @)[]", "join(to_string(@), VMs[].Text)"):
        with pytest.raises(QueryError, match="it takes too long"):
            Data(LARGE).search(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("VMs[?Foo", "Incomplete expression"),
        ("", "cannot be empty"),
        ("&a", "an expression"),
        ("[&a]", "an expression"),
        ("not_null(&a)", "an expression"),
        ("VMs[::0]", "step cannot be zero"),
        ("ceil(`1e999`)", "infinity"),
        ("[" * 900 + "@" + "]" * 900, "nested too deeply"),
        ("(" * 900 + "a" + ")" * 900, "nested too deeply"),
        ("!" * 1_900 + "a", "nested too deeply"),
        ("[@]" + "|[@]" * 300, "nested too deeply"),
        ("`" + "[" * 900 + "]" * 900 + "`", "nested too deeply"),
        ("a" * 2_001, "2,001 characters"),
        (
            "`" + "9" * 1_000 + "` | to_string(@) | to_number(join('', [@,@,@,@]))",
            "too many digits",
        ),
    ],
)
def test_what_is_no_query_is_refused(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        Data({"VMs": [1]}).search(query)


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("value", [nested(200), nested(10_000), {"a": 10**5000}])
def test_data_that_nothing_can_show_is_refused(value: object) -> None:
    with pytest.raises(QueryError):
        Data(value)


def test_data_may_be_as_deep_as_data_is() -> None:
    assert Data(nested(90)).search("[0][0]") == nested(88)
