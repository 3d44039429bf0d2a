"""Numbers and their units, compared as CLDR writes them.

`1,024 MB`, `1 024 Mo` and `1.024 MB` are the same; `2gb` for `2 GB` is not how a unit is written.
Small numbers may be words. Numbers inside names (R2), code and addresses are not looked at here.

    en: Assign at least 1,024 MB in 2 steps.
    fr: Affectez au moins 1 024 Mo en deux étapes.      good
    it: Assegnare almeno 1.024 MB in 3 passaggi.        3 is not in the English
    ko: 1024mb 이상을 할당합니다.                          the unit is written MB
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, ViewPair, pairs
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.languages import LanguageData, read_language
from bpadocs.words.of_source import is_english

_BLANK: Final = "[ \u00a0\u202f]"
_GROUP_MARK: Final = re.compile(rf"{_BLANK}|[’']")
"""Marks of thousands in every language; points and commas are looked at by the language."""
_NUMBER: Final = rf"\d+(?:{_BLANK}\d{{3}}(?!\d)|[.,’']\d+)*"
_IN_WORD: Final = re.compile(
    r"(?<=[A-Za-z])\d+(?:\.\d+)*|(?<!\d)(?<!\d\.)\d++(?>(?:\.\d++)*)(?=[A-Za-z])"
)
_DIGIT: Final = re.compile(r"\d")
_NO_DIGITS: Final = re.compile(r"\D+")
_TORN_LETTER: Final = re.compile(r"([A-Za-z]) $")
_TORN_REACH: Final = 3
"""The letter, the blank, and perhaps the end of a line."""
MOST: Final = 20
"""So many numbers of the English are told at most."""


class Number(NamedTuple):
    """A number of a text, with its unit."""

    value: str
    """Digits alone, a decimal point where there is one: `1024`, `3.0`."""
    unit: str
    """The unit of the English it stands for; empty for none."""
    written: str
    """The unit as it is written."""
    start: int
    end: int


Quantity = tuple[str, str]
"""Value and unit of a number, however it is written."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the numbers that the English and the translation do not share."""
    reading = _ReadBy(
        language=unit.language,
        data=context.language(unit.language),
        english=context.source,
        source_language=context.source_language,
    )
    for pair in pairs(unit):
        english, translation = pair
        if _DIGIT.search(english.text) or _DIGIT.search(translation.text):
            yield from _compare(pair, reading)


class _ReadBy(NamedTuple):
    """What numbers are read by: both languages, and what is known of them."""

    language: str
    data: LanguageData
    english: LanguageData
    source_language: str


def _compare(pair: ViewPair, reading: _ReadBy) -> Iterator[Hit]:
    """Match each number of the translation with one of the English; tell what is left over."""
    english, translation = pair
    data = reading.data
    theirs = _english_numbers(english, reading.english, reading.source_language)
    ours = list(numbers_in(translation.text, data, reading.language))
    if _are_the_same(theirs, ours):
        return
    left = Counter(quantity_of(number) for number in theirs)
    written = {number.written for number in theirs}
    unmatched = []
    for number in ours:
        quantity = quantity_of(number)
        if left[quantity] == 0:
            unmatched.append(number)
            continue
        left[quantity] -= 1
        if number.written not in written and not _well_written(number, data):
            start, end = translation.span(number.start, number.end)
            yield Hit(
                start=start,
                end=end,
                message=_other_unit(number, reading),
            )
    if unmatched:
        left_over = _LeftOver(
            quantities=left,
            known=_values(theirs),
            words=_in_words(english, reading.english),
            language=reading.source_language,
        )
        yield from _not_in_english(pair, unmatched, left_over)
    elif data.scripts:
        yield from _missing(translation, left, data)


def _values(numbers: Iterable[Number]) -> set[str]:
    return {number.value for number in numbers}


def _other_unit(number: Number, reading: _ReadBy) -> str:
    """Say how the unit of a number is written."""
    if is_english(reading.source_language):
        return f"the unit is written {number.unit}, as in the English"
    own = reading.data.units.get(number.unit, (number.unit,))
    return f"the unit is written {own[0]}"


# Cached, for the English is the same for every language.
@lru_cache(maxsize=256)
def _english_numbers(
    english: View, data: LanguageData, language: str
) -> Sequence[Number]:
    return tuple(numbers_in(english.text, data, language))


def _are_the_same(theirs: Sequence[Number], ours: Sequence[Number]) -> bool:
    """Tell whether these are the same numbers in the same order, none with a unit, as mostly."""
    if any(number.unit for number in ours):
        return False
    return [number.value for number in theirs] == [
        number.value for number in ours
    ] and not any(number.unit for number in theirs)


class _LeftOver(NamedTuple):
    """What the English has that no number of the translation was matched with."""

    quantities: Counter[Quantity]
    known: set[str]
    """The values of all its numbers."""
    words: Counter[str]
    """The numbers that it writes as words."""
    language: str
    """Whose marks of thousands and decimals it has."""


def _not_in_english(
    pair: ViewPair, unmatched: Sequence[Number], english: _LeftOver
) -> Iterator[Hit]:
    """Report the numbers of the translation that have no counterpart in the English."""
    shown = _shown(english.quantities)
    units = _units_left(english.quantities)
    words = english.words
    glued = _glued(pair.english.text, english.language)
    for number in _without_torn_names(unmatched, pair):
        value = number.value
        message = ""
        if units[value]:
            unit = units[value].pop()
            if unit or number.unit:
                message = f"the English has {unit or 'no unit'} after {value}"
        elif value in glued:
            continue
        elif words[value] > 0:
            words[value] -= 1
        elif shown:
            message = f"{value} is not in the English, which has {shown}"
        elif value not in english.known:
            message = f"{value} is not in the English"
        if message:
            start, end = pair.translation.span(number.start, number.end)
            yield Hit(
                start=start,
                end=end,
                message=message,
            )


