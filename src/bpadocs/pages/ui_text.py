"""UI text as the page shows it: italics, with the label of an argument in its place."""

import re
from collections.abc import Mapping

from bpadocs.rule.placeholders import parts

PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_SPECIAL = re.compile(
    r"[*`]"  # emphasis and code, wherever they are
    r"|\\(?=[!-/:-@\[-`{-~\n]|$)"  # a backslash before what it would escape, or at a line's end
    r"|<(?=[A-Za-z/!?])"  # HTML
    r"|&(?=#?\w+;)"  # an entity
    r"|\](?=\()"  # a link
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore at the edge of a word
)
# A quick look: most texts have none of these characters.
_PERHAPS_SPECIAL = re.compile(r"[*`\\<&\]_]")
# A line end before what would begin a list, a heading, a quotation, a table or code.
_BLOCK_START = re.compile(
    r"\n(?=[^\S\n]*(?:[-+]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||=++[^\S\n]*$|-++[^\S\n]*$|:::|~~~))",
    re.MULTILINE,
)
_LINE_EDGES = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*")


def markdown(text: str, labels: Mapping[str, str]) -> str:
    """Return UI text as Markdown: paragraphs in italics.

    An argument that is alone in a paragraph is shown by its label, in angle brackets.
    """
    # Most texts are one line without arguments.
    if "\n" not in text and "{" not in text and "}" not in text:
        return f"*{escape(text.strip())}*"
    paragraphs = PARAGRAPHS.split(text.strip())
    return "\n\n".join([_paragraph(paragraph, labels) for paragraph in paragraphs])


def escape(text: str) -> str:
    """Return plain text as Markdown that shows exactly that text."""
    if not _PERHAPS_SPECIAL.search(text):
        return text
    return _SPECIAL.sub(r"\\\g<0>", text)


def placeholder(label: str) -> str:
    """Return what a page shows where the checker puts a value."""
    return f"\\<{label}>"


def _paragraph(paragraph: str, labels: Mapping[str, str]) -> str:
    lines = _LINE_EDGES.sub("\n", paragraph)
    text = _BLOCK_START.sub(" ", lines)
    pieces: list[str] = []
    has_words = False
    for literal, name in parts(text):
        pieces.append(escape(literal))
        if literal.strip():
            has_words = True
        if name:
            pieces.append(placeholder(labels[name]))
    whole = "".join(pieces)
    return f"*{whole}*" if has_words else whole
