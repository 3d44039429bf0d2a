"""Which lines are code, as CommonMark has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bpadocs.formats.fences import FencePart, Fences

OUTSIDE, OPENING, CODE, CLOSING = FencePart


def parts(text: str) -> list[FencePart]:
    fences = Fences()
    return [fences.part(line) for line in text.split("\n")]


@pytest.mark.parametrize("marks", ["```", "~~~", "`````", "   ```"])
def test_a_fence_ends_with_marks_like_its_own(marks: str) -> None:
    text = f"{marks} powershell\n# no heading\n\n{marks}\ntext"
    assert parts(text) == [OPENING, CODE, CODE, CLOSING, OUTSIDE]


@pytest.mark.parametrize("line", ["~~~", "``", "``` more", "    ```", "text ```"])
def test_other_marks_end_no_fence(line: str) -> None:
    assert parts(f"```\n{line}\n````") == [OPENING, CODE, CLOSING]


def test_a_code_span_opens_no_fence() -> None:
    assert parts("```code``` and text\n# heading") == [OUTSIDE, OUTSIDE]
    assert parts("~~~ a`b\n# no heading") == [OPENING, CODE]


def test_a_fence_in_a_list_item_ends_with_the_item() -> None:
    text = "1.  one\n    ```\n    code\n\nTwo"
    assert parts(text) == [OUTSIDE, OPENING, CODE, CODE, OUTSIDE]


def test_a_fence_in_a_list_item_may_end_where_the_text_of_the_item_begins() -> None:
    assert parts("1.  one\n      ```\n    code\n    ```\ntwo")[1:] == [
        OPENING,
        CODE,
        CLOSING,
        OUTSIDE,
    ]


def test_a_tab_is_as_wide_as_four_blanks() -> None:
    assert parts("-\t```\n\t```\n\tcode\n    ```\ntwo")[1:] == [
        OPENING,
        CODE,
        CLOSING,
        OUTSIDE,
    ]


def test_it_tells_whether_a_fence_is_open() -> None:
    fences = Fences()
    assert not fences.is_open
    fences.part("```")
    assert fences.is_open
    fences.part("```")
    assert not fences.is_open


LINES = [
    "```",
    "~~~",
    "````",
    "```x",
    "``` a`b",
    "~~~ `",
    "   ```",
    " ~~~~ ",
    "a",
    "",
    "# b",
    "```c```",
]


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_outside_lists_the_tree_says_the_same(lines: list[str]) -> None:
    lines = [*lines, "end"]
    fenced: set[int] = set()
    for token in MarkdownIt().parse("\n".join(lines)):
        if token.type == "fence" and token.map:
            fenced.update(range(*token.map))
    found = parts("\n".join(lines))
    assert {
        number for number, part in enumerate(found) if part is not OUTSIDE
    } == fenced
    fences = Fences()
    assert {number for number, line in enumerate(lines) if fences.has(line)} == fenced
