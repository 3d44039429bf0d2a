"""UI text on the page shows exactly the text the checker prints."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bpadocs.pages.markup import markdown

LABELS = {"vms": "list of virtual machines", "limit": "number"}


def test_an_argument_alone_stands_as_its_label() -> None:
    assert (
        markdown("This impacts:\n\n{vms}", LABELS)
        == "*This impacts:*\n\n\\<list of virtual machines>"
    )


def test_an_argument_in_a_sentence_too() -> None:
    assert (
        markdown("More than {limit} of {vms}.", LABELS)
        == "*More than \\<number> of \\<list of virtual machines>.*"
    )


def test_doubled_braces_are_braces() -> None:
    assert markdown("The value {{0}}.", LABELS) == "*The value {0}.*"


@pytest.mark.parametrize(
    "text",
    [
        "Use **this** tab",
        "2 * 3 * 4",
        "`code`",
        "<b>bold</b> & &amp; &lt;",
        "a_b_c and _d_",
        r"\\server\share\*.vhdx",
        "[link](https://example.org)",
        "one\n- two\n3. three\n# four\n> five",
        "text\n===",
        "text\n---",
        "!important! ~wave~",
    ],
)
def test_nothing_in_it_is_markup(text: str) -> None:
    assert shown(markdown(text, LABELS)) == " ".join(text.split())


@given(
    st.text("ab *_`[]()<>&;#\\!.1-+=~|\n", min_size=1).filter(
        lambda text: text.strip() and "\n\n" not in text
    )
)
def test_nothing_in_any_text_is_markup(text: str) -> None:
    lines = [line.strip() for line in text.split("\n")]
    if all(lines):
        assert shown(markdown(text, LABELS)) == " ".join(" ".join(lines).split())


def shown(source: str) -> str:
    """What a reader sees of one paragraph in italics, which must be all there is."""
    html = MarkdownIt("commonmark").render(source).strip()
    start, end = "<p><em>", "</em></p>"
    assert html.startswith(start), html
    assert html.endswith(end), html
    inner = html[len(start) : -len(end)]
    assert "<" not in inner, html
    return " ".join(unescape(inner).split())
