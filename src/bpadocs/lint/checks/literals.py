"""What a reader types or finds on a screen byte for byte: cmdlets, files, paths, keys, versions, error codes.

Outside code spans too: `services.msc`, `Get-VM`, `3.0`, `0x80070005`, `HKLM\\\\SOFTWARE`.

    en: Run services.msc, then Set-VMSwitch; SMB 3.0 is needed.
    fr: Exécutez services.msc, puis Set-VMSwitch ; SMB 3.0 est nécessaire.      good
    fr: Exécutez services. msc …                                                torn by a blank
    ko: Set-vmswitch를 …                                                         recased
    it: SMB 3,0                                                                 a version has a point
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.remembered import Remembered
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import View, pairs

_LITERAL: Final = re.compile(
    r"""(?<![\w\ufffc.\\/-])(?:
        [A-Z][a-z]+-(?:[A-Z][A-Za-z0-9]*[A-Z]|[A-Z]{2})[A-Za-z0-9]*        # a cmdlet: Set-VMSwitch
      | (?:Get|Set|New|Add|Remove|Enable|Disable|Start|Stop|Install|Test|Move|Import|Export|Update|Invoke)
        -[A-Z][A-Za-z0-9]+
      | [\w-]+\.(?:msc|exe|dll|vhdx?|avhdx?|vsv|bin|xml|ps1|psd1|sys|inf|log|cfg|config|cmd|bat|cpl|mof|iso|msi|cab
        |admx|ini)\b
      | (?:HKLM|HKCU|HKEY_[A-Z_]+)(?::)?\\[\w\\ .-]*\w
      | [A-Za-z]:\\[\w\\.-]+
      | %\w+%(?:\\[\w\\.-]+)?
      | \\\\[\w.$-]+(?:\\[\w.$-]+)+
      | 0x[0-9A-Fa-f]{2,}
      | \d+\.\d+(?:\.\d+)*(?=[\s,;:)”"]|\.(?:\s|$)|$)
    )(?![\w-])""",
    re.VERBOSE,
)

_QUANTITY: Final = re.compile(
    r"(?<!\d)\d+\.\d+(?=[ \u00a0]?(?:[KMGTP]?B|[KMG]?bps|[MG]?Hz|%|ms|seconds?|hours?|minutes?)\b)"
)


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    for english, translation in pairs(unit):
        literals = dict.fromkeys(match[0] for match in _LITERAL.finditer(english.text))
        quantities = _quantities(english.text) if literals else frozenset()
        in_english = Remembered(partial(_stands_in, english))
        for literal in literals:
            if literal not in quantities:
                yield from _compare(literal, in_english, translation)


def _compare(literal: str, in_english: Remembered, translation: View) -> Iterator[Hit]:
    damaged = 0
    before = _marks_before(literal)
    kept: list[int] = []
    other: list[int] = []
    for place in translation.index.places(literal):
        (kept if _is_at(literal, translation.text, place - before) else other).append(place)
    for match in translation.index.matches(_damaged(literal), _with_marks(other, before)) if other else ():
        if match[0] != literal and not in_english[match[0]]:
            damaged += 1
            start, end = translation.span(match.start(), match.end())
            fix = Fix(start, end, literal) if end - start == len(match[0]) else None
            yield Hit(start, end, f"“{match[0]}” must be {literal}, as in the English", fix)
    if not damaged and not kept:
        yield Hit(*translation.span(0, len(translation.text)), f"{literal} of the English is missing")


def _marks_before(literal: str) -> int:
    """How many characters stand in front of its first word."""
    return next((index for index, character in enumerate(literal) if character.isalnum()), 0)


def _stands_in(view: View, words: str) -> bool:
    before = _marks_before(words)
    return any(view.text.startswith(words, place - before) for place in view.index.places(words))


def _is_at(literal: str, text: str, place: int) -> bool:
    """Whether the literal stands here as it should, and no longer word around it."""
    if place < 0 or not text.startswith(literal, place):
        return False
    end = place + len(literal)
    around = text[max(place - 1, 0) : place] + text[end : end + 1]
    return not any(character.isascii() and (character.isalnum() or character == "_") for character in around)


def _with_marks(places: Sequence[int], count: int) -> Sequence[int]:
    """Where a literal may begin that has so many marks in front of its first word, with blanks between them."""
    return sorted({at for place in places for at in range(max(place - 3 * count, 0), place - count + 1)})


@lru_cache(maxsize=1024)
def _damaged(literal: str) -> re.Pattern[str]:
    """The literal in any case, torn by blanks at its marks, its points turned into commas."""
    pieces = re.split(r"([.\\/_-])", literal)
    pattern = "".join(
        re.escape(piece) if piece and (piece[0].isalnum() or piece not in "./\\_-") else _loose(piece)
        for piece in pieces
    )
    return re.compile(rf"(?<![A-Za-z0-9_.]){pattern}(?![A-Za-z0-9_])", re.IGNORECASE)


def _loose(mark: str) -> str:
    return {"": "", ".": "[.,]? ?"}.get(mark, rf" ?{re.escape(mark)} ?" if mark else "")


def _quantities(english: str) -> frozenset[str]:
    """Decimals that are quantities follow the language's own marks; the check `numbers` looks at them."""
    return frozenset(match[0] for match in _QUANTITY.finditer(english))


CHECK = UnitCheck("literals", run, Level.ERROR)
