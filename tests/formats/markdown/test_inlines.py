"""Every inline is at the offsets that it names."""

import pytest
from markdown_helpers import marked

from bpadocs.formats.markdown import parse


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a *a* a **a** a", [("em", "*a*"), ("strong", "**a**")]),
        ("a `a` a `` a`a ``", [("code", "`a`"), ("code", "`` a`a ``")]),
        (r"\*a\* *a*", [("em", "*a*")]),
        ("*a **b** c*", [("em", "*a **b** c*"), ("strong", "**b**")]),
        ("***a** b*", [("em", "***a** b*"), ("strong", "**a**")]),
        ("__a__ _b_", [("strong", "__a__"), ("em", "_b_")]),
        (
            'x [a *b*](../a.md "a (b)") y',
            [("link", '[a *b*](../a.md "a (b)")'), ("em", "*b*")],
        ),
        ("[x [a](b) a](c", [("link", "[a](b)")]),
        ("a [b][c] d\n\n[c]: /e", [("link", "[b][c]")]),
        (
            "<http://a.b> ![a](b.png)",
            [("link", "<http://a.b>"), ("image", "![a](b.png)")],
        ),
        ('a <a name="x"></a>b', [("html", '<a name="x">'), ("html", "</a>")]),
        ("a  \n*b*\\\nc", [("break", "\n"), ("em", "*b*"), ("break", "\\\n")]),
        ("**설정**을 **'설정'**을", [("strong", "**설정**")]),
        (
            "| a \\| *b* | `c` |\n|-|-|\n| d | **e** |",
            [("em", "*b*"), ("code", "`c`"), ("strong", "**e**")],
        ),
        (
            "> 1. a\n>    *b*\n>    `c`",
            [("break", "\n"), ("em", "*b*"), ("break", "\n"), ("code", "`c`")],
        ),
        ("# a *b* #", [("em", "*b*")]),
        ("a *b*\n===", [("em", "*b*")]),
    ],
)
def test_inlines_stand_where_they_say(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(text) == found


@pytest.mark.parametrize(
    "text",
    ["`a\r\nb c`", "> `a\n> b c`", "- `a\n  b c`", "x `` a\nb c `` y", "` a\r\nb c `"],
)
def test_code_over_two_lines_leads_back(text: str) -> None:
    [block] = parse(text).prose
    start = block.plain.index("b c")
    assert text[slice(*block.plain_span(start, start + 3))] == "b c"


def test_links_keep_their_target_as_written() -> None:
    assert (
        parse("[a](../é%20b.md#c) [b](javascript:x)").of("link")[0].target
        == "../é%20b.md#c"
    )
