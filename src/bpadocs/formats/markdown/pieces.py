"""A Markdown text as the pieces that translators know: paragraphs, rows, code, and how they read.

The text of a piece says what it tells, not how that is written: lines are not wrapped in it, and
lists, emphasis and headings have no marks. So two versions of a piece have the same text where only
its layout was changed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import dedent
from typing import Final

from bpadocs.formats.markdown.read import parse
from bpadocs.formats.markdown.tree import Block, Document, Inline

CODE: Final = "code block"
HEADING: Final = "heading"
LIST_ITEM: Final = "list item"
_NOUNS: Final = {
    "heading": HEADING,
    "paragraph": "paragraph",
    "fence": CODE,
    "code": CODE,
    "html": "piece of HTML",
}
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANCHOR: Final = re.compile(
    r"<a\s+(?:name|id)\s*=[^<>]*>\s*(?:</a\s*>)?|</a\s*>", re.IGNORECASE
)
# Both look at texts in one line, whose blanks are single ones.
_CLOSES_TAG: Final = re.compile(" ?/?>$")
_HEADING_ID: Final = re.compile(r" ?\{#[^{}\s]*+\}$")


@dataclass(frozen=True, slots=True, eq=False)
class TextPiece:
    """A piece of a text; start and end are offsets in it."""

    noun: str
    """What people call it: paragraph, heading, list item, table row, code block."""
    text: str
    """How it reads, whatever its layout. Code has its lines, all other text is one line."""
    start: int
    end: int
    level: int = 0
    """A heading's level."""
    field: str = ""
    """The key of the front matter whose value it is; empty below the front matter."""

    @property
    def key(self) -> tuple[str, str]:
        """What two versions of a piece have in common where only the layout was changed.

        Prose may become a list item or a heading; code and front matter stay what they are.
        """
        return (self.field or (CODE if self.noun == CODE else "prose")), self.text

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def pieces(text: str) -> tuple[TextPiece, ...]:
    """Return the pieces of a Markdown text, whose front matter is not included."""
    return tuple(_pieces(parse(text)))


def _pieces(document: Document) -> Iterator[TextPiece]:
    cells = _cells_by_row(document)
    seen: set[int] = set()
    for block in document.blocks:
        if block.kind == "row":
            text = " | ".join(cells[id(block)])
            noun = "table row"
        elif block.leaf and block.kind != "cell":
            text = _text(block, document)
            noun = _noun(block)
        else:
            continue
        alert = _new_alert(block, seen)
        if alert:
            text = f"{alert} {text}"
        if text:
            yield TextPiece(
                noun=noun,
                text=text,
                start=block.start,
                end=block.end,
                level=block.level,
            )


def _cells_by_row(document: Document) -> Mapping[int, list[str]]:
    """Return how the cells of each row read, by the identity of the row."""
    cells: defaultdict[int, list[str]] = defaultdict(list)
    for block in document.blocks:
        if block.kind == "cell":
            cells[id(block.path[-1])].append(_read(block.inlines))
    return cells


def _noun(block: Block) -> str:
    if block.kind == "paragraph" and block.path and block.path[-1].kind == "item":
        return LIST_ITEM
    return _NOUNS[block.kind]


def _new_alert(block: Block, seen: set[int]) -> str:
    """Return the mark of the alert whose first piece this block is."""
    for outer in block.path:
        if outer.kind == "alert" and id(outer) not in seen:
            seen.add(id(outer))
            return f"[!{outer.info}]"
    return ""


def _text(block: Block, document: Document) -> str:
    """Return how a block reads."""
    if block.kind in ("fence", "code"):
        lines = [line.rstrip() for line in dedent(block.plain).split("\n")]
        return "\n".join(lines).strip("\n")
    if block.kind == "html":
        written = _COMMENT.sub("", document.text[block.start : block.end])
        return " ".join(_ANCHOR.sub("", written).split())
    text = _read(block.inlines)
    if block.kind == "heading":
        return _HEADING_ID.sub("", text)
    return text


def _read(inlines: Sequence[Inline]) -> str:
    """Return how running text reads, in one line."""
    whole = "".join(_seen(inline) for inline in inlines)
    return " ".join(whole.split())


def _seen(inline: Inline) -> str:
    match inline.kind:
        case "text":
            return inline.text
        case "code":
            return f"`{inline.text}`"
        case "break":
            return " "
        case "html":
            return _tag(inline.text)
        case "image":
            return f"![{inline.text}]({inline.target})"
    inner = "".join(_seen(child) for child in inline.children)
    # an address that stands for itself is no other one when it gets brackets
    if inline.kind == "link" and inner != inline.target:
        return f"[{inner}]({inline.target})"
    return inner


def _tag(tag: str) -> str:
    """Return an HTML tag as it is compared; nothing for one that readers see nothing of."""
    if tag.startswith("<!--") or _ANCHOR.fullmatch(tag):
        return ""
    return _CLOSES_TAG.sub(">", " ".join(tag.split()))
