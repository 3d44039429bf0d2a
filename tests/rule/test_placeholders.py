"""Placeholders name a value and do nothing else."""

import pytest
from message_helpers import a_rule

from bpadocs.rule.placeholders import (
    argument_order,
    brace_problems,
    doubled,
    fill,
    names,
    parts,
    positional,
)


def test_names_in_order() -> None:
    assert list(names("{b} and {a} and {b}, not {{c}}")) == ["b", "a", "b"]


def test_parts_undouble_braces() -> None:
    assert list(parts("{{x}} {a}{b} y")) == [("{x} ", "a"), ("", "b"), (" y", None)]


def test_no_brace_that_is_doubled_is_a_placeholder() -> None:
    assert doubled("{a} }") == "{{a}} }}"
    assert list(parts(doubled("{a} }"))) == [("{a} }", None)]


@pytest.mark.parametrize(
    "text", ["plain", "{name}", "{{", "}}", "{{name}}", "{a}{b}", "{{{a}}}"]
)
def test_good_braces(text: str) -> None:
    assert list(brace_problems(text)) == []


@pytest.mark.parametrize(
    ("text", "offset", "written"),
    [
        ("a {name", 2, "{"),
        ("a name}", 6, "}"),
        ("{x.__class__}", 0, "{x.__class__}"),
        ("{x[0]}", 0, "{x[0]}"),
        ("{x!r}", 0, "{x!r}"),
        ("{0}", 0, "{0}"),
        ("{}", 0, "{}"),
        ("{ x }", 0, "{ x }"),
        ("{X}", 0, "{X}"),
    ],
)
def test_bad_braces(text: str, offset: int, written: str) -> None:
    problems = list(brace_problems(text))
    assert [(problem.offset, problem.written) for problem in problems] == [
        (offset, written)
    ]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{count} rules", "3 rules"),
        ("{{count}} is {count}", "{count} is 3"),
        ("{other} and {count}", "{other} and 3"),
        ("{count.__class__} {count:>9} {0} {", "{count.__class__} {count:>9} {0} {"),
    ],
)
def test_only_plain_names_are_filled_and_nothing_is_evaluated(
    text: str, filled: str
) -> None:
    assert fill(text, {"count": 3}) == filled


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
