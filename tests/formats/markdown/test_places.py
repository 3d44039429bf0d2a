"""What we know of markdown-it-py beyond its documentation is true of the version installed.

A failure here means that a new version reads inlines in another way: formats/markdown/places.py has
to follow it before it can be used.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given
from markdown_helpers import BLOCK_PIECES, INLINE_PIECES, texts
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bpadocs.formats.markdown.places import parser, with_places


def inline_contents(text: str) -> Iterator[Token]:
    return (token for token in parser().parse(text) if token.type == "inline")


def test_the_rules_are_those_we_know() -> None:
    as_it_comes = MarkdownIt("commonmark").enable("table")
    assert as_it_comes.get_active_rules() == {
        "core": ["normalize", "block", "inline", "text_join"],
        "block": [
            *(
                "table",
                "code",
                "fence",
                "blockquote",
                "hr",
                "list",
                "reference",
                "html_block",
            ),
            *("heading", "lheading", "paragraph"),
        ],
        "inline": [
            *(
                "text",
                "newline",
                "escape",
                "backticks",
                "emphasis",
                "link",
                "image",
                "autolink",
            ),
            *("html_inline", "entity"),
        ],
        "inline2": ["balance_pairs", "emphasis", "fragments_join"],
    }
    ours = parser().get_active_rules()
    assert ours["core"] == ["normalize", "block", "inline"]
    assert ours["inline"] == ["text", "markup"]
    assert ours["inline2"] == ["balance_pairs", "emphasis"]


@given(texts(*INLINE_PIECES, "-", ":", "{a}", "=", "#", "@", "~", "\n"))
def test_the_inlines_are_those_of_the_parser_as_it_comes(text: str) -> None:
    as_it_comes = MarkdownIt("commonmark").enable("table")
    as_it_comes.disable(["fragments_join", "text_join"])
    as_it_comes.validateLink = lambda url: True  # type: ignore[method-assign]
    as_it_comes.normalizeLink = lambda url: url  # type: ignore[method-assign]
    expected = [token for token in as_it_comes.parse(text) if token.type == "inline"]
    for ours, other in zip(inline_contents(text), expected, strict=True):
        assert list(map(inline_of, ours.children or [])) == list(
            map(inline_of, other.children or [])
        )


def inline_of(token: Token) -> tuple[str, str, int, str, str, object]:
    return (
        token.type,
        token.content,
        token.level,
        token.markup,
        token.info,
        token.attrs,
    )


@given(
    texts(
        *INLINE_PIECES, *BLOCK_PIECES, "\n", "12) ", "+ ", "* * *\n", "~~~\n", "[a]: b"
    )
)
def test_the_blocks_are_those_of_the_parser_as_it_comes(text: str) -> None:
    as_it_comes = MarkdownIt("commonmark").enable("table")
    as_it_comes.validateLink = lambda url: True  # type: ignore[method-assign]
    assert list(map(block_of, parser().parse(text))) == list(
        map(block_of, as_it_comes.parse(text))
    )


def block_of(token: Token) -> tuple[str, str, list[int] | None, str]:
    return token.type, token.tag, token.map, token.content


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a *b*", ["text 0 2", "em_open 2 3", "text 3 4", "em_close 4 5"]),
        (
            "**b**",
            ["text 0 1", "strong_open 1 2", "text 2 3", "strong_close 3 4", "text 4 5"],
        ),
        ("*b", ["text 0 1", "text 1 2"]),
        ("[a](b) c", ["link_open 0 6", "text 1 2", "link_close 0 6", "text 6 8"]),
        (
            "[a `b`](c)",
            ["link_open 0 10", "text 1 3", "code_inline 3 6", "link_close 0 10"],
        ),
        ("a <bb:c>", ["text 0 2", "link_open 2 8", "text 2 8", "link_close 2 8"]),
        ("a  \n b", ["text 0 1", "hardbreak 3 5", "text 5 6"]),
        ("a ![b](c)\\*", ["text 0 2", "image 2 9", "text_special 9 11"]),
        ("`` a <b>", ["text 0 5", "html_inline 5 8"]),
    ],
)
def test_each_token_has_its_place(text: str, places: list[str]) -> None:
    [content] = inline_contents(text)
    found = with_places(content.children or [])
    assert [f"{token.type} {start} {end}" for token, start, end in found] == places


@given(texts(*INLINE_PIECES, "<http://a.b/%20>"))
def test_the_text_at_each_place_is_that_of_the_token(text: str) -> None:
    for content in inline_contents(text):
        for token, start, end in with_places(content.children or []):
            assert is_written(content.content[start:end], token), (
                content.content,
                token,
            )


def is_written(written: str, token: Token) -> bool:
    match token.type:
        case "text" if (
            written.startswith("<") and written.endswith(">") and len(written) > 1
        ):
            return True  # an address, which is shown without its escapes
        case "text":
            # Of `**`, one asterisk is a token without text.
            return written == token.content or (
                not token.content and written in ("*", "_")
            )
        case "em_open" | "em_close" | "strong_open" | "strong_close":
            return written == token.markup[0]
        case "code_inline":
            return written.startswith(token.markup) and written.endswith(token.markup)
        case "text_special":
            return written == token.markup
        case "html_inline":
            return written == token.content
        case "softbreak" | "hardbreak":
            return written.strip(" \t") in ("\n", "\\\n")
        case "link_open" | "link_close":
            return written[0] + written[-1] in ("[)", "[]", "<>")
        case "image":
            return written.startswith("![") and written[-1] in ")]"
    return False


@given(texts(*INLINE_PIECES))
def test_the_places_leave_nothing_out_but_blanks_before_a_line_break(text: str) -> None:
    for content in inline_contents(text):
        seen = bytearray(len(content.content))
        for _, start, end in with_places(content.children or []):
            seen[start:end] = b"x" * (end - start)
        left_out = {
            character
            for character, covered in zip(content.content, seen, strict=True)
            if not covered
        }
        assert left_out <= {" "}
