"""Every regular expression of the package means the same in every Python that is promised."""

import importlib
import re
from collections.abc import Iterator
from typing import Any

from expressions import all_expressions, opcodes, parser

compiler: Any = importlib.import_module("re._compiler")


def possessive_over_groups(parsed: Any) -> Iterator[Any]:
    """Yield each possessive repeat of more than a character."""
    for code, argument in parsed:
        if code is opcodes.POSSESSIVE_REPEAT and not compiler._simple(argument[2]):
            yield argument
        for inner in subpatterns(argument):
            yield from possessive_over_groups(inner)


def subpatterns(argument: Any) -> Iterator[Any]:
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for one in argument:
            yield from subpatterns(one)


def parsed(pattern: re.Pattern[str]) -> Any:
    return parser.parse(pattern.pattern, pattern.flags)


def test_no_group_is_repeated_possessively() -> None:
    # Python 3.11.0 to 3.11.4 matches (?:…)*+ wrongly; (?>(?:…)*) says the same and is right.
    wrong = [
        used.where
        for used in all_expressions()
        if any(possessive_over_groups(parsed(used.pattern)))
    ]
    assert wrong == []


def test_such_a_repeat_is_found_wherever_it_stands() -> None:
    for expression in ("(?:ab|c)*+", "(x|(?=(?:ab)++))", "(?:(?:a|bc)?+d)*"):
        assert list(possessive_over_groups(parsed(re.compile(expression))))
    for expression in ("a*+", r"[^\d]++", r"(?>(?:ab|c)*)", r"\w?+"):
        assert not list(possessive_over_groups(parsed(re.compile(expression))))
