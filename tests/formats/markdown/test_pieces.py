"""The pieces of a text: what they say, and nothing of how it is written."""

import pytest

from bpadocs.formats.markdown.pieces import pieces


def texts(markdown: str) -> list[str]:
    return [piece.text for piece in pieces(markdown)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A long line of text.\n", "A long\nline   of\ntext.\n"),
        ("A line  \nand one.\n", "A line\\\nand one.\n"),
        ("An *old* **clock**.\n", "An _old_ __clock__.\n"),
        ("## Clocks ##\n", "Clocks\n------\n"),
        ("## Clocks\n", "### Clocks {#clocks}\n"),
        ('## <a name="clocks"></a>Clocks\n', "## Clocks\n"),
        ("- one\n- two\n", "* one\n\n* two\n"),
        ("- one\n- two\n", "1. one\n2. two\n"),
        ("1. one\n1. two\n", "1) one\n2) two\n"),
        ("[the time](time.md)\n", "[the time][1]\n\n[1]: time.md\n"),
        ("<https://example.com>\n", "[https://example.com](https://example.com)\n"),
        ("|a|b|\n|-|-|\n|c|d|\n", "a  | b\n:--|--:\nc  | d\n"),
        ("```sh\ndate\n```\n", "~~~console\ndate  \n~~~\n"),
        ("- a\n\n  ```\n  if x:\n    y\n  ```\n", "- a\n\n\n  ````\n  if x:\n    y\n  ````\n"),
        ("a<br>b\n", "a<br />b\n"),
        ("one\n\n<!-- a comment -->\n\ntwo\n", "one\n\ntwo\n"),
        ("a \\_ b&amp;c\n", "a _ b&c\n"),
    ],
)  # fmt: skip
def test_layout_is_no_difference(one: str, other: str) -> None:
    assert texts(one) == texts(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The clock is late.\n", "The clock is very late.\n"),
        ("Run `date`.\n", "Run date.\n"),
        ("[the time](time.md)\n", "[the time](times.md)\n"),
        ("![a clock](a.png)\n", "![a clock](b.png)\n"),
        ("```\nif x:\n  y\n```\n", "```\nif x:\ny\n```\n"),
        ("> [!NOTE]\n> Look.\n", "> [!WARNING]\n> Look.\n"),
        ("|a|b|\n|-|-|\n|c|d|\n", "|a|b|\n|-|-|\n|d|c|\n"),
        ("<p>one</p>\n", "<p>two</p>\n"),
    ],
)
def test_what_readers_see_is_one(one: str, other: str) -> None:
    assert texts(one) != texts(other)


def test_every_piece_has_its_name_and_place() -> None:
    text = "# Clocks\n\n> [!TIP]\n> Look\n> twice.\n\n- one\n\n  more\n\n|a|\n|-|\n|b|\n\n    code\n"
    found = [(one.noun, one.text, text[one.start : one.end]) for one in pieces(text)]
    assert found == [
        ("heading", "Clocks", "# Clocks"),
        ("paragraph", "[!TIP] Look twice.", "Look\n> twice."),
        ("list item", "one", "one"),
        ("list item", "more", "more"),
        ("table row", "a", "|a|"),
        ("table row", "b", "|b|"),
        ("code block", "code", "code"),
    ]


def test_an_alert_without_text_is_a_piece_of_its_own_kind() -> None:
    assert texts("> [!NOTE]\n> - one\n") == ["[!NOTE] one"]
