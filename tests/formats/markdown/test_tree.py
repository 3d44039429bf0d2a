"""A tree tells what is around a block, and leads from plain text back to its source."""

from bpadocs.formats.markdown import parse


def test_a_block_knows_the_blocks_around_it() -> None:
    [inner] = [
        block
        for block in parse("- a\n\n  > [!TIP]\n  > b").blocks
        if block.plain == "b"
    ]
    assert [(block.kind, block.info) for block in inner.path] == [
        ("bullet_list", ""),
        ("item", ""),
        ("alert", "TIP"),
    ]
    assert inner.depth == 3


def test_plain_is_what_a_reader_sees_and_leads_back() -> None:
    text = "> Say *“a”* to `a b`,\n> a &amp; \\<a> [a](a)."
    [block] = parse(text).prose
    assert block.plain == "Say “a” to a b, a & <a> a."
    assert [text[block.plain_offset(i)] for i in range(len(block.plain))] == list(
        "Say “a” to a b,\na & \\a> a.".replace("<", "\\")
    )
    start = block.plain.rindex("a.")
    assert text[slice(*block.plain_span(start, start + 2))] == "a](a)."
