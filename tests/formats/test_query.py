"""JMESPath within bounds: what checks ask is answered, what multiplies or is no query is refused,
soon.
"""

import time
from typing import Any

import pytest

from bpadocs.formats.query import Data, QueryError
from bpadocs.formats.shape import Gap, GapReason

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
        ("VMs[?Age > `999`] | [0].Name", None),
    ],
)
def test_a_query_is_answered(query: str, found: object) -> None:
    assert Data(LARGE).search(query) == (found, ())


NAMELESS = Gap("VMs[].State", "B", GapReason.ABSENT)
AGELESS = Gap("VMs[].Age", "B", GapReason.NOT_KNOWN)
HALF = {
    "VMs": [
        {"Name": "A", "State": "Off", "Age": 3, "On": True},
        {"Name": "B", "State": NAMELESS, "Age": AGELESS, "On": False},
    ],
    "Gone": Gap("Gone", "", GapReason.ABSENT),
}


@pytest.mark.parametrize(
    ("query", "found", "gaps"),
    [
        # what is not known of one is no reason not to name the other
        ("VMs[?State == 'Off'].Name", ["A"], [NAMELESS]),
        ("VMs[?State != 'Off'].Name", [], [NAMELESS]),
        ("VMs[?!(State == 'Off')].Name", [], [NAMELESS]),
        ("VMs[?Age > `2`].Name", ["A"], [AGELESS]),
        # only null asks whether there is a value, and only where null says something
        ("VMs[?Age == `null`].Name", ["B"], []),
        ("VMs[?`null` != Age].Name", ["A"], []),
        ("VMs[?State == `null`].Name", [], [NAMELESS]),
        ("VMs[?Age == `3`].Name", ["A"], [AGELESS]),
        # what is known may decide
        ("VMs[?On && State == 'Off'].Name", ["A"], []),
        ("VMs[?State == 'Off' && On].Name", ["A"], []),
        ("VMs[?!On || State == 'Off'].Name", ["A", "B"], []),
        ("VMs[?State == 'Off' || !On].Name", ["A", "B"], []),
        ("VMs[?State == 'Off' || Age > `2`].Name", ["A"], [NAMELESS, AGELESS]),
        ("VMs[?Age == `null` || Age > `2`].Name", ["A", "B"], []),
        # in what is made of it
        ("VMs[].State", ["Off"], [NAMELESS]),
        ("VMs[].Age", [3], []),
        ("VMs[].{n: Name, a: Age}", [{"n": "A", "a": 3}, {"n": "B", "a": None}], []),
        ("VMs[].{n: Name, s: State}", [{"n": "A", "s": "Off"}], [NAMELESS]),
        ("VMs[].[Name, Age]", [["A", 3], ["B", None]], []),
        ("VMs[1].State", None, [NAMELESS]),
        ("VMs[1].State.x", None, [NAMELESS]),
        ("VMs[1].Age[0]", None, [AGELESS]),
        ("VMs[1].Age[1:]", None, [AGELESS]),
        ("not_null(VMs[1].Age, `5`)", 5, []),
        ("contains(VMs[1].State, 'x')", None, [NAMELESS]),
        ("sort_by(VMs, &Age)[0].Name", None, [AGELESS]),
        ("max(VMs[].Age)", 3, []),
        ("Gone[?x]", None, [HALF["Gone"]]),
        ("Gone[]", None, [HALF["Gone"]]),
        ("Gone[*].x", None, [HALF["Gone"]]),
        ("Gone.*.x", None, [HALF["Gone"]]),
        ("length(VMs[?State == 'Off'])", 1, [NAMELESS]),
        # of data whose shape nobody knows
        ("Nothing.here", None, [Gap("Nothing", "", GapReason.ABSENT)]),
        (
            "VMs[?Name > `2`].Name",
            [],
            [
                Gap("Name", "", GapReason.MISFIT, '"A"'),
                Gap("Name", "", GapReason.MISFIT, '"B"'),
            ],
        ),
    ],
)
def test_what_is_not_known_is_neither_true_nor_false(
    query: str, found: object, gaps: list[Gap]
) -> None:
    assert Data(HALF).search(query) == (found, tuple(gaps))


@pytest.mark.parametrize(
    "query", ["VMs[?Zero]", "VMs[?Name && Zero == `0`]", "VMs[?!Zero]", "VMs[?'x']"]
)
def test_a_number_or_a_text_is_no_condition(query: str) -> None:
    with pytest.raises(QueryError, match="a condition is true or false, and not"):
        Data({"VMs": [{"Name": "A", "Zero": 0}]}).search(query)


def test_an_empty_list_and_nothing_are_false() -> None:
    data = Data({"VMs": [{"Name": "A", "In": []}, {"Name": "B", "In": [0]}]})
    assert data.search("VMs[?In].Name").found == ["B"]
    assert data.search("VMs[?In[5]].Name").found == []


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
    assert Data(nested(90)).search("[0][0]").found == nested(88)
