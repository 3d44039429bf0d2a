import pytest

from bpadocs.lint.quoted import LONGEST, cut, differing

LONG = (
    "For more about all of these rules and how they are run, see the page of the tool."
)


def test_short_texts_are_quoted_as_they_are() -> None:
    assert cut("a few words") == "a few words"
    assert cut("x" * LONGEST) == "x" * LONGEST
    assert differing("a b", "a c") == ("a b", "a c")


def test_a_long_text_is_cut_in_the_middle() -> None:
    assert cut(LONG) == "For more about all of these r…un, see the page of the tool."
    assert len(cut("x" * 500)) <= LONGEST


@pytest.mark.parametrize(
    ("before", "after", "quoted"),
    [
        ("rules", "rule", ("…these rules and…", "…these rule and…")),
        ("For more", "More", ("For more about…", "More about…")),
        ("tool.", "tools.", ("…the tool.", "…the tools.")),
        (" all", "", ("…about all of…", "…about of…")),
    ],
)
def test_of_long_texts_the_words_that_differ_are_quoted(
    before: str, after: str, quoted: tuple[str, str]
) -> None:
    assert differing(LONG, LONG.replace(before, after)) == quoted


def test_two_long_texts_with_nothing_in_common_are_cut() -> None:
    one, other = differing(LONG, "y " * 80)
    assert len(one) <= LONGEST + 2
    assert len(other) <= LONGEST + 2
