"""What CLDR knows of a language, through Babel, asked once and only when needed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.rule.model import PLURAL_CATEGORIES, SOURCE_LANGUAGE

if TYPE_CHECKING:
    from babel import Locale

GROUPED_FROM_FIVE_DIGITS = frozenset(
    [
        "be",
        "bg",
        "es",
        "et",
        "hu",
        "hy",
        "it",
        "ka",
        "lv",
        "pl",
        "pt-PT",
        "sl",
        "sq",
    ]
)
"""Languages that write 1234 but 12 345: CLDR's minimumGroupingDigits, which Babel does not have."""

PSEUDO_LANGUAGE = "qps-ploc"
"""English in disguise, made at build time to see what cannot be translated; it counts and lists as
English does.
"""

_RIGHT_TO_LEFT = frozenset(
    [
        "apc",
        "ar",
        "bal",
        "bgn",
        "ckb",
        "dv",
        "fa",
        "he",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "ps",
        "rhg",
        "sd",
        "sdh",
        "skr",
        "syr",
        "trw",
        "ug",
        "ur",
        "yi",
    ]
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"]
)
_SCRIPT_LENGTH = 4
"""Of the subtags of a language tag, that of the script alone has this length."""


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    # From a table, for every page asks, and Babel takes long to import.
    base, *rest = language.split("-")
    scripts = [part.title() for part in rest if len(part) == _SCRIPT_LENGTH]
    if scripts:
        return scripts[0] in _RIGHT_TO_LEFT_SCRIPTS
    return base in _RIGHT_TO_LEFT


def direction(language: str) -> str:
    """Return the direction of a language as HTML names it."""
    return "rtl" if right_to_left(language) else "ltr"


def culture(locale: str) -> str:
    """Return a locale as .NET, PowerShell and ms.contentlocale write it: `fr-FR`, `sr-Latn-RS`."""
    language, *rest = locale.split("-")
    parts = [language]
    for part in rest:
        if len(part) == _SCRIPT_LENGTH:
            parts.append(part.title())
        else:
            parts.append(part.upper())
    return "-".join(parts)


def babel_locale(language: str) -> "Locale":
    """Return what Babel calls this language.

    Raises BrokenInputError where CLDR does not know it.
    """
    from babel import Locale
    from babel.core import UnknownLocaleError

    known_as = "en" if language == PSEUDO_LANGUAGE else language
    try:
        return Locale.parse(known_as, sep="-")
    except (UnknownLocaleError, ValueError):
        unknown = "so nobody knows its plural forms and lists; is the tag right?"
        problem = Problem(
            path="pyproject.toml",
            line=1,
            column=1,
            message=f"CLDR knows no language “{language}”, {unknown}",
        )
        raise BrokenInputError([problem]) from None


def is_known(language: str) -> bool:
    """Tell whether CLDR knows a language, whatever its country, without importing Babel."""
    babel = find_spec("babel")
    folders = babel.submodule_search_locations if babel else None
    base = language.partition("-")[0]
    # It may be in a zip, where nobody can look: whoever asks CLDR is told then.
    found = [Path(folder) / "locale-data" for folder in folders or ()]
    there = [folder for folder in found if folder.is_dir()]
    return not there or any((folder / f"{base}.dat").exists() for folder in there)


@cache
def name_in_english(language: str) -> str:
    """Return what English calls a language, whatever its country: French for fr-CA."""
    if language == SOURCE_LANGUAGE:
        return "English"  # without Babel, which takes long to import
    base = language.partition("-")[0]
    return str(babel_locale(base).english_name)


@cache
def plural_categories(language: str) -> tuple[str, ...]:
    """Return the plural categories of a language for cardinal numbers, `other` last."""
    tags = babel_locale(language).plural_form.tags | {"other"}
    return tuple(category for category in PLURAL_CATEGORIES if category in tags)


@cache
def language_data(language: str) -> Mapping[str, str]:
    """Return what is needed to count, join lists and write numbers in a language.

    The keys are those of a catalog, see runtime.py.
    """
    locale = babel_locale(language)
    rules = [f"{category}: {rule}" for category, rule in plural_rules(language).items()]
    lists = locale.list_patterns["standard"]
    symbols = locale.number_symbols["latn"]
    primary, secondary = locale.decimal_formats[None].grouping
    least = 2 if language in GROUPED_FROM_FIVE_DIGITS else 1
    data = {
        "plural": "\n".join(rules),
        "pair": lists["2"],
        "start": lists["start"],
        "middle": lists["middle"],
        "end": lists["end"],
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "minus": symbols["minusSign"],
        "grouping": f"{primary} {secondary} {least}",
    }
    if language.split("-")[0] == "es":
        # Spanish “y” is “e” before a word that begins with the sound of “i”.
        data["pair-before-i"] = data["pair"].replace(" y ", " e ")
        data["end-before-i"] = data["end"].replace(" y ", " e ")
    if language.split("-")[0] == "it":
        # Italian “e” is “ed” before a word that begins with “e”.
        data["pair-before-e"] = data["pair"].replace(" e ", " ed ")
        data["end-before-e"] = data["end"].replace(" e ", " ed ")
    return MappingProxyType(data)


