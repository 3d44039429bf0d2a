"""UI text as the page shows it: italics, with the label of an argument in its place."""

import re
from collections.abc import Mapping

from bpadocs.placeholders import parts

PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_SPECIAL = re.compile(
    r"[*`]"  # emphasis and code, wherever they stand
    r"|\\(?=[!-/:-@\[-`{-~\n]|$)"  # a backslash that would escape the next character, or break the line
    r"|<(?=[A-Za-z/!?])"  # HTML
    r"|&(?=#?\w+;)"  # an entity
    r"|\](?=\()"  # a link
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore at the edge of a word
)
_PERHAPS_SPECIAL = re.compile(r"[*`\\<&\]_]")
_BLOCK_START = re.compile(
    r"\n(?=[^\S\n]*(?:[-+]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||=++[^\S\n]*$|-++[^\S\n]*$|:::|~~~))", re.MULTILINE
)

_LINE_EDGES = re.compile(r"(?:(?<![ \t])[ \t]+)?\n[ \t]*")


def markdown(text: str, labels: Mapping[str, str]) -> str:
    """Paragraphs in italics; an argument alone in a paragraph stands there as its label, in angle brackets."""
    if "\n" not in text and "{" not in text and "}" not in text:
        return f"*{escape(text.strip())}*"
    return "\n\n".join(_paragraph(paragraph, labels) for paragraph in PARAGRAPHS.split(text.strip()))


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly that text."""
    return _SPECIAL.sub(r"\\\g<0>", text) if _PERHAPS_SPECIAL.search(text) else text


def placeholder(label: str) -> str:
    """A label where the checker puts a value."""
    return f"\\<{label}>"


def _paragraph(paragraph: str, labels: Mapping[str, str]) -> str:
    pieces = []
    words = False
    for literal, name in parts(_BLOCK_START.sub(" ", _LINE_EDGES.sub("\n", paragraph))):
        pieces.append(escape(literal))
        words = words or bool(literal.strip())
        if name:
            pieces.append(placeholder(labels[name]))
    whole = "".join(pieces)
    return f"*{whole}*" if words else whole
