"""What the tests of the Markdown tree have in common: views of a tree, and pieces of any text."""

from hypothesis import strategies as st

from bpadocs.formats.markdown import Document, parse


def shape(document: Document) -> list[tuple[str, str]]:
    """Return each block's kind, with the text at its offsets."""
    return [
        (block.kind, document.text[block.start : block.end])
        for block in document.blocks
    ]


def marked(text: str) -> list[tuple[str, str]]:
    """Return each inline but plain text, with the text at its offsets."""
    document = parse(text)
    return [
        (piece.kind, text[piece.start : piece.end])
        for piece in document.inlines
        if piece.kind != "text"
    ]


INLINE_PIECES = (
    "*", "**", "_", "`", "``", "a", "b c", "é", "설정", "'", "[", "](x)", "](x 'y')", "]", "<", ">",
    "\\", "&amp;", "\n", "  \n", "\\\n", "\t", " ", "  ", "![", "!", "</a>", "<b>", "<http://a.b>",
    "<a@b.c>",
)  # fmt: skip
BLOCK_PIECES = (
    "\n\n", "- ", "1. ", "> ", "# ", "|", "\\|", "|-|-|\n", "    ", "```\n", "[!NOTE]\n", "\r\n",
    "===",
)  # fmt: skip


def texts(*pieces: str) -> st.SearchStrategy[str]:
    """Return texts of up to two dozen of these pieces, in any order."""
    return st.lists(st.sampled_from(pieces), max_size=24).map("".join)
