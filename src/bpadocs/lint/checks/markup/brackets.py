"""A bracket of a translation that is opened and not closed, or closed and not opened, or that has
lost what it was around.

Where the English has the same, it is told of the English alone; what stands in quotation marks or
begins a list, as “a)”, is no bracket of the sentence. Brackets may be left out, but not those
around letters that stand for words.

    en: Start the service (see below) now.
    fr: Démarrez le service (voir ci-dessous) maintenant.       good
    fr: Démarrez le service (voir ci-dessous maintenant.        not closed
    fr: Démarrez le service voir ci-dessous) maintenant.        not opened
    en: Attach the host bus adapter (HBA).
    fr: Attachez l’adaptateur de bus hôte (HBA).                good
    fr: Attachez le HBA (adaptateur de bus hôte).               good
    fr: Attachez l’adaptateur de bus hôte HBA.                  lost
    fr: Attachez le HBA adaptateur de bus hôte ().              nothing in them
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, pairs

_MARK: Final = re.compile(r"[()（）]")
_OPENING: Final = frozenset("(（")
_LETTERS: Final = re.compile(r"\(([A-Z]{2,}s?)\)")
_EMPTY: Final = re.compile(r"(?<![\w\ufffc])[(（][ \u00a0]?[)）]")
"""Behind a word or code they are those of a function."""
_NO_BRACKET: Final = re.compile(
    # the number of a list, a face, and a bracket that is quoted alone
    r"(?<!\w)\w{1,3}\)|[:;]-?[()]|[\"“«'‘`]\s?[()]\s?[\"”»'’`]"
)


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the brackets without a partner, of blocks whose English has none."""
    for english, translation in pairs(unit):
        yield from _around_letters(english, translation)
        if not _MARK.search(translation.text):
            continue
        yield from _emptied(english, translation)
        alone = _without_partner(translation.text)
        if not alone or _without_partner(english.text):
            continue
        for place in alone:
            start, end = translation.span(place, place + 1)
            opens = translation.text[place] in _OPENING
            what = "opened and not closed" if opens else "closed and not opened"
            yield Hit(
                start=start,
                end=end,
                message=f"this bracket is {what}; the English has both",
            )


def _around_letters(english: View, translation: View) -> Iterator[Hit]:
    """Report letters in brackets that stand for words, where the translation has no brackets."""
    if "(" not in english.text or _count(translation) >= _count(english):
        return
    for letters in dict.fromkeys(_LETTERS.findall(english.text)):
        places = list(_word(letters).finditer(translation.text))
        # if it stands in the text as well, that may be the one that was kept
        if len(places) != 1 or len(_word(letters).findall(english.text)) != 1:
            continue
        start, end = translation.span(*places[0].span())
        yield Hit(
            start=start,
            end=end,
            message=f"({letters}) stands in brackets in the English: it explains the words before",
        )


def _count(view: View) -> int:
    """Return how many brackets a text opens; (s) is the end of a word."""
    text = view.text
    return text.count("(") + text.count("（") - text.count("(s)")


@lru_cache(maxsize=256)
def _word(letters: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(letters)}(?![A-Za-z0-9])")


def _emptied(english: View, translation: View) -> Iterator[Hit]:
    """Report brackets around nothing, where the English has none."""
    if _EMPTY.search(english.text):
        return
    for match in _EMPTY.finditer(translation.text):
        start, end = translation.span(*match.span())
        yield Hit(
            start, end, "there is nothing in these brackets; the English has no such"
        )


def _without_partner(text: str) -> list[int]:
    """Return the places of the brackets that have no partner, in order."""
    if _MARK.search(text) is None:
        return []
    opened: list[int] = []
    closed: list[int] = []
    for match in _MARK.finditer(_NO_BRACKET.sub(_blank, text)):
        if match[0] in _OPENING:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            closed.append(match.start())
    if len(opened) == len(closed) == 0:
        return []
    # “(see a)” has no partner only if the number of a list is taken for one
    if text.count("(") + text.count("（") == text.count(")") + text.count("）"):
        return []
    return sorted([*opened, *closed])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


CHECK = UnitCheck(
    "brackets", run, severity=Level.HINT, mqm=Mqm.PUNCTUATION, needs="()（）"
)
