"""Expressions that are searched for only where a plain text is found."""

import pytest

from bpadocs.words.expression import Expression


@pytest.mark.parametrize(
    ("source", "needles"),
    [
        (r"\bturn(?:ed|s)? on\b.{0,30}\bcomputers?\b", ("computer",)),
        (r"foo|b[ar]z quux", ("foo", "z quux")),
        (r"ab*cd|x\.yz", ("cd", "yz")),
        (r"(?:a|b)c", ()),
        (r"[가-힣]+ [하되] ", ()),
        (r"colou?r", ("colo",)),
        (r"abc{2}defg", ("defg",)),
        (r"[]x]yyy|[^]]zzz", ("yyy", "zzz")),
        (r"one\|two", ("one",)),
        (r"[^]abc]zzz", ("zzz",)),
        (r"\x41bc|\u00e9de|\101fg", ("bc", "de", "fg")),
        (r"yyy\{a{b", ("yyy",)),
    ],
)
def test_plain_words_of_a_pattern(source: str, needles: tuple[str, ...]) -> None:
    assert Expression(source).needles == needles


def test_a_text_without_the_plain_words_is_not_worth_a_search() -> None:
    expression = Expression("(?:the )?computers?|server")
    assert expression.may_be_in("two computers")
    assert expression.may_be_in("a server")
    assert not expression.may_be_in("a machine")


def test_an_expression_without_plain_words_is_worth_a_search_in_any_text() -> None:
    assert Expression("(?:a|b)c").may_be_in("")
