"""The mark at the end: a full stop added to a title, a colon or question mark lost.

What counts is what a reader sees, emphasis taken off.

    en: Stop the service        fr: Arrêter le service          good
    en: Stop the service        fr: Arrêter le service.         a full stop added
    en: *Do one of these:*      it: *Eseguire una di queste.*   the colon became a full stop
"""

from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, pairs

_SAME: Final = {"。": ".", "！": "!", "？": "?", "：": ":", "…": "…"}
_MARKS: Final = ".:;!?…"
_CLOSING: Final = "\"”»’')]*_ \u00a0\u202f"
_TITLES: Final = frozenset({"title", "heading"})


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    for pair in pairs(unit):
        yield from _compare(pair, unit.field)


def _compare(pair: Pair, field: str) -> Iterator[Hit]:
    english, translation = pair.english.text, pair.translation.text
    if not english.strip() or not translation.strip() or _open_ended(pair):
        return
    theirs, ours = _mark(english), _mark(translation)
    if theirs == ours or {theirs, ours} <= {".", "!"}:
        return
    end = len(translation.rstrip(_CLOSING))
    start, end = pair.translation.span(max(end - 1, 0), end)
    if not theirs and ours == ".":
        if field in _TITLES or pair.english.block.kind == "heading" or len(english.split()) > 3:
            yield Hit(start, end, "a full stop is added; the English has none")
    elif not theirs:
        yield Hit(start, end, f"“{ours}” is added; the English has none")
    elif theirs in "?!…" or (theirs == ":" and ours != "." and ours):
        yield Hit(start, end, f"the English ends in “{theirs}”")


def _open_ended(pair: Pair) -> bool:
    """A text that ends in a bare placeholder or an address says nothing of marks."""
    return any(side.text.rstrip(_CLOSING).endswith(("\ufffc", ">")) for side in pair)


def _mark(text: str) -> str:
    last = text.rstrip(_CLOSING)[-1:]
    last = _SAME.get(last, last)
    return last if last in _MARKS else ""


CHECK = UnitCheck("final-punctuation", run)
