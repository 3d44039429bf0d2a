import re
import time

import pytest

from bpadocs.words.bounded import LONGEST, ExpressionError, bounded


@pytest.mark.parametrize(
    ("written", "used"),
    [
        (r"\bun\w+", r"\bun\w{1,40}"),
        (r"a*?b", r"a{0,40}?b"),
        (r"\w++ x", r"\w{1,40}+ x"),
        (r"a{2}b{3,}c{,4}", r"a{2,2}b{3,40}c{0,4}"),
        (r"x{,}", r"x{0,40}"),
        ("(?:ab?)c", "(?:ab?)c"),
        ("[a+*(]+", "[a+*(]{1,40}"),
        (r"\+\*\(", r"\+\*\("),
        ("a{b}", "a{b}"),
        ("(?-i:SQL) (?=x)(?!y)(?<=z)", "(?-i:SQL) (?=x)(?!y)(?<=z)"),
    ],
)
def test_every_repetition_has_an_end(written: str, used: str) -> None:
    assert bounded(written) == used
    assert bounded(used) == used
    re.compile(used)


@pytest.mark.parametrize(
    "written",
    [r"(a+)+$", r"(\w*)*", r"(?:a|aa)+$", r"\w+ \w+ \w+ \w+", r"((a{1,9}){1,9}){1,9}"],
)
def test_what_may_match_in_too_many_ways_is_refused(written: str) -> None:
    with pytest.raises(ExpressionError, match="may take too long"):
        bounded(written)


def test_a_possessive_repetition_is_tried_in_one_way() -> None:
    with pytest.raises(ExpressionError):
        bounded(r"(?:\w+ ){1,4}x")
    assert re.search(bounded(r"(?:\w++ ){1,4}x"), "one two x")


def test_words_of_a_list_that_begin_differently_are_no_ways() -> None:
    words = "|".join(f"{letter}xyz" for letter in "abcdefghijklmnopqrstuvwxyz")
    used = bounded(rf"(?:{words}) (?:{words}) (?:{words}) \w+")
    assert re.search(used, "axyz bxyz cxyz d")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("(a", "nothing closes"),
        ("a)", "closes nothing"),
        ("(?x)a", "not known here"),
        ("(a)(?(1)b)", "not known here"),
        ("(?#a)", "not known here"),
        ("(" * 30 + ")" * 30, "groups within groups"),
        ("a" * (LONGEST + 1), "characters"),
    ],
)
def test_what_is_not_known_is_refused(written: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        bounded(written)


def test_the_worst_that_is_taken_needs_a_time_in_proportion_to_the_text() -> None:
    expression = re.compile(bounded(r"\w*\w*!"))
    text = "a" * 2_000
    begin = time.process_time()
    assert not expression.search(text)
    once = time.process_time() - begin
    begin = time.process_time()
    assert not expression.search(text * 4)
    assert time.process_time() - begin < 10 * once + 0.5
