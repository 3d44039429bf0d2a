"""A bracket of a translation that is opened and not closed, or closed and not opened.

Where the English has the same, it is told of the English alone; what stands in quotation marks or
begins a list, as “a)”, is no bracket of the sentence.

    en: Start the service (see below) now.
    fr: Démarrez le service (voir ci-dessous) maintenant.       good
    fr: Démarrez le service (voir ci-dessous maintenant.        not closed
    fr: Démarrez le service voir ci-dessous) maintenant.        not opened
"""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import pairs

_MARK: Final = re.compile(r"[()（）]")
_OPENING: Final = frozenset("(（")
_NO_BRACKET: Final = re.compile(
    # the number of a list, a face, and a bracket that is quoted alone
    r"(?<!\w)\w{1,3}\)|[:;]-?[()]|[\"“«'‘`]\s?[()]\s?[\"”»'’`]"
)


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the brackets without a partner, of blocks whose English has none."""
    for english, translation in pairs(unit):
        if not _MARK.search(translation.text):
            continue
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
