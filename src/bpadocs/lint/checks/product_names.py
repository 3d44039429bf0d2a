"""Names that no language translates or recases: Hyper-V, PowerShell, RAM.

The names of locales/glossary.yaml must be in the translation when they are in the English. Every other word of the
English that is written in capitals, or with capitals inside it, keeps them where the translation has it; so does a name
of several words that was left in English.

    en: Hyper-V stores SANs in Sample Device Bus.
    fr: Hyper-V stocke les SAN dans Sample Device Bus.      good
    ko: Hyper-v는 …                                          recased
    es: las San virtuales                                    an acronym recased
    fr: les e/s                                              for I/O, which is E/S
    it: il dispositivo Sample Device bus                     a name recased
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Final

from bpadocs.glossary import Glossary
from bpadocs.languages import LanguageData
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.remembered import Remembered
from bpadocs.lint.spans import Spans
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, View, pairs

_ACRONYM: Final = re.compile(r"(?<![\w.\\/$-])([A-Z]{2,}\d*)s?(?![\w-])")
_INNER: Final = re.compile(r"(?<![\w\\/$.-])(?:[A-Z]?[a-z]+[A-Z]\w*|[A-Z][a-z]+-[A-Z])(?![\w-])")
_SLASHED: Final = re.compile(r"(?<![\w/])[A-Z]/[A-Z](?![\w/])")
_SMALL_SLASHED: Final = re.compile(r"(?<![\w/])([a-z])/([a-z])(?![\w/])")
_RELEASE: Final = re.compile(r"(?<![\w-])[A-Z]\d(?![\w-])")
_TITLE_RUN: Final = re.compile(r"(?<![\w-])[A-Z][\w-]*(?: [A-Z][\w-]*){2,}")
_ORDINARY: Final = frozenset({"OR", "AND", "NOT", "IT", "ON", "IN", "AS", "TO", "NO", "IS", "US"})

LONGEST_NAME: Final = 12
"""So many words a name has at most."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    glossary = context.glossary(unit.language)
    for pair in pairs(unit):
        seen = Spans()
        for hit in (*_recased(pair, data), *_runs(pair, data), *_missing(pair, glossary)):
            if not seen.meet(hit.start, hit.end):
                seen.add(hit.start, hit.end)
                yield hit


def _recased(pair: Pair, data: LanguageData) -> Iterator[Hit]:
    english, translation = pair
    names = {match[1] for match in _ACRONYM.finditer(english.text)} - _ORDINARY
    names |= {match[0] for match in _INNER.finditer(english.text)}
    names |= {match[0] for match in _RELEASE.finditer(english.text)}
    slashed = {match[0] for match in _SLASHED.finditer(english.text)}
    names |= slashed
    if slashed:
        yield from _small_slashed(translation, slashed, data)
    stands_in_english = Remembered(partial(_stands_in, english))
    for name in sorted(names):
        for match in _all(name, translation):
            found = match["name"]
            if match["plural"] and found.islower():
                continue
            if found == name or stands_in_english[found] or _means_something_else(found, name, data):
                continue
            start, end = translation.span(*match.span("name"))
            fix = Fix(start, end, name) if end - start == len(found) else None
            yield Hit(start, end, f"“{found}” must be {name}, as in the English", fix)


def _small_slashed(translation: View, english: set[str], data: LanguageData) -> Iterator[Hit]:
    """I/O has its own letters in many languages (E/S), but capitals in all; `y/o` is two words."""
    for match in _SMALL_SLASHED.finditer(translation.text):
        capitals = match[0].upper()
        if capitals not in english and not {match[1], match[2]} <= data.function_words:
            yield Hit(*translation.span(*match.span()), f"“{match[0]}” is an abbreviation: {capitals}")


