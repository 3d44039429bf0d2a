"""Arguments by number."""

import pytest
from message_helpers import a_rule

from bpadocs.rule.positions import argument_order, positional


def test_the_order_is_that_of_the_rule_in_every_text() -> None:
    rule = a_rule("p/x", {"en": {"title": "T"}}, "second_word", "first_word")
    assert argument_order(rule) == ("second_word", "first_word")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("{b} and {a}, {b}", "{1} and {0}, {1}"),
        ("{{a}} is {a}", "{{a}} is {0}"),
        ("{unknown}", "{{unknown}}"),
        ("a { b } c", "a {{ b }} c"),
        ("{{{a}}}", "{{{0}}}"),
        ("{A} {0}", "{{A}} {{0}}"),
    ],
)
def test_other_braces_are_doubled(text: str, expected: str) -> None:
    assert positional(text, ["a", "b"]) == expected
