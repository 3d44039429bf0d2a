"""Any text has a tree, whatever its line ends, and its offsets are true."""

from hypothesis import given
from markdown_helpers import BLOCK_PIECES, INLINE_PIECES, shape, texts

from bpadocs.formats.markdown import Block, parse, parse_plain
from bpadocs.formats.markdown.blocks import BlockReader


def test_carriage_returns_move_offsets_only() -> None:
    text = "# *a*\r\n\r\n- b  \r\n  **c**\r\n- `d`\r\n"
    found = [
        text[piece.start : piece.end]
        for piece in parse(text).inlines
        if piece.kind not in ("text", "break")
    ]
    assert found == ["*a*", "**c**", "`d`"]
    assert [block.plain for block in parse(text).prose] == ["a", "b\nc", "d"]


def test_ui_text_is_paragraphs_without_markup() -> None:
    document = parse_plain("One *two*\nthree\n\n\n{vms}\n")
    assert shape(document) == [
        ("paragraph", "One *two*\nthree"),
        ("paragraph", "{vms}"),
    ]
    assert [block.plain for block in document.blocks] == ["One *two*\nthree", "{vms}"]


@given(texts(*INLINE_PIECES, *BLOCK_PIECES))
def test_any_text_gives_a_tree_with_true_offsets(text: str) -> None:
    document = parse(text)
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(text)
        _check_inlines(block, text)
        for index, character in enumerate(block.plain):
            if (
                not character.isspace()
                and character not in "\\&"
                and block.kind in ("paragraph", "heading")
            ):
                assert text[block.plain_offset(index)] in (character, "\\", "&")


@given(texts(*INLINE_PIECES, *BLOCK_PIECES, " b ", "\u3000", "2", ".", "c-", "~"))
def test_words_alone_are_what_the_parser_makes_of_them(rest: str) -> None:
    text = f"a{rest}"
    if "\r" in text:
        return
    found = parse(text)
    assert repr(found.blocks) == repr(tuple(BlockReader(text).blocks()))


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
