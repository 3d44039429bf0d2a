"""Write a number of the English as a translation writes its numbers."""

import re
from typing import Final

from bpadocs.lint.checks.content.numbers import Number
from bpadocs.words.cldr import language_data
from bpadocs.words.languages import read_language

_GROUPED: Final = re.compile(r"\d{1,3}(?:([,.'’ \u00a0\u202f])\d{3})+(?!\d)")
_ENGLISH_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LAST_MARK: Final = re.compile(r"([.,])\d+$")
_BYTES: Final = frozenset({"KB", "MB", "GB", "TB", "PB"})
_PREFIXES: Final = "KMGTP"
_USUAL: Final = 4
"""Digits of the shortest number that any language groups."""


def rewritten(old: str, english: str, new: str, language: str) -> str:
    """Return the English number `new` as the translation wrote `english`, which is as `old`.

    What is the same in both, a version for one, is written the same again.
    """
    is_version = new.count(".") > 1
    is_grouped = _ENGLISH_GROUPED.fullmatch(new) is not None
    if is_version or (old == english and not is_grouped):
        return new
    whole, point, decimals = new.replace(",", "").partition(".")
    mark = _group_mark(old, english, new, language)
    if mark:
        whole = _grouped(whole, mark, language)
    if not point:
        return whole
    return whole + _decimal_mark(old, english, language) + decimals


def _group_mark(old: str, english: str, new: str, language: str) -> str:
    """Return what stands between groups of three digits; nothing where they are not grouped."""
    data = language_data(language)
    grouped = _GROUPED.match(old)
    if grouped and grouped[1] != data["decimal"]:
        return grouped[1]
    if not _ENGLISH_GROUPED.fullmatch(new):
        return ""
    *_, least = data["grouping"].split()
    groups_four = least == "1"
    if _ENGLISH_GROUPED.fullmatch(english):
        # The translation had the choice already.
        groups_four = False
    whole, _, _ = new.replace(",", "").partition(".")
    if len(whole) == _USUAL and not groups_four:
        return ""
    return data["group"]


def _grouped(whole: str, mark: str, language: str) -> str:
    sizes = language_data(language)["grouping"].split()
    size = int(sizes[0])
    groups = []
    while whole:
        groups.append(whole[-size:])
        whole = whole[:-size]
        size = int(sizes[1])
    groups.reverse()
    return mark.join(groups)


def _decimal_mark(old: str, english: str, language: str) -> str:
    """Return the mark before decimals: that of the old number where it has any."""
    last = _LAST_MARK.search(old)
    if last and "." in english:
        return last[1]
    return language_data(language)["decimal"]


def unit_for(number: Number, unit: str, language: str) -> str | None:
    """Return how the translation of this number writes another unit; None where nobody knows."""
    if unit == number.unit:
        return number.written
    if unit.lstrip(_PREFIXES) != number.unit.lstrip(_PREFIXES):
        # “the 5 GB” and “the 5%” may have other articles.
        return None
    data = read_language(language)
    own = data.units.get(unit, ())
    if own:
        return own[0]
    # Who writes MB as English does writes GB so too.
    as_english = not data.units and number.written == number.unit
    if as_english and _BYTES.issuperset((unit, number.unit)):
        return unit
    return None
