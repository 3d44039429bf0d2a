"""Numbers and their units, compared as CLDR writes them.

`1,024 MB`, `1 024 Mo` and `1.024 MB` are the same; `2gb` for `2 GB` is not how a unit is written. Small numbers may be
words. Numbers inside names (R2), code and addresses are not looked at here.

    en: Assign at least 1,024 MB in 2 steps.
    fr: Affectez au moins 1 024 Mo en deux étapes.      good
    it: Assegnare almeno 1.024 MB in 3 passaggi.        3 is not in the English
    ko: 1024mb 이상을 할당합니다.                          the unit is written MB
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.languages import LanguageData, read_language
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.lint.view import View, pairs
from bpadocs.model import SOURCE_LANGUAGE

_BLANK: Final = "[ \u00a0\u202f]"
_NUMBER: Final = rf"\d+(?:{_BLANK}\d{{3}}(?!\d)|[.,’']\d+)*"
_DIGIT: Final = re.compile(r"\d")
_NO_DIGITS: Final = re.compile(r"\D+")
_TORN_LETTER: Final = re.compile(r"([A-Za-z]) $")
MOST: Final = 20
"""So many numbers of the English are told at most."""


class Number(NamedTuple):
    value: str
    """Digits alone, a decimal point where there is one: `1024`, `3.0`."""
    unit: str
    """The unit of the English it stands for; empty for none."""
    written: str
    """The unit as it is written."""
    start: int
    end: int


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    data = context.language(unit.language)
    for english, translation in pairs(unit):
        if _DIGIT.search(english.text) is None and _DIGIT.search(translation.text) is None:
            continue
        yield from _compare(english, translation, data, unit.language)


def _compare(english: View, translation: View, data: LanguageData, language: str) -> Iterator[Hit]:
    source = read_language(SOURCE_LANGUAGE)
    theirs = list(_numbers(english.text, source, SOURCE_LANGUAGE))
    ours = list(_numbers(translation.text, data, language))
    left = Counter(_canonical(number) for number in theirs)
    words = Counter(str(source.numbers[word.lower]) for word in english.words if word.lower in source.numbers)
    unmatched = []
    for number in ours:
        key = _canonical(number)
        if left[key] > 0:
            left[key] -= 1
            if number.unit and not _well_written(number, data):
                start, end = translation.span(number.start, number.end)
                yield Hit(start, end, f"the unit is written {number.unit}, as in the English")
        else:
            unmatched.append(number)
    values = sorted({value for (value, _), count in left.items() if count > 0})
    shown = ", ".join(values[:MOST]) + (", …" if len(values) > MOST else "")
    known = {value for value, _ in map(_canonical, theirs)}
    units: defaultdict[str, list[str]] = defaultdict(list)
    for value, unit in reversed(left):
        units[value] += [unit] * left[value, unit]
    for number in unmatched:
        start, end = translation.span(number.start, number.end)
        if _torn_name(translation.text, number, english.text):
            continue
        if units[number.value]:
            unit = units[number.value].pop()
            left[number.value, unit] -= 1
            if unit or number.unit:
                wanted = unit or "no unit"
                yield Hit(start, end, f"the English has {wanted} after {number.value}")
        elif words[number.value] > 0:
            words[number.value] -= 1
        elif values:
            yield Hit(start, end, f"{number.value} is not in the English, which has {shown}")
        elif number.value not in known:
            yield Hit(start, end, f"{number.value} is not in the English")
    spoken = Counter(str(data.numbers[word.lower]) for word in translation.words if word.lower in data.numbers)
    if unmatched or not data.scripts:
        return
    written = set(_NO_DIGITS.split(translation.text))
    for (value, _), count in left.items():
        if count > spoken[value] and value not in written:
            yield Hit(*translation.span(0, len(translation.text)), f"{value} of the English is missing")


def _torn_name(text: str, number: Number, english: str) -> bool:
    """Whether the number is the end of a name such as R2, torn off its letter; the check `product-names` tells it."""
    before = _TORN_LETTER.search(text, max(number.start - 3, 0), number.start)
    return bool(before and f"{before[1].upper()}{number.value}" in english)


def _canonical(number: Number) -> tuple[str, str]:
    return number.value, "KB" if number.unit in ("k", "K") else number.unit


def _numbers(text: str, data: LanguageData, language: str) -> Iterator[Number]:
    pattern = _pattern(language)
    for match in pattern.finditer(text):
        written = match["unit"] or ""
        unit = _unit(written, data) if written else ""
        yield Number(_value(match["number"], language), unit, written, match.start(), match.end())


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    data = read_language(language)
    units = {own for group in data.units.values() for own in group} | set(read_language(SOURCE_LANGUAGE).units)
    longest = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w\ufffc.,-])(?P<number>{_NUMBER})(?:{_BLANK}?(?P<unit>(?i:{longest}))(?![A-Za-zÀ-ÿ0-9]))?(?![A-Za-z]?\d|[A-Za-z]{{2}})"
    )


def _unit(written: str, data: LanguageData) -> str:
    """The English unit that these letters stand for, whatever their case."""
    for english, own in data.units.items():
        if any(written.lower() == one.lower() for one in own):
            return english
    return next((unit for unit in read_language(SOURCE_LANGUAGE).units if unit.lower() == written.lower()), "")


def _well_written(number: Number, data: LanguageData) -> bool:
    return number.written in data.units.get(number.unit, ()) or number.written in read_language(SOURCE_LANGUAGE).units


def _value(number: str, language: str) -> str:
    """The number without its marks of thousands, with a point before its decimals."""
    decimal, group = _marks(language)
    number = re.sub(rf"{_BLANK}|[’']", "", number)
    if number.count(".") > 1 or number.count(",") > 1:
        return number.replace(",", "") if number.count(".") <= 1 else number
    if group in number and re.fullmatch(
        rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", number
    ):
        number = number.replace(group, "")
    return number.replace(decimal, ".")


@lru_cache(maxsize=64)
def _marks(language: str) -> tuple[str, str]:
    """How the language marks decimals and thousands."""
    from babel.core import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(language.replace("-", "_")).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return ".", ","
    return symbols["decimal"], symbols["group"]


CHECK = UnitCheck("numbers", run, Level.ERROR)
