"""A blank, hyphen or comma at the edge inside bold, italics or a link, where the English has none.

it: **Hyper-V**, quindi **Azioni**             good
it: **Hyper-** V,quindi **Azioni**             torn at the hyphen
it: [Requisiti di sistema ](a.md)              a blank inside the link
it: **Azioni,** quindi                         the comma is bold
"""

from collections.abc import Iterator

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Inline

_EDGES = " \u00a0\u202f\t-–—,;"


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    natural = {(one.kind, edge) for one in unit.english.tree.inlines for edge in _edges(one)}
    for one in unit.translation.tree.inlines:
        for edge in _edges(one):
            if (one.kind, edge) in natural:
                continue
            at, character = edge
            what = "a blank" if character.isspace() else f"“{character}”"
            yield Hit(
                one.start, one.end, f"{what} at the {at} inside the mark: it belongs outside", _fix(unit, one, edge)
            )


def _edges(one: Inline) -> Iterator[tuple[str, str]]:
    if one.kind not in ("strong", "em", "link") or len(one.visible) < 2:
        return
    first, last = one.visible[0], one.visible[-1]
    if first in _EDGES:
        yield "beginning", first
    if last in _EDGES:
        yield "end", last


def _fix(unit: Unit, one: Inline, edge: tuple[str, str]) -> Fix | None:
    """A blank at a link's end moves out."""
    at, character = edge
    _, end = one.inner
    text = unit.translation.text
    if not character.isspace() or at != "end" or text[end - 1 : end] != character:
        return None
    following = text[one.end : one.end + 1]
    return Fix(end - 1, one.end, text[end : one.end] + ("" if not following.isalnum() else " "))


CHECK = UnitCheck("marked-edges", run)
