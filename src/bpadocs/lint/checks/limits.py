"""“At least” turned into “up to”, or the other way round, or lost.

en: Assign at least 512 MB.
es: Asigne al menos 512 MB.       good
es: Asigne hasta 512 MB.          the reverse
es: Asigne 512 MB.                the limit is lost
"""

from collections.abc import Iterator

from bpadocs.languages import LanguageData, read_language
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, pairs
from bpadocs.model import SOURCE_LANGUAGE

_WORDS = ("least", "most", "imum", " or ", "up to", "than", "exceed")
"""No limit in English is without one of these."""
NEAR = 12
"""So many characters beside a limit belong to it."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    english = read_language(SOURCE_LANGUAGE)
    if data.at_least and data.at_most and english.at_least and english.at_most:
        for pair in pairs(unit):
            lower = pair.english.lower
            if not any(word in lower for word in _WORDS):
                continue
            least = len(list(english.at_least.finditer(pair.english.text)))
            most = len(list(english.at_most.finditer(pair.english.text)))
            if least and not most:
                yield from _compare(pair, least, data, "at least", "at most")
            elif most and not least:
                yield from _compare(pair, most, data, "at most", "at least")


def _compare(pair: Pair, wanted: int, data: LanguageData, own: str, opposite: str) -> Iterator[Hit]:
    least, most = data.at_least, data.at_most
    if least is None or most is None:
        return
    right, wrong = (least, most) if own == "at least" else (most, least)
    text = pair.translation.text
    found = [match.span() for match in right.finditer(text)]
    near = Spans((start - NEAR, end + NEAR) for start, end in found)
    reverse = [match for match in wrong.finditer(text) if not near.around(match.start(), match.start())]
    if len(found) < wanted and reverse:
        for match in reverse[: wanted - len(found)]:
            yield Hit(*pair.translation.span(*match.span()), f"the English says {own}; this says {opposite}")
    elif not found and any(character.isdigit() for character in text):
        number = next(index for index, character in enumerate(text) if character.isdigit())
        end = next((index for index in range(number, len(text)) if text[index] in " ,.;"), len(text))
        yield Hit(*pair.translation.span(number, end), f"“{own}” of the English is lost")


CHECK = UnitCheck("limits", run)
