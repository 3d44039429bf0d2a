"""JSON of other programs: what it says, or where and why it is none."""

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.formats.json_text import read_json


def test_json_is_read() -> None:
    assert read_json('{"a": [1, true, null]}', "f.json") == {"a": [1, True, None]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "f.json:1:1: not JSON: Expecting value"),
        ('{"a":\n  oops}', "f.json:2:3: not JSON: Expecting value"),
        ("[-Infinity]", "f.json:1:1: not JSON: -Infinity is no number"),
        ("[" * 100_000, "f.json:1:1: cannot be read: it is nested too deeply"),
        ("9" * 5_000, "f.json:1:1: not JSON: Exceeds the limit"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text: str, message: str) -> None:
    with pytest.raises(BrokenInputError) as caught:
        read_json(text, "f.json")
    assert str(caught.value).startswith(message)