@cache
def plural_rules(language: str) -> Mapping[str, str]:
    """Return the CLDR plural rule of each category but `other`.

    The rules are in CLDR's own syntax: `i = 1 and v = 0`.
    """
    rules = babel_locale(language).plural_form.rules
    found = {}
    for category in PLURAL_CATEGORIES:
        if category in rules:
            found[category] = _cldr_syntax(rules[category])
    return found


def _cldr_syntax(rule: str) -> str:
    """Return a rule of Babel's, which has the older words `not in`, `in`, `mod`, as CLDR's.

    The same numbers are written in the same way whatever version of Babel is installed.
    """
    words = (
        rule.replace(" not in ", " != ").replace(" in ", " = ").replace(" mod ", " % ")
    )
    return _NUMBERS.sub(_canonical_numbers, words)


# The numbers of a relation, behind its sign.
_NUMBERS = re.compile(r"(?<== )[\d.,]+")
_LEAST_RANGE = 3
"""Fewer numbers in a row are written one by one: `0,1`."""


def _canonical_numbers(found: re.Match[str]) -> str:
    """Return a list such as `0..1,4` with its numbers in order and as few ranges as can be."""
    joined: list[list[int]] = []
    for low, high in sorted(_whole_bounds(found[0])):
        if joined and low <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], high)
        else:
            joined.append([low, high])
    written: list[str] = []
    for low, high in joined:
        if high - low + 1 < _LEAST_RANGE:
            written += map(str, range(low, high + 1))
        else:
            written.append(f"{low}..{high}")
    return ",".join(written)


def _whole_bounds(ranges: str) -> Iterator[tuple[int, int]]:
    for low, high in _bounds(ranges):
        yield int(low), int(high)


def version() -> str:
    """Return the version of CLDR that Babel brings along; Babel before 2.18 does not say."""
    from babel import core

    asked = getattr(core, "get_cldr_version", None)
    if asked:
        return str(asked())
    return "unknown"


def gettext_plural(language: str) -> str:
    """Return the `Plural-Forms` of a catalog, with the forms in the order of plural_categories.

    It is the CLDR rule for whole numbers. Babel's own conversion leaves in what only other numbers
    have (`e`), which gettext's tools refuse.
    """
    rules = plural_rules(language)
    expression = str(len(rules))
    for place, rule in reversed(list(enumerate(rules.values()))):
        condition = _gettext_condition(rule)
        if condition is not None:
            expression = f"{condition} ? {place} : {expression}"
    return f"nplurals={len(rules) + 1}; plural=({expression});"


def _gettext_condition(rule: str) -> str | None:
    """Return one CLDR rule as an expression over a whole number n; None if none meets it."""
    alternatives = []
    for group in rule.split(" or "):
        relations = [_gettext_relation(relation) for relation in group.split(" and ")]
        if "0" in relations:  # never true
            continue
        needed = [relation for relation in relations if relation != "1"]
        alternatives.append(" && ".join(needed) or "1")
    return " || ".join(alternatives) or None


def _gettext_relation(relation: str) -> str:
    """Return a relation such as `n % 10 = 2..4` for whole numbers; "0" or "1" if always so."""
    left, ranges = relation.split("= ")
    operand, _, modulus = left.rstrip("! ").partition(" % ")
    wanted = not left.endswith("!")
    bounds = _bounds(ranges)
    if operand not in "ni":
        # Of decimals or exponents; a whole number has none, which is to say 0.
        met = "0" in [low for low, _ in bounds]
        return str(int(met is wanted))
    value = f"n % {modulus}" if modulus else "n"
    tests = [_within(value, low, high) for low, high in bounds]
    joined = " || ".join(tests)
    if not wanted:
        return f"!({joined})"
    if len(tests) > 1:
        return f"({joined})"
    return joined


