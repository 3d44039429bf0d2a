"""What is known of a query before there is any data."""

import pytest

from bpadocs.formats.query_types import called, read_query
from bpadocs.formats.shape import ANYTHING, read_shape

SHAPE = read_shape(
    {
        "type": "object",
        "properties": {
            "Name": {"type": "string"},
            "VMs": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "Name": {"type": "string"},
                        "State": {"type": "string", "enum": ["Running", "Paused"]},
                        "Age": {"type": ["integer", "null"]},
                        "On": {"type": "boolean"},
                        "Cards": {"type": "array", "items": {"type": "string"}},
                    },
                },
            },
        },
    }
)


@pytest.mark.parametrize(
    ("query", "fields", "gives"),
    [
        ("VMs[?State == 'Paused'].Name", "VMs VMs[].Name VMs[].State", "a list"),
        (
            "VMs[?On && !(Age > `3`)].Name",
            "VMs VMs[].Age VMs[].Name VMs[].On",
            "a list",
        ),
        ("VMs[?Cards[?@ == 'x']].Name", "VMs VMs[].Cards VMs[].Name", "a list"),
        (
            "VMs[?Age == `null`] | [0].{a: Name}",
            "VMs VMs[].Age VMs[].Name",
            "an object",
        ),
        ("sort_by(VMs, &Age)[0].Name", "VMs VMs[].Age VMs[].Name", "text"),
        ("map(&Age, VMs) | max(@)", "VMs VMs[].Age", "a number"),
        ("VMs[].Cards[] | [?@ == 'x']", "VMs VMs[].Cards", "a list"),
        ("VMs | [@] | [0][0].Name", "VMs VMs[].Name", "text"),
        ("VMs[*].{n: Name} | [?n == 'x'].n", "VMs VMs[].Name", "a list"),
        ("length(VMs) > `1`", "VMs", "true or false"),
        ("not_null(VMs[0].Age, `0`) == `0`", "VMs VMs[].Age", "true or false"),
        ("VMs[0].*.x", "VMs", "a list"),
        ("join(', ', VMs[:2].Name)", "VMs VMs[].Name", "text"),
    ],
)
def test_a_query_tells_what_it_reads_and_gives(
    query: str, fields: str, gives: str
) -> None:
    read = read_query(query, SHAPE)
    assert [mistake.message for mistake in read.mistakes] == []
    assert sorted(read.fields) == fields.split()
    assert called(read.gives) == gives


@pytest.mark.parametrize(
    ("query", "offset", "message"),
    [
        ("VMs[?State == 'Pausd']", 14, "“State” is never “Pausd”"),
        ("VMs[?'Pausd' == State]", 5, "“State” is never “Pausd”"),
        ("VMz[?State]", 0, "there is no field “VMz”"),
        ("VMs[?Stat == 'Paused']", 5, "there is no field “Stat” in VMs[]"),
        ("VMs[?On].Nme", 9, "there is no field “Nme” in VMs[]"),
        ("VMs[*].{n: Name} | [?m]", 21, "there is no field “m”"),
        (
            "VMs[?State && On]",
            5,
            "“State” is text, and a condition is true or false; compare it with something",
        ),
        (
            "VMs[?!Age]",
            6,
            "“Age” is a number, and a condition is true or false; compare it with something",
        ),
        (
            "VMs[?Cards[1]]",
            5,
            "“Cards” is text, and a condition is true or false; compare it with something",
        ),
        ("VMs[?Name < `3`]", 5, "“Name” is text; only numbers are more or less"),
        ("VMs[?On == `1`]", 5, "“On” is true or false, and never a number"),
        (
            "VMs[?State == `null`]",
            5,
            "“State” is text, and never null; it needs no guard",
        ),
        ("VMs.Name", 4, "“Name” is looked for in a list; write [] behind a list"),
        ("Name[0]", 0, "“Name” is text, and no list"),
        ("nosuch(VMs)", 0, "there is no function “nosuch”"),
        ("starts_with(VMs, 'a')", 12, "“VMs” is a list; starts_with() takes text"),
        ("length(VMs, VMs)", 0, "length() has 2 arguments; it takes 1"),
        ("VMs[?", 5, "cannot be read: it ends too early"),
        ("VMs Name", 4, "cannot be read: “Name” is not expected here"),
        ("VMs[?a == 'b]", 10, "cannot be read: “'b]” is not expected here"),
        ("(" * 900 + "a" + ")" * 900, 0, "cannot be read: it is nested too deeply"),
        (
            "a" * 2_001,
            0,
            "cannot be read: it has 2,001 characters; 2,000 are enough for any check",
        ),
    ],
)
def test_what_cannot_be_meant_is_a_mistake_with_its_place(
    query: str, offset: int, message: str
) -> None:
    mistake = read_query(query, SHAPE).mistakes[0]
    assert (mistake.offset, mistake.message) == (offset, message)


def test_a_mistake_knows_what_could_have_been_meant() -> None:
    (mistake,) = read_query("VMs[?State == 'Pausd']", SHAPE).mistakes
    assert mistake.written == "Pausd"
    assert mistake.known == ("Running", "Paused")
    (mistake,) = read_query("VMs[?Onn]", SHAPE).mistakes
    assert "On" in mistake.known


def test_of_data_without_a_shape_only_the_language_is_known() -> None:
    read = read_query("Printers[?Jobs > `3` && Ready].Name", ANYTHING)
    assert (read.fields, read.mistakes) == (frozenset(), ())
    assert read_query("nosuch(Printers)", ANYTHING).mistakes != ()


def test_a_query_that_is_read_twice_has_its_places_both_times() -> None:
    for _ in range(2):
        (mistake,) = read_query("VMs[?Name < `3`]", SHAPE).mistakes
        assert mistake.offset == 5
