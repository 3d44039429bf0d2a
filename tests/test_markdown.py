"""Every offset of the tree leads to what stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.markdown import Block, Document, parse, parse_plain


def shape(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def marked(text: str) -> list[tuple[str, str]]:
    """Every inline but plain text, with what stands at its offsets."""
    document = parse(text)
    return [(piece.kind, text[piece.start : piece.end]) for piece in document.inlines if piece.kind != "text"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a *a* a **a** a", [("em", "*a*"), ("strong", "**a**")]),
        ("a `a` a `` a`a ``", [("code", "`a`"), ("code", "`` a`a ``")]),
        (r"\*a\* *a*", [("em", "*a*")]),
        ("*a **b** c*", [("em", "*a **b** c*"), ("strong", "**b**")]),
        ("***a** b*", [("em", "***a** b*"), ("strong", "**a**")]),
        ("__a__ _b_", [("strong", "__a__"), ("em", "_b_")]),
        ('x [a *b*](../a.md "a (b)") y', [("link", '[a *b*](../a.md "a (b)")'), ("em", "*b*")]),
        ("[x [a](b) a](c", [("link", "[a](b)")]),
        ("a [b][c] d\n\n[c]: /e", [("link", "[b][c]")]),
        ("<http://a.b> ![a](b.png)", [("link", "<http://a.b>"), ("image", "![a](b.png)")]),
        ('a <a name="x"></a>b', [("html", '<a name="x">'), ("html", "</a>")]),
        ("a  \n*b*\\\nc", [("break", "\n"), ("em", "*b*"), ("break", "\\\n")]),
        ("**설정**을 **'설정'**을", [("strong", "**설정**")]),
        ("| a \\| *b* | `c` |\n|-|-|\n| d | **e** |", [("em", "*b*"), ("code", "`c`"), ("strong", "**e**")]),
        ("> 1. a\n>    *b*\n>    `c`", [("break", "\n"), ("em", "*b*"), ("break", "\n"), ("code", "`c`")]),
        ("# a *b* #", [("em", "*b*")]),
        ("a *b*\n===", [("em", "*b*")]),
    ],
)
def test_inlines_stand_where_they_say(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(text) == found


def test_blocks_stand_where_they_say() -> None:
    text = "# One\n\nTwo\nthree  \n\n- a\n  - b\n\n1. > c\n\n```ps\n d\n```\n\n> [!NOTE]\n> e\n\n"
    text += "|f|g|\n|-|-|\n||h|\n\n***\n"
    assert shape(parse(text)) == [
        ("heading", "# One"),
        ("paragraph", "Two\nthree"),
        ("bullet_list", "- a\n  - b"),
        ("item", "- a\n  - b"),
        ("paragraph", "a"),
        ("bullet_list", "- b"),
        ("item", "- b"),
        ("paragraph", "b"),
        ("ordered_list", "1. > c"),
        ("item", "1. > c"),
        ("quote", "> c"),
        ("paragraph", "c"),
        ("fence", "```ps\n d\n```"),
        ("alert", "> [!NOTE]\n> e"),
        ("paragraph", "e"),
        ("table", "|f|g|\n|-|-|\n||h|"),
        ("row", "|f|g|"),
        ("cell", "f"),
        ("cell", "g"),
        ("row", "||h|"),
        ("cell", ""),
        ("cell", "h"),
        ("rule", "***"),
    ]


def test_a_block_knows_the_blocks_around_it() -> None:
    [inner] = [block for block in parse("- a\n\n  > [!TIP]\n  > b").blocks if block.plain == "b"]
    assert [(block.kind, block.info) for block in inner.path] == [("bullet_list", ""), ("item", ""), ("alert", "TIP")]
    assert inner.depth == 3


def test_levels_numbers_and_languages() -> None:
    document = parse("### a\n\n3. b\n\n```ps1\nc\n```\n")
    assert [(block.kind, block.level, block.info) for block in document.blocks if block.kind != "paragraph"] == [
        ("heading", 3, ""),
        ("ordered_list", 3, ""),
        ("item", 0, "3"),
        ("fence", 0, "ps1"),
    ]


def test_an_alert_without_a_body_is_an_empty_alert() -> None:
    assert shape(parse("> [!NOTE]\n\nBody")) == [("alert", "> [!NOTE]"), ("paragraph", "Body")]


@pytest.mark.parametrize("kind", ["[!NOTE] text", "text [!NOTE]", "[NOTE]"])
def test_a_quote_that_is_no_alert_stays_a_quote(kind: str) -> None:
    assert [block.kind for block in parse(f"> {kind}").blocks] == ["quote", "paragraph"]


def test_plain_is_what_a_reader_sees_and_leads_back() -> None:
    text = "> Say *“a”* to `a b`,\n> a &amp; \\<a> [a](a)."
    [block] = parse(text).prose
    assert block.plain == "Say “a” to a b, a & <a> a."
    assert [text[block.plain_offset(i)] for i in range(len(block.plain))] == list(
        "Say “a” to a b,\na & \\a> a.".replace("<", "\\")
    )
    start = block.plain.rindex("a.")
    assert text[slice(*block.plain_span(start, start + 2))] == "a](a)."


def test_code_leads_back_too() -> None:
    text = "1. x\n\n   ```ps\n   Get-VM\n     -Name a\n   ```"
    [fence] = [block for block in parse(text).blocks if block.kind == "fence"]
    assert fence.plain == "Get-VM\n  -Name a"
    start = fence.plain.index("-Name")
    assert text[slice(*fence.plain_span(start, start + 5))] == "-Name"


def test_carriage_returns_move_offsets_only() -> None:
    text = "# *a*\r\n\r\n- b  \r\n  **c**\r\n- `d`\r\n"
    found = [text[piece.start : piece.end] for piece in parse(text).inlines if piece.kind not in ("text", "break")]
    assert found == ["*a*", "**c**", "`d`"]
    assert [block.plain for block in parse(text).prose] == ["a", "b\nc", "d"]


@pytest.mark.parametrize("text", ["`a\r\nb c`", "> `a\n> b c`", "- `a\n  b c`", "x `` a\nb c `` y", "` a\r\nb c `"])
def test_code_over_two_lines_leads_back(text: str) -> None:
    [block] = parse(text).prose
    start = block.plain.index("b c")
    assert text[slice(*block.plain_span(start, start + 3))] == "b c"


def test_links_keep_their_target_as_written() -> None:
    assert parse("[a](../é%20b.md#c) [b](javascript:x)").of("link")[0].target == "../é%20b.md#c"


def test_ui_text_is_paragraphs_without_markup() -> None:
    document = parse_plain("One *two*\nthree\n\n\n{vms}\n")
    assert shape(document) == [("paragraph", "One *two*\nthree"), ("paragraph", "{vms}")]
    assert [block.plain for block in document.blocks] == ["One *two*\nthree", "{vms}"]


PIECES = st.sampled_from(
    [
        *("*", "**", "_", "`", "a", "b c", "é", "설정", "'", "[", "](x)", "<", ">", "\\", "&amp;", "\n", "\n\n", "- "),
        *("1. ", "> ", "# ", "|", "|-|-|\n", "  \n", "\t", "    ", "```\n", "![", " ", "[!NOTE]\n", "\r\n", "</a>"),
        *("<b>", "==="),
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_any_text_gives_a_tree_with_true_offsets(text: str) -> None:
    document = parse(text)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(text)
        _check_inlines(block, text)
        for index, character in enumerate(block.plain):
            if not character.isspace() and character not in "\\&" and block.kind in ("paragraph", "heading"):
                assert text[block.plain_offset(index)] in (character, "\\", "&")


def _check_inlines(block: Block, text: str) -> None:
    for piece in block.walk():
        written = text[piece.start : piece.end]
        match piece.kind:
            case "strong":
                assert written[:2] == written[-2:]
                assert written[:2] in ("**", "__")
            case "em":
                assert written[0] == written[-1]
                assert written[0] in "*_"
            case "code":
                assert written[0] == written[-1] == "`"
            case "link":
                assert written[0] in "[<"
                assert written[-1] in ")>]"
            case "html":
                assert (written[0], written[-1]) == ("<", ">")