def _all(name: str, view: View) -> Iterator[re.Match[str]]:
    """Where the name stands in any case, torn apart or in the plural, but for where it stands as it should."""
    places = view.index.places(name, "s")
    if _RELEASE.fullmatch(name):
        places = sorted({*places, *view.index.places(f"{name[0]} {name[1:]}", "s")})
    other = [place for place in places if not _is_at(name, view.text, place)]
    return view.index.matches(_anywhere(name), other) if other else iter(())


def _is_at(name: str, text: str, place: int) -> bool:
    after = text[place + len(name) : place + len(name) + 1]
    return text.startswith(name, place) and not (after.isascii() and (after.isalnum() or after == "_"))


def _stands_in(view: View, name: str) -> bool:
    return any(True for _ in view.index.matches(_whole(name), view.index.places(name)))


@lru_cache(maxsize=2048)
def _anywhere(name: str) -> re.Pattern[str]:
    """The name in any case; where it ends in a digit, or has a hyphen, torn by a blank as well."""
    pattern = re.escape(name).replace(r"\-", "[ -]?") if "-" in name else re.escape(name)
    if _RELEASE.fullmatch(name):
        pattern = f"{name[0]} ?{name[1:]}"
    return re.compile(rf"(?<![A-Za-z0-9_.\\/$-])(?P<name>{pattern})(?P<plural>s?)(?![A-Za-z0-9_])", re.IGNORECASE)


def _means_something_else(found: str, name: str, data: LanguageData) -> bool:
    """A short word of the language that only looks like the acronym: `non`, `or`, `dà`."""
    lower = found.lower()
    return found.islower() and len(name) <= 3 and (lower in data.function_words or lower in data.loanwords)


def _runs(pair: Pair, data: LanguageData) -> Iterator[Hit]:
    """A name of three words or more of which the translation keeps two and recases one."""
    english, translation = pair
    if not data.scripts:
        return
    in_english = Remembered(english.text.__contains__)
    runs = (match[0].split() for match in _TITLE_RUN.finditer(english.text))
    for part in dict.fromkeys(part for words in runs for part in _parts(words, translation)):
        for found in _all(part, translation):
            text = found["name"]
            capitals = any(word[0].isupper() for word in text.split())
            if text != part and capitals and not in_english[text]:
                yield Hit(
                    *translation.span(*found.span("name")),
                    f"“{text}” must be {part}, as in the English, or be translated as a whole",
                )


def _parts(words: Sequence[str], view: View) -> Iterator[str]:
    """What may stand in this text of a name of these words: two of them or more, longest first."""
    pairs = [view.index.may_have(f"{one} {other}", "s") for one, other in pairwise(words)]
    for size in range(min(len(words), LONGEST_NAME), 1, -1):
        for first in range(len(words) - size + 1):
            if pairs[first]:
                yield " ".join(words[first : first + size])


def _missing(pair: Pair, glossary: Glossary) -> Iterator[Hit]:
    english, translation = pair
    for name in glossary.names:
        if name not in english.text or _part_of_longer(name, english.text, glossary):
            continue
        if name in translation.text.replace("\u00a0", " "):
            continue
        if not _whole(name).search(english.text) or _anywhere(name).search(translation.text):
            continue
        if _translated(name, english, translation, glossary):
            continue
        yield Hit(*translation.span(0, len(translation.text)), f"the name {name} of the English is missing")


@lru_cache(maxsize=256)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _part_of_longer(name: str, english: str, glossary: Glossary) -> bool:
    """Whether the name stands in the English only within longer names, which are looked for themselves."""
    for longer in glossary.names:
        if name != longer and name in longer:
            english = english.replace(longer, "")
    return not _whole(name).search(english)


def _translated(name: str, english: View, translation: View, glossary: Glossary) -> bool:
    """Whether the glossary has another word for a term with this name in it, or a wrong one, which is told there."""
    for term, words in dict.fromkeys(glossary.found_in(english.text)):
        if name in words and (term.right.search(translation.text) or (term.bad and term.bad.search(translation.text))):
            return True
    return False


CHECK = UnitCheck("product-names", run, Level.WARNING)
