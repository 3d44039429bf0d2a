"""A page of the manual as it looks at a terminal."""

import pytest

from bpadocs.manual.as_text import as_text
from bpadocs.manual.topics import read, topics

NAMES = {"reference/checks.md": "checks", "say.md": "say"}


def shown(page: str, columns: int = 40, path: str = "guides/x.md") -> list[str]:
    return list(as_text(page, path, columns, lambda one: NAMES.get(one, "")))


def test_headings_stand_at_the_left_and_text_below_them() -> None:
    page = "# A *page*\n\nSome words.\n\n## Part\n\n### Deeper\n\nMore.\n"
    assert shown(page) == [
        "A page",
        "",
        "    Some words.",
        "",
        "Part",
        "",
        "  Deeper",
        "",
        "    More.",
    ]


def test_lines_are_folded_and_short_code_is_not() -> None:
    page = "One two three four five six `bpa build --check` and more.\n"
    assert shown(page) == [
        "    One two three four five six",
        "    `bpa build --check` and more.",
    ]


def test_code_keeps_its_lines() -> None:
    page = (
        "```sh\nbpa build   --out a/very/long/folder/of/mine/that/goes/on\n\n  x\n```\n"
    )
    assert shown(page) == [
        "        bpa build   --out a/very/long/folder/of/mine/that/goes/on",
        "",
        "          x",
    ]


def test_lists_are_indented_below_their_marks() -> None:
    page = (
        "- one two three four five six seven eight\n- nine\n  1. ten\n\n3. x\n\n4. y\n"
    )
    assert shown(page) == [
        "    - one two three four five six seven",
        "      eight",
        "    - nine",
        "",
        "      1. ten",
        "",
        "    3. x",
        "",
        "    4. y",
    ]


def test_a_table_that_fits_stands_in_columns() -> None:
    page = "| Key | What |\n|-|-|\n| `a` | one |\n| `bbb` | two words |\n"
    assert shown(page) == [
        "    Key    What",
        "    -----  ---------",
        "    `a`    one",
        "    `bbb`  two words",
    ]


def test_the_last_column_is_folded() -> None:
    page = "| | |\n|-|-|\n| `a` | one two three four five six seven |\n"
    assert shown(page) == [
        "    `a`  one two three four five six",
        "         seven",
    ]


def test_a_table_that_is_too_wide_is_told_row_by_row() -> None:
    page = (
        "| Name | What it is | Usual |\n|-|-|-|\n"
        "| a name that is long | a text that is longer still | `x` |\n"
        "| b | | `y` |\n"
    )
    assert shown(page) == [
        "    a name that is long",
        "        What it is: a text that is",
        "          longer still",
        "        Usual: `x`",
        "",
        "    b",
        "        Usual: `y`",
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("[Checks](../reference/checks.md)", "Checks (bpa help checks)"),
        ("[one](../reference/checks.md#numbers)", "one (bpa help checks)"),
        ("[it](../say.md)", "it (bpa help say)"),
        ("[here](#part)", "here"),
        ("[rules](../../rules)", "rules"),
        ("[site](https://x.org)", "site <https://x.org>"),
        ("<https://x.org>", "https://x.org"),
        ("![a picture](x.webp)", "[a picture]"),
        ("![a\npicture](x.webp)", "[a picture]"),
        ('<picture><source srcset="y.webp">\n![a](x.webp)</picture>', "[a]"),
        ("**bold** and *not*", "bold and not"),
        ("a &lt; b \\*c\\*", "a < b *c*"),
    ],
)
def test_pieces_of_text(page: str, text: str) -> None:
    assert shown(page, 80) == [f"    {text}"]


def test_a_topic_is_named_once_in_a_block() -> None:
    link = "[one](../say.md)"
    page = f"{link}, {link}\n\n| a | b |\n|-|-|\n| {link} | {link} |\n"
    assert shown(page, 80) == [
        "    one (bpa help say), one",
        "",
        "    a                   b",
        "    ------------------  ---",
        "    one (bpa help say)  one",
    ]


def test_a_remark_leaves_nothing_behind() -> None:
    assert shown("# A\n\n<!-- made -->\n\nB.\n") == ["A", "", "    B."]


def test_alerts_and_quotations_are_indented() -> None:
    assert shown("> [!NOTE]\n> Look.\n")[-1].strip() == "Look."
    assert shown("> Said.\n") == ["      Said."]


@pytest.mark.parametrize("columns", [1, 20, 50, 80])
def test_every_page_can_be_shown_however_narrow_the_terminal_is(columns: int) -> None:
    names = {topic.path: topic.name for topic in topics()}
    for topic in topics():
        page = read(topic.path)
        lines = list(as_text(page, topic.path, columns, lambda one: names.get(one, "")))
        assert lines[0]
        assert "\ue000" not in "".join(lines)
        if columns == 80:
            assert [line for line in lines if is_too_long(line)] == [], topic.path


def is_too_long(line: str) -> bool:
    """Tell whether a line that could have been folded was not: code and addresses cannot be."""
    is_code = line.startswith(" " * 8)
    return len(line) > 80 and " " in line.strip() and not is_code
