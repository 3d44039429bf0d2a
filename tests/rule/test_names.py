"""What a rule and its page may be called, and what checkers call them."""

import pytest

from bpadocs.rule.names import (
    HELP_ID,
    LONGEST_PAGE,
    RuleNames,
    default_help_id,
    is_help_id,
    is_page_address,
    is_page_name,
    is_rule_name,
    page_refusal,
    plain_name,
)


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


@pytest.mark.parametrize(
    "name", ["hyper-v/test-failover", "TestFailover", "Contoso\\Test.Failover"]
)
def test_tools_that_write_a_name_otherwise_mean_the_same(name: str) -> None:
    assert plain_name(name) == "testfailover"


def test_the_address_of_a_page_is_below_the_product_of_its_rule() -> None:
    named = RuleNames("hyper-v/test-failover", "Try-A-Failover", "TestFailover")
    assert named.address == "hyper-v/Try-A-Failover"
    assert is_page_address(named.address)


@pytest.mark.parametrize(
    ("page", "refusal"),
    [
        ("Test-Failover.v2", None),
        ("x" * LONGEST_PAGE, None),
        ("x" * (LONGEST_PAGE + 1), "shorten it to 190"),
        ("a/b", "is no page name"),
        ("..", "is no page name"),
        ("Page.md", "is no page name"),
        ("é", "is no page name"),
        ("Index", "is a reserved name"),
        ("nul", "is a reserved name"),
    ],
)
def test_a_page_may_lie_on_any_file_system(page: str, refusal: str | None) -> None:
    assert is_page_name(page) is (refusal is None)
    assert (refusal or "None") in str(page_refusal(page))


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("hyper-v/x", True),
        ("한글/é", True),
        ("hyper-v", False),
        ("../x", False),
        ("hyper-v/..", False),
        ("hyper-v/a/b", False),
        ("hyper-v/x ", False),
        ("con/x", False),
        ("p/" + "x" * 101, False),
    ],
)
def test_an_id_is_a_folder_and_a_name_and_leads_nowhere_else(
    name: str, is_one: bool
) -> None:
    assert is_rule_name(name) is is_one
