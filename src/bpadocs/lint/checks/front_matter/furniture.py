"""The words that every page shares are those of locales/: table labels, severities, headings, stock
sentences.

Only on existing pages: the pages that bpadocs writes take these words from locales/ themselves. A
word that locales/ does not have is not judged, unless other pages agree on it.

    |**Severity**|Warning|                 on the English page
    |**Gravité**|Avertissement|            good
    |**Va**|Avertissement|                 another word
    |**Gravité**|Warning|                  left in English
"""

import re
from collections.abc import Iterator, Sequence

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.quoted import differing
from bpadocs.lint.subject import Unit

_WITHIN_WORDS = re.compile(r"(?<=\w)[\u00a0\u202f](?=\w)")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report a shared word that is none of those locales/ allows here."""
    text = unit.translation.text
    # a no-break space within a name is good typography
    if not unit.expected or _WITHIN_WORDS.sub(" ", text) in unit.expected:
        return
    if text in unit.expected:
        return
    wanted = unit.expected[0]
    if _differs_in_blanks(text, unit.expected):
        start, end = _difference(text, wanted)
        theirs, _ = differing(wanted, text)
        message = (
            f"the blanks differ: the words that all pages share are “{theirs}” here"
        )
        yield Hit(
            start=start,
            end=end,
            message=message,
        )
        return
    theirs, ours = differing(wanted, text)
    message = f"the words that all pages share are “{theirs}” here, not “{ours}”"
    if text == unit.english.text:
        message = f"left in English; {message}"
    yield Hit(
        start=0,
        end=len(text),
        message=message,
    )


def _differs_in_blanks(text: str, allowed: Sequence[str]) -> bool:
    """Tell whether one of the allowed wordings has the same words, with other blanks."""
    plain = _BLANKS.sub(" ", text)
    return any(plain == _BLANKS.sub(" ", wording) for wording in allowed)


def _difference(text: str, wanted: str) -> tuple[int, int]:
    """Return the span of the text between what both begin with and what both end with."""
    start = _alike(text, wanted)
    backwards = text[start:][::-1]
    wanted_backwards = wanted[start:][::-1]
    end = len(text) - _alike(backwards, wanted_backwards)
    # At least one character, so that there is something to point at.
    return start, max(start + 1, end)


def _alike(text: str, wanted: str) -> int:
    """Return how many characters the two have in common at their beginnings."""
    length = 0
    for character, other in zip(text, wanted, strict=False):
        if character != other:
            break
        length += 1
    return length


CHECK = UnitCheck(
    "furniture",
    run,
    mqm=Mqm.NOT_THE_GLOSSARY,
    whole=True,
)