def _shown(left: Counter[Quantity]) -> str:
    """Name the numbers of the English that are left, the first few of them."""
    values = set()
    for (value, _), count in left.items():
        if count > 0:
            values.add(value)
    shown = sorted(values)
    if len(shown) > MOST:
        shown[MOST:] = ["…"]
    return ", ".join(shown)


def _units_left(left: Counter[Quantity]) -> defaultdict[str, list[str]]:
    """Return the units of the numbers that are left, by value.

    The first unit of the text is the last of its list, ready to be popped.
    """
    units: defaultdict[str, list[str]] = defaultdict(list)
    for quantity, count in reversed(left.items()):
        value, unit = quantity
        units[value] += [unit] * count
    return units


def _in_words(view: View, data: LanguageData) -> Counter[str]:
    """Count the numbers that a text writes as words."""
    found: Counter[str] = Counter()
    for word in view.words:
        # two-factor is 2단계
        first, _, _ = word.lower.partition("-")
        number = data.numbers.get(first)
        if number is not None:
            found[str(number)] += 1
    return found


def _glued(english: str, language: str) -> set[str]:
    """Return the numbers that are part of a word, such as beta2, v2.0.0 or 64x64.

    A translation may set them apart.
    """
    return {_value(match[0], language) for match in _IN_WORD.finditer(english)}


def _missing(
    translation: View,
    left: Counter[Quantity],
    data: LanguageData,
) -> Iterator[Hit]:
    """Report the numbers of the English that the translation has neither in digits nor in words."""
    text = translation.text
    start, end = translation.span(0, len(text))
    spoken = _in_words(translation, data)
    written = set(_NO_DIGITS.split(text))
    for (value, _), count in left.items():
        if count > spoken[value] and value not in written:
            yield Hit(
                start=start,
                end=end,
                message=f"{value} of the English is missing",
            )


def _without_torn_names(numbers: Sequence[Number], pair: ViewPair) -> Iterator[Number]:
    """Yield the numbers that are not the end of a name such as R2, torn off its letter.

    The check `product-names` tells those.
    """
    for number in numbers:
        before = _TORN_LETTER.search(
            pair.translation.text,
            max(number.start - _TORN_REACH, 0),
            number.start,
        )
        if before:
            name = f"{before[1].upper()}{number.value}"
        else:
            name = ""
        if not name or name not in pair.english.text:
            yield number


def quantity_of(number: Number) -> Quantity:
    """Return what a number says, however it is written."""
    unit = number.unit
    if unit in ("k", "K"):
        unit = "KB"
    return number.value, unit


def numbers_in(text: str, data: LanguageData, language: str) -> Iterator[Number]:
    """Yield the numbers of a text, in order."""
    for match in _pattern(data).finditer(text):
        written = match["unit"] or ""
        yield Number(
            value=_value(match["number"], language),
            unit=_unit(written, data) if written else "",
            written=written,
            start=match.start(),
            end=match.end(),
        )


@lru_cache(maxsize=64)
def _pattern(data: LanguageData) -> re.Pattern[str]:
    """Return what finds a number that is no part of a word, with its unit if it has one."""
    units = set(read_language(SOURCE_LANGUAGE).units)
    for own in data.units.values():
        units.update(own)
    # of two units that begin alike, the longer one is to be tried first
    longest_first = sorted(units, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest_first))
    return re.compile(
        r"(?<![\w\ufffc.,-])(?<!&#)"
        rf"(?P<number>{_NUMBER})"
        rf"(?:{_BLANK}?(?P<unit>(?i:{alternatives}))(?![A-Za-zÀ-ÿ0-9]))?"
        r"(?![A-Za-z]?\d|[A-Za-z]{2})"
    )


def _unit(written: str, data: LanguageData) -> str:
    """Return the English unit that these letters stand for, whatever their case."""
    lower = written.lower()
    for english, own in data.units.items():
        if any(lower == unit.lower() for unit in own):
            return english
    for english in read_language(SOURCE_LANGUAGE).units:
        if lower == english.lower():
            return english
    return ""


def _well_written(number: Number, data: LanguageData) -> bool:
    """Tell whether this is how the language or English writes the unit: Gb is no GB, but bits."""
    own = data.units.get(number.unit, ())
    if not number.unit or number.written in own:
        return True
    return number.written in read_language(SOURCE_LANGUAGE).units


def _value(number: str, language: str) -> str:
    """Return the number without its marks of thousands, with a point before its decimals."""
    decimal, group = _marks(language)
    number = _GROUP_MARK.sub("", number)
    points = number.count(".")
    if points > 1:
        return number
    if number.count(",") > 1:
        return number.replace(",", "")
    if group in number and _grouped(decimal, group).fullmatch(number):
        number = number.replace(group, "")
    return number.replace(decimal, ".")


@lru_cache(maxsize=64)
def _grouped(decimal: str, group: str) -> re.Pattern[str]:
    """Return what matches a number in which each mark of thousands has three digits after it."""
    decimal = re.escape(decimal)
    group = re.escape(group)
    return re.compile(
        r"\d{1,3}"
        rf"(?:{group}\d{{3}})+"
        rf"(?:{decimal}\d+)?"
    )


@lru_cache(maxsize=64)
def _marks(language: str) -> tuple[str, str]:
    """Return how the language marks decimals and thousands."""
    # Babel takes a while to import, and many texts have no number.
    from babel.core import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
        symbols = locale.number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return ".", ","
    return symbols["decimal"], symbols["group"]


CHECK = UnitCheck(
    "numbers",
    run,
    severity=Level.ERROR,
    mqm=Mqm.MISTRANSLATION,
)