def _bounds(ranges: str) -> list[tuple[str, str]]:
    """Return the first and last number of each range in a list such as `2..4,9`."""
    bounds = []
    for part in ranges.split(","):
        low, _, high = part.partition("..")
        bounds.append((low, high or low))
    return bounds


def _within(value: str, low: str, high: str) -> str:
    if low == high:
        return f"{value} == {low}"
    return f"{value} >= {low} && {value} <= {high}"


def parents(languages: Iterable[str]) -> Mapping[str, str]:
    """Return what locales fall back to, where that is not what their tag begins with.

    `zh-TW` must not fall back to a Chinese that is written in other characters, and `es-MX` asks
    `es-419` before `es`. Given are those locales that find other languages among these by it.
    """
    languages = frozenset(languages)
    bases = frozenset(language.split("-")[0] for language in languages)
    known = {**_other_scripts(bases), **_exceptions(bases, languages)}
    found = {}
    for tag, parent in known.items():
        asked = [language for language in _chain(tag, known) if language in languages]
        plainly = [language for language in _chain(tag, {}) if language in languages]
        if asked != plainly:
            found[tag] = parent
    return found


def fallbacks(
    language: str, languages: Iterable[str], source_language: str
) -> tuple[str, ...]:
    """Return which of these languages stand in for one, the nearest first: `fr` for `fr-CA`.

    It is the order in which messages fall back, up to the source. Only what is the same language
    stands in unmarked, so none for `ht`, which CLDR sends to the French of Haiti.
    """
    base = language.partition("-")[0]
    near: list[str] = []
    for one in languages:
        if one != language and one.partition("-")[0] == base:
            near.append(one)
    if not near or language == source_language:
        # As nearly always: then CLDR need not be read.
        return ()
    return _near(language, frozenset(near), source_language)


@cache
def _near(language: str, near: frozenset[str], source: str) -> tuple[str, ...]:
    base = language.partition("-")[0]
    known = {**_other_scripts(frozenset([base])), **_exceptions([base], near)}
    found: list[str] = []
    for tag in _chain(language, known):
        if tag == source:
            break
        if tag in near:
            found.append(tag)
    return tuple(found)


@cache
def _other_scripts(bases: frozenset[str]) -> Mapping[str, str]:
    """Return the parents of locales that are written in another script than their language."""
    from babel.core import get_global

    likely: Mapping[str, str] = get_global("likely_subtags")
    parents = {}
    for tag, whole in sorted(likely.items()):
        base, *rest = tag.split("_")
        if base not in bases or not rest:
            continue
        script = whole.split("_")[1]
        usual = likely.get(base, "__").split("_")[1]
        if script == usual:
            continue
        locale = "-".join([base, *rest])
        names_script = len(rest[0]) == _SCRIPT_LENGTH
        parents[locale] = "root" if names_script else f"{base}-{script}"
    return parents


def _exceptions(bases: Iterable[str], languages: Iterable[str]) -> dict[str, str]:
    """Return the parents that CLDR lists one by one, of locales of these languages."""
    from babel.core import get_global

    exceptions: Mapping[str, str] = get_global("parent_exceptions")
    parents = {}
    for tag, parent in sorted(exceptions.items()):
        if tag.split("_")[0] in bases or parent in languages:
            parents[tag.replace("_", "-")] = parent.replace("_", "-")
    return parents


def _chain(tag: str, exceptions: Mapping[str, str]) -> Iterator[str]:
    """Yield a locale and what it falls back to, in order."""
    while tag and tag != "root":
        yield tag
        tag = exceptions.get(tag) or tag.rpartition("-")[0]


# Letters of their own, each as what makes it sort behind all words with the letter before it.
_KEPT = {"es": {"ñ": "n\uffff"}}

_NO_LETTERS = re.compile("[^\\w\\s\uffff]|_")


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Return what a text is sorted by, as in a dictionary of the language.

    Letters count first, accents and case only where all letters are the same.
    """
    folded = text.casefold()
    for letter, place in _KEPT.get(language, {}).items():
        folded = folded.replace(letter, place)
    if folded.isascii():
        return _NO_LETTERS.sub("", folded), text
    # Accents are characters of their own now, and no letters. Hangul is put together again, for its
    # code points are in the order of its dictionaries.
    letters = _NO_LETTERS.sub("", unicodedata.normalize("NFKD", folded))
    return unicodedata.normalize("NFC", letters), text


def are_sorted(texts: Iterable[str], language: str) -> bool:
    """Return whether these texts stand as in a dictionary of the language."""
    keys = [sort_key(text, language) for text in texts]
    return all(one <= next_one for one, next_one in pairwise(keys))
