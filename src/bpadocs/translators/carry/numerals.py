"""Write a number of the English as a translation writes its numbers."""

import re
from typing import Final

from bpadocs.lint.checks.content.numbers import Number
from bpadocs.words.cldr import language_data
from bpadocs.words.languages import LanguageData, read_language

_GROUPED: Final = re.compile(r"\d{1,3}(?:([,.'’ \u00a0\u202f])\d{3})+(?!\d)")
_ENGLISH_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_BYTES: Final = ("KB", "MB", "GB", "TB", "PB")
_USUAL: Final = 4
"""Digits of the shortest number that any language groups."""


def rewritten(old: str, english: str, new: str, language: str) -> str:
    """Return the English number `new` as the translation wrote `english`, which is as `old`.

    What is the same in both, a version for one, is written the same again.
    """
    if new.count(".") > 1 or (old == english and not _ENGLISH_GROUPED.fullmatch(new)):
        return new
    whole, point, decimals = new.replace(",", "").partition(".")
    mark = _group_mark(old, english, new, language)
    text = _grouped(whole, mark, language) if mark else whole
    if point:
        text += _decimal_mark(old, english, language) + decimals
    return text


def _group_mark(old: str, english: str, new: str, language: str) -> str:
    """Return what stands between groups of three digits; nothing where they are not grouped."""
    grouped = _GROUPED.match(old)
    if grouped and len(re.sub(r"\D", "", grouped[0])) >= _USUAL:
        is_decimal = grouped[1] == language_data(language)["decimal"]
        if not is_decimal:
            return grouped[1]
    if not _ENGLISH_GROUPED.fullmatch(new):
        return ""
    data = language_data(language)
    _, _, least = data["grouping"].split()
    digits = len(new.replace(",", "").partition(".")[0])
    was_ungrouped = _ENGLISH_GROUPED.fullmatch(english) is not None
    if digits == _USUAL and (was_ungrouped or int(least) > 1):
        return ""
    return data["group"]


def _grouped(whole: str, mark: str, language: str) -> str:
    sizes = language_data(language)["grouping"].split()
    primary, secondary = int(sizes[0]), int(sizes[1])
    groups = [whole[-primary:]]
    whole = whole[:-primary]
    while whole:
        groups.append(whole[-secondary:])
        whole = whole[:-secondary]
    return mark.join(reversed(groups))


def _decimal_mark(old: str, english: str, language: str) -> str:
    """Return the mark before decimals: that of the old number where it has any."""
    last = re.search(r"([.,])\d+$", old)
    has_decimals = "." in english
    if has_decimals and last:
        return last[1]
    return language_data(language)["decimal"]


def unit_for(number: Number, unit: str, language: str) -> str | None:
    """Return how the translation of this number writes another unit; None where nobody knows."""
    if unit == number.unit:
        return number.written
    data = read_language(language)
    own = data.units.get(unit, ())
    if own:
        return own[0]
    if _writes_as_english(number, data) and unit in _BYTES and number.unit in _BYTES:
        return unit
    return None


def _writes_as_english(number: Number, data: LanguageData) -> bool:
    """Whether the language has no units of its own that we know of, and wrote this as English."""
    return not data.units and number.written == number.unit
