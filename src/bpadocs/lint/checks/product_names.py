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
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bpadocs.glossary import Glossary
from bpadocs.languages import LanguageData
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import Pair, View, pairs

_ACRONYM: Final = re.compile(r"(?<![\w.\\/$-])([A-Z]{2,}\d*)s?(?![\w-])")
_INNER: Final = re.compile(r"(?<![\w\\/$.-])(?:[A-Z]?[a-z]+[A-Z]\w*|[A-Z][a-z]+-[A-Z])(?![\w-])")
_SLASHED: Final = re.compile(r"(?<![\w/])[A-Z]/[A-Z](?![\w/])")
_SMALL_SLASHED: Final = re.compile(r"(?<![\w/])([a-z])/([a-z])(?![\w/])")
_RELEASE: Final = re.compile(r"(?<![\w-])[A-Z]\d(?![\w-])")
_TITLE_RUN: Final = re.compile(r"(?<![\w-])[A-Z][\w-]*(?: [A-Z][\w-]*){2,}")
_ORDINARY: Final = frozenset({"OR", "AND", "NOT", "IT", "ON", "IN", "AS", "TO", "NO", "IS", "US"})


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    glossary = context.glossary(unit.language)
    for pair in pairs(unit):
        seen: set[tuple[int, int]] = set()
        for hit in (*_recased(pair, data), *_runs(pair, data, glossary), *_missing(pair, glossary)):
            if not any(start < hit.end and hit.start < end for start, end in seen):
                seen.add((hit.start, hit.end))
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
    for name in sorted(names):
        for match in _anywhere(name).finditer(translation.text):
            found = match["name"]
            if match["plural"] and found.islower():
                continue
            if found == name or _whole(found).search(english.text) or _means_something_else(found, name, data):
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


def _runs(pair: Pair, data: LanguageData, glossary: Glossary) -> Iterator[Hit]:
    """A name of three words or more of which the translation keeps two and recases one."""
    english, translation = pair
    for match in _TITLE_RUN.finditer(english.text):
        words = match[0].split()
        for size in range(len(words), 1, -1):
            for first in range(len(words) - size + 1):
                part = " ".join(words[first : first + size])
                for found in _anywhere(part).finditer(translation.text):
                    text = found["name"]
                    capitals = sum(word[0].isupper() for word in text.split())
                    if text != part and text not in english.text and capitals and data.scripts:
                        yield Hit(
                            *translation.span(*found.span("name")),
                            f"“{text}” must be {part}, as in the English, or be translated as a whole",
                        )


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
    for term, words in glossary.found_in(english.text):
        if name in words and (term.right.search(translation.text) or (term.bad and term.bad.search(translation.text))):
            return True
    return False


CHECK = UnitCheck("product-names", run, Level.WARNING)
