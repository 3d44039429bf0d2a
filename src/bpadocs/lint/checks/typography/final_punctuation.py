"""The mark at the end: a full stop added to a title, a colon or question mark lost.

What counts is what a reader sees, emphasis taken off.

    en: Stop the service on each server
    fr: Arrêter le service sur chaque serveur          good
    fr: Arrêter le service sur chaque serveur.         a full stop added
    en: *Do one of these:*
    it: *Eseguire una di queste operazioni:*           good
    it: *Eseguire una di queste operazioni?*           the colon became a question mark
"""

from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import ViewPair, pairs
from bpadocs.words.languages import LanguageData

_SAME: Final = {
    "。": ".",
    "！": "!",
    "？": "?",
    "：": ":",
}
"""Marks of other scripts by those that mean the same."""
_MARKS: Final = ".:;!?…"
_CLOSING: Final = "\"”»’')]*_ \u00a0\u202f"
_TITLES: Final = frozenset({"title", "heading"})


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each block that does not end as the English does."""
    data = context.language(unit.language)
    for pair in pairs(unit):
        if not pair.english.text.strip() or not pair.translation.text.strip():
            continue
        if _is_open_ended(pair):
            continue
        if unit.field not in _TITLES and _is_sentence(pair, data):
            continue
        message = _wrong_end(pair, unit.field)
        if message:
            last = len(pair.translation.text.rstrip(_CLOSING))
            start, end = pair.translation.span(max(last - 1, 0), last)
            yield Hit(
                start=start,
                end=end,
                message=message,
            )


def _is_open_ended(pair: ViewPair) -> bool:
    """Tell whether one of the two ends in a bare placeholder or an address.

    Such an end says nothing of marks.
    """
    return any(side.text.rstrip(_CLOSING).endswith(("\ufffc", ">")) for side in pair)


def _is_sentence(pair: ViewPair, data: LanguageData) -> bool:
    """Tell whether a phrase of English became a sentence, in a language whose verbs stand last."""
    if data.sentence_end is None or _mark(pair.english.text):
        return False
    text = pair.translation.text.rstrip(_CLOSING)
    if not text.endswith((".", "?")) or pair.english.block.kind == "heading":
        return False
    return data.sentence_end.search(text[:-1]) is not None


def _wrong_end(pair: ViewPair, field: str) -> str:
    """Say what is wrong with the end of the translation, or return nothing."""
    theirs = _mark(pair.english.text)
    ours = _mark(pair.translation.text)
    if theirs == ours or {theirs, ours} <= {".", "!"}:
        return ""
    if not theirs and ours == ".":
        if _needs_no_full_stop(pair, field):
            return "a full stop is added; the English has none"
    elif not theirs:
        return f"“{ours}” is added; the English has none"
    elif theirs in "?!…" or (theirs == ":" and ours not in ("", ".")):
        return f"the English ends in “{theirs}”"
    return ""


def _needs_no_full_stop(pair: ViewPair, field: str) -> bool:
    """Tell whether a full stop is wrong: a short English phrase may become a sentence."""
    if field in _TITLES or pair.english.block.kind == "heading":
        return True
    return len(pair.english.text.split()) > 3


def _mark(text: str) -> str:
    """Return the mark a text ends in, or nothing."""
    last = text.rstrip(_CLOSING)[-1:]
    last = _SAME.get(last, last)
    if last in _MARKS:
        return last
    return ""


CHECK = UnitCheck(
    "final-punctuation",
    run,
    severity=Level.HINT,
    mqm=Mqm.PUNCTUATION,
)
