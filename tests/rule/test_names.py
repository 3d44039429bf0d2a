"""What checkers call a rule."""

import pytest

from bpadocs.rule.names import HELP_ID, default_help_id, is_help_id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hyper-v/test-failover", "TestFailover"),
        ("hyper-v/sr-iov-virtual-functions", "SrIovVirtualFunctions"),
        ("hyper-v/VM2Go", "VM2Go"),
        ("hyper-v", "HyperV"),
        ("p/a_b.c d", "ABCD"),
        ("p/32-processors", "Rule32Processors"),
        ("p/café-été", "CaféÉté"),
        ("p/한글", "한글"),
        ("p/---", "Rule"),
        ("p/m²-of-rooms", "MOfRooms"),
        ("p/²", "Rule"),
        ("p/\udcffx", "X"),
    ],
)
def test_it_is_made_of_the_name(name: str, expected: str) -> None:
    assert default_help_id(name) == expected
    assert is_help_id(expected)


def test_it_is_never_too_long() -> None:
    assert is_help_id(default_help_id("p/" + "9" * 300))


@pytest.mark.parametrize("text", ["", "1a", "a b", "a-b", "../a", "a/b", "a" * 101])
def test_nothing_else_is_one(text: str) -> None:
    assert not is_help_id(text)
    assert not HELP_ID.fullmatch(text)
