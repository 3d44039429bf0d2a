"""What a reader types or finds on a screen byte for byte: cmdlets, files, paths, keys, versions, error codes.

Outside code spans too: `services.msc`, `Get-VM`, `3.0`, `0x80070005`, `HKLM\\\\SOFTWARE`.

    en: Run services.msc, then Set-VMSwitch; SMB 3.0 is needed.
    fr: Exécutez services.msc, puis Set-VMSwitch ; SMB 3.0 est nécessaire.      good
    fr: Exécutez services. msc …                                                torn by a blank
    ko: Set-vmswitch를 …                                                         recased
    it: SMB 3,0                                                                 a version has a point
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
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


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    for english, translation in pairs(unit):
        for literal in dict.fromkeys(match[0] for match in _LITERAL.finditer(english.text)):
            if not _number_with_unit(literal, english.text):
                yield from _compare(literal, english, translation)


def _compare(literal: str, english: View, translation: View) -> Iterator[Hit]:
    damaged = 0
    for match in _damaged(literal).finditer(translation.text):
        if match[0] != literal and match[0] not in english.text:
            damaged += 1
            start, end = translation.span(match.start(), match.end())
            fix = Fix(start, end, literal) if end - start == len(match[0]) else None
            yield Hit(start, end, f"“{match[0]}” must be {literal}, as in the English", fix)
    if not damaged and _kept(literal).search(translation.text) is None:
        yield Hit(*translation.span(0, len(translation.text)), f"{literal} of the English is missing")


@lru_cache(maxsize=1024)
def _kept(literal: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_]){re.escape(literal)}(?![A-Za-z0-9_])")


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


def _number_with_unit(literal: str, english: str) -> bool:
    """A decimal that is a quantity follows the language's own marks; the check `numbers` looks at it."""
    return bool(
        re.fullmatch(r"\d+\.\d+", literal)
        and re.search(
            rf"{re.escape(literal)}[ \u00a0]?(?:[KMGTP]?B|[KMG]?bps|[MG]?Hz|%|ms|seconds?|hours?|minutes?)\b", english
        )
    )


CHECK = UnitCheck("literals", run, Level.ERROR)
