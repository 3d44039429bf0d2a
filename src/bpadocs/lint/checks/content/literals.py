"""What a reader types or finds on a screen byte for byte: cmdlets, files, paths, keys, versions,
error codes.

Outside code spans too: `services.msc`, `Get-VM`, `3.0`, `0x80070005`, `HKLM\\\\SOFTWARE`; and what
else has a point or a line inside or in front: `host.example.org`, `some_name`, `.ext`, `--option`,
`/etc/hosts`. What lines join is not torn either, TCP/IP, read-only. Keys that are pressed together
may have other names, and the last of them stays: Ctrl+C.

    en: Run services.msc, then Set-VMSwitch; SMB 3.0 is needed.
    fr: Exécutez services.msc, puis Set-VMSwitch ; SMB 3.0 est nécessaire.      good
    fr: Exécutez services. msc …                                                torn by a blank
    ko: Set-vmswitch를 …                                                         recased
    it: SMB 3,0                                                          a version has a point
    it: CTRL+X                                                           another key than Ctrl+C
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Final

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.memo import Remembered
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, pairs

LITERAL: Final = re.compile(
    r"""(?<![\w\ufffc.\\/-])(?:
        # cmdlets: Set-VMSwitch, and those of common verbs: Get-Disk
        [A-Z][a-z]+-(?:[A-Z][A-Za-z0-9]*[A-Z]|[A-Z]{2})[A-Za-z0-9]*
      | (?!Add-[Ii]n|Start-[Uu]p|Set-[Uu]p)
          (?:Get|Set|New|Add|Remove|Enable|Disable|Start|Stop|Install|Test|Move|Import|Export|Update
          |Invoke)-[A-Z][A-Za-z0-9]+
        # files: services.msc
      | [\w-]+\.(?:msc|exe|dll|vhdx?|avhdx?|vsv|bin|xml|ps1|psd1|sys|inf|log|cfg|config|cmd|bat|cpl
          |mof|iso|msi|cab|admx|ini)\b
        # keys of the registry, paths, variables in paths, shares
      | (?:HKLM|HKCU|HKEY_[A-Z_]+)(?::)?\\[\w\\ .-]*\w
      | [A-Za-z]:\\[\w\\.-]*\w
      | %\w+%(?:\\[\w\\.-]+)?
      | \\\\[\w.$-]+(?:\\[\w.$-]+)+
        # error codes, and versions
      | 0x[0-9A-Fa-f]{2,}
      | \d+\.\d+(?:\.\d+)*(?=[\s,;:)”"]|\.(?:\s|$)|$)
    )(?![\w-])""",
    re.VERBOSE,
)
"""What finds a literal in running text."""

_TOKEN: Final = re.compile(
    r"""(?<![\w\ufffc.@/\\-])(?:
        # somebody@example.org, SHA-256
        [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | [A-Z]{2,}(?:-\d+)+
        # .ext; with a capital it is a name: .NET
      | \.[a-z][a-z0-9]+
        # host.example.org, Some.Name; but no word that follows a full stop without a blank
      | (?![a-z]+\.[A-Z][a-z]*(?![\w.]))[A-Za-z][\w-]+(?:\.[A-Za-z][\w-]+)+
        # some_name
      | [A-Za-z0-9]+(?:_[A-Za-z0-9]+)+
      # --an-option, /etc/hosts
      | --[a-z][\w-]*\w
      | (?:/[a-z][\w-]*){2,}(?:\.\w+)*
    )(?![\w\ufffc@/\\-])""",
    re.VERBOSE,
)
"""What finds any other token that has marks in it."""
_JOINED: Final = re.compile(r"(?<![\w\ufffc.@/\\-])\w+(?:[/-]\w+)+(?![\w\ufffc@/\\-])")
"""What finds words joined by lines: TCP/IP. They may be translated, but are not torn."""
_QUANTITY: Final = re.compile(
    r"(?<!\d)\d+\.\d+"
    r"(?=[ \u00a0]?(?:[KMGTP]?B|[KMG]?bps|[MG]?Hz|%|ms|seconds?|hours?|minutes?)\b)"
)
_KEYS: Final = re.compile(
    r"(?<![\w+])([A-Za-z\u00c0-\u017f]{3,})(?: ?\+ ?[A-Za-z0-9\u00c0-\u017f]+)+"
)
"""Keys pressed together, of which the first may have another name: Ctrl+C, Strg+C, Mayús+F10."""
_FIRST_KEYS: Final = frozenset({"ctrl", "control", "alt", "shift"})
_SAME_KEY: Final = re.compile(r"[A-Za-z0-9]|F\d{1,2}", re.IGNORECASE)
"""What is on a key in every language."""
_MARK: Final = re.compile(r"([.\\/_-])")
"""Where a literal may be torn. In brackets, so that `split` keeps it."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the literals of the English that the translation damages or leaves out."""
    for english, translation in pairs(unit):
        literals = _literals(english)
        tokens = _tokens(english)
        for words in _joined(english):
            yield from _torn_apart(words, english, translation)
        yield from _other_keys(english, translation)
        if not literals and not tokens:
            continue
        quantities = _quantities(english.text)
        in_english = Remembered(partial(_is_in, english))
        for literal in literals:
            if literal not in quantities:
                yield from _compare(literal, in_english, translation)
        for token in tokens:
            if token.startswith("."):
                yield from _torn_off(token, translation)
                continue
            # sites and the like are written large or small as one likes
            may_go = _stands_for_another(token, english, translation)
            yield from _compare(
                token, in_english, translation, any_case=True, may_go=may_go
            )


# Cached, for the English is the same for every language.
@lru_cache(maxsize=256)
def _literals(english: View) -> Sequence[str]:
    """Return the literals of an English text, each once."""
    return tuple(dict.fromkeys(LITERAL.findall(english.text)))


@lru_cache(maxsize=256)
def _tokens(english: View) -> Sequence[str]:
    """Return the other tokens of an English text, each once."""
    if not any(mark in english.text for mark in "._/-@"):
        return ()
    literals = set(_literals(english))
    found = dict.fromkeys(_TOKEN.findall(english.text))
    return tuple(token for token in found if token not in literals)


@lru_cache(maxsize=256)
def _joined(english: View) -> Sequence[str]:
    """Return the words of an English text that are joined by lines, each once."""
    if "-" not in english.text and "/" not in english.text:
        return ()
    return tuple(dict.fromkeys(_JOINED.findall(english.text)))


def _torn_apart(words: str, english: View, translation: View) -> Iterator[Hit]:
    """Report blanks at the lines that join these words: “TCP / IP”."""
    for match in _near(words, translation.index.places(words), translation):
        found = match[0]
        if " " not in found or found in english.text:
            continue
        start, end = translation.span(*match.span())
        together = found.replace(" ", "")
        yield Hit(
            start=start,
            end=end,
            message=f"“{found}” must be {together}, as in the English",
            fix=Fix(start, end, together) if end - start == len(found) else None,
        )


def _other_keys(english: View, translation: View) -> Iterator[Hit]:
    """Report keys that are pressed together of which the last is none of the English."""
    if "+" not in english.text or "+" not in translation.text:
        return
    pressed = list(_KEYS.finditer(english.text))
    if not any(match[1].lower() in _FIRST_KEYS for match in pressed):
        return
    theirs = {_last_key(match[0]) for match in pressed}
    for match in _KEYS.finditer(translation.text):
        key = _last_key(match[0])
        if _SAME_KEY.fullmatch(key) and key not in theirs:
            start, end = translation.span(*match.span())
            yield Hit(
                start=start,
                end=end,
                message=f"“{match[0]}”: the English has other keys",
            )


def _last_key(keys: str) -> str:
    return keys.rpartition("+")[2].strip().upper()


def _torn_off(token: str, translation: View) -> Iterator[Hit]:
    """Report a blank behind the point in front of a token: “. ext”.

    Without its point, it may be said with a word: the extension ext.
    """
    if token[1:] not in translation.text:
        return
    torn = re.compile(rf"\.[ \u00a0]{re.escape(token[1:])}(?![\w.])")
    for match in torn.finditer(translation.text):
        start, end = translation.span(*match.span())
        # the point was taken for a full stop, and lost the blank before it
        before = translation.text[max(match.start() - 1, 0) : match.start()]
        right = f" {token}" if before.isalnum() else token
        yield Hit(
            start=start,
            end=end,
            message=f"“{match[0]}” must be {token}, as in the English",
            fix=Fix(start, end, right) if end - start == len(match[0]) else None,
        )


def _stands_for_another(token: str, english: View, translation: View) -> bool:
    """Tell whether a token is an example that may be translated.

    In italics it says what stands in its place, as *name.version* does; a file whose end is kept
    has a name of its own in the language.
    """
    if "@" in token:
        # it may be written onto a name: somebody<a@b.example>
        return token in translation.text
    for inline in english.block.walk():
        if inline.kind == "em" and token in inline.visible:
            return True
    _, point, end = token.rpartition(".")
    return point + end in translation.text if point else False


def _compare(
    literal: str,
    in_english: Remembered,
    translation: View,
    *,
    any_case: bool = False,
    may_go: bool = False,
) -> Iterator[Hit]:
    before = _marks_before(literal)
    found = False
    elsewhere: list[int] = []
    for place in translation.index.places(literal):
        if _is_at(literal, translation.text, place - before):
            found = True
        else:
            elsewhere.append(place)
    for match in _near(literal, _with_marks(elsewhere, before), translation):
        damaged = match[0]
        if damaged == literal or in_english[damaged]:
            continue
        found = True
        if any_case and damaged.lower() == literal.lower():
            continue
        start, end = translation.span(match.start(), match.end())
        # with markup inside the literal, writing it anew is no safe change
        is_plain = end - start == len(damaged)
        fix = Fix(start, end, literal) if is_plain else None
        yield Hit(
            start=start,
            end=end,
            message=f"“{damaged}” must be {literal}, as in the English",
            fix=fix,
        )
    if not found and not may_go:
        start, end = translation.span(0, len(translation.text))
        yield Hit(
            start=start,
            end=end,
            message=f"{literal} of the English is missing",
        )


def _near(
    literal: str,
    places: Sequence[int],
    view: View,
) -> Iterator[re.Match[str]]:
    """Return what looks like the literal at these places, right or damaged."""
    if not places:  # the usual case: no expression needs to be compiled for it
        return iter(())
    return view.index.matches(_damaged(literal), places)


def _marks_before(literal: str) -> int:
    """Return how many characters a literal has in front of its first word."""
    for index, character in enumerate(literal):
        if character.isalnum():
            return index
    return 0


def _is_in(view: View, words: str) -> bool:
    """Tell whether a text has these words exactly."""
    before = _marks_before(words)
    places = view.index.places(words)
    return any(view.text.startswith(words, place - before) for place in places)


def _is_at(literal: str, text: str, place: int) -> bool:
    """Tell whether the literal is here as it should be, and no longer word around it.

    Letters of another script may follow: a Korean particle is written onto it.
    """
    if place < 0 or not text.startswith(literal, place):
        return False
    end = place + len(literal)
    before = text[max(place - 1, 0) : place]
    after = text[end : end + 1]
    return not _goes_on(before) and not _goes_on(after)


def _goes_on(character: str) -> bool:
    """Tell whether a word with this character beside it is longer; at an end there is none."""
    return character.isascii() and (character.isalnum() or character == "_")


def _with_marks(places: Sequence[int], count: int) -> Sequence[int]:
    """Return where a literal may begin that has so many marks in front of its first word.

    Each mark may have up to two blanks.
    """
    found: set[int] = set()
    for place in places:
        earliest = max(place - 3 * count, 0)
        latest = place - count
        found.update(range(earliest, latest + 1))
    return sorted(found)


@lru_cache(maxsize=1024)
def _damaged(literal: str) -> re.Pattern[str]:
    """Return what finds the literal in any case and with small damage.

    It may be torn by blanks at its marks, and its points may be commas.
    """
    pieces = _MARK.split(literal)
    pattern = "".join(map(_loose, pieces))
    return re.compile(rf"(?<![A-Za-z0-9_.]){pattern}(?![A-Za-z0-9_])", re.IGNORECASE)


def _loose(piece: str) -> str:
    """Return what finds a piece of a literal: one of its marks, or what is between two of them."""
    if piece == ".":
        return "[.,]? ?"
    if _MARK.fullmatch(piece):
        return rf" ?{re.escape(piece)} ?"
    return re.escape(piece)


def _quantities(english: str) -> frozenset[str]:
    """Return the decimals that are quantities.

    They follow the language's own marks, and the check `numbers` looks at them.
    """
    return frozenset(_QUANTITY.findall(english))


CHECK = UnitCheck(
    "literals",
    run,
    severity=Level.ERROR,
    mqm=Mqm.DO_NOT_TRANSLATE,
)
