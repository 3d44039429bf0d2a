"""A blank, hyphen or comma at the edge inside bold, italics or a link, where the English has none.

en: **Hyper-V**, then **Actions** and [System requirements](a.md)
it: **Hyper-V**, quindi **Azioni**             good
it: **Hyper-** V,quindi **Azioni**             torn at the hyphen
it: [Requisiti di sistema ](a.md)              a blank inside the link
it: **Azioni,** quindi                         the comma is bold
"""

from collections.abc import Iterator
from typing import NamedTuple

from bpadocs.formats.markdown import Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit

_KINDS = ("strong", "em", "link")
_OUTSIDE = " \u00a0\u202f\t-–—,;"
"""What belongs outside a mark."""


class Edge(NamedTuple):
    """A character at an edge inside a mark that belongs outside."""

    kind: str
    side: str
    """At the “beginning” of the mark or at its “end”."""
    character: str


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each mark with an edge that no mark of its kind has in the English."""
    natural: set[Edge] = set()
    for inline in unit.english.tree.inlines:
        natural.update(_edges(inline))
    for inline in unit.translation.tree.inlines:
        for edge in _edges(inline):
            if edge in natural:
                continue
            what = f"“{edge.character}”"
            if edge.character.isspace():
                what = "a blank"
            yield Hit(
                start=inline.start,
                end=inline.end,
                message=f"{what} at the {edge.side} inside the mark: it belongs outside",
                fix=_fix(unit.translation.text, inline, edge),
            )


def _edges(inline: Inline) -> Iterator[Edge]:
    if inline.kind not in _KINDS:
        return
    visible = inline.visible
    if len(visible) < 2:
        return
    if visible[0] in _OUTSIDE:
        yield Edge(inline.kind, "beginning", visible[0])
    if visible[-1] in _OUTSIDE:
        yield Edge(inline.kind, "end", visible[-1])


def _fix(text: str, inline: Inline, edge: Edge) -> Fix | None:
    """Return the change that moves a blank out at the end of a mark, or None for other edges."""
    _, inner_end = inline.inner
    written = text[inner_end - 1 : inner_end]
    if edge.side != "end" or not edge.character.isspace():
        return None
    if written != edge.character:
        return None  # it is inside another mark, in this one
    closing = text[inner_end : inline.end]
    next_character = text[inline.end : inline.end + 1]
    # Before punctuation, another blank or the end of the text, the blank is not needed at all.
    blank = " " if next_character.isalnum() else ""
    return Fix(
        start=inner_end - 1,
        end=inline.end,
        text=closing + blank,
    )


CHECK = UnitCheck(
    "marked-edges",
    run,
    severity=Level.HINT,
    mqm=Mqm.MARKUP,
    markdown_only=True,
    needs="*_[<",
)
