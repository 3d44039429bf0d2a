"""What CLDR knows of a language, through Babel, asked once and only when needed."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from bpadocs.model import PLURAL_CATEGORIES
from bpadocs.problems import BrokenInputError, Problem

if TYPE_CHECKING:
    from babel import Locale

GROUPED_FROM_FIVE_DIGITS = frozenset(["be", "bg", "es", "et", "hu", "hy", "it", "ka", "lv", "pl", "pt-PT", "sl", "sq"])
"""Languages that write 1234 but 12 345: CLDR's minimumGroupingDigits, which Babel does not carry."""


PSEUDO_LANGUAGE = "qps-ploc"
"""English in disguise, made at build time to see what cannot be translated; it counts and lists as English does."""

_RIGHT_TO_LEFT = frozenset(
    "apc ar bal bgn ckb dv fa he ks lrc mzn nqo ps rhg sd sdh skr syr trw ug ur yi".split()  # noqa: SIM905
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"])


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left. Every page asks, so Babel is not."""
    base, *rest = language.split("-")
    script = next((part.title() for part in rest if len(part) == 4), None)
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else base in _RIGHT_TO_LEFT


def babel_locale(language: str) -> "Locale":
    """What Babel calls this language. Raises BrokenInputError where CLDR does not know it."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        return Locale.parse("en" if language == PSEUDO_LANGUAGE else language, sep="-")
    except (UnknownLocaleError, ValueError):
        message = f"CLDR knows no language “{language}”, so nobody knows its plural forms and lists; is the tag right?"
        raise BrokenInputError([Problem("pyproject.toml", 1, 1, message)]) from None


@cache
def plural_categories(language: str) -> tuple[str, ...]:
    """The plural categories of a language for cardinal numbers, `other` last."""
    tags = babel_locale(language).plural_form.tags | {"other"}
    return tuple(category for category in PLURAL_CATEGORIES if category in tags)


@cache
def language_data(language: str) -> Mapping[str, str]:
    """What is needed to count, join lists and write numbers in a language, as a catalog carries it (see runtime.py)."""
    locale = babel_locale(language)
    lists = locale.list_patterns["standard"]
    symbols = locale.number_symbols["latn"]
    grouping = locale.decimal_formats[None].grouping
    data = {
        "plural": "\n".join(f"{category}: {rule}" for category, rule in plural_rules(language).items()),
        "pair": lists["2"],
        "start": lists["start"],
        "middle": lists["middle"],
        "end": lists["end"],
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "minus": symbols["minusSign"],
        "grouping": f"{grouping[0]} {grouping[1]} {2 if language in GROUPED_FROM_FIVE_DIGITS else 1}",
    }
    if language.split("-")[0] == "es":
        data["pair-before-i"] = data["pair"].replace(" y ", " e ")
        data["end-before-i"] = data["end"].replace(" y ", " e ")
    return MappingProxyType(data)


@cache
def plural_rules(language: str) -> Mapping[str, str]:
    """The CLDR plural rule of each category but `other`, in CLDR's own syntax: `i = 1 and v = 0`."""
    rules = babel_locale(language).plural_form.rules
    return {category: _cldr_syntax(rules[category]) for category in PLURAL_CATEGORIES if category in rules}


def _cldr_syntax(rule: str) -> str:
    """Babel writes the older words of the syntax: `not in`, `in`, `mod`."""
    return rule.replace(" not in ", " != ").replace(" in ", " = ").replace(" mod ", " % ")


def gettext_plural(language: str) -> str:
    """The `Plural-Forms` of a catalog: the CLDR rule for whole numbers, forms in the order of plural_categories.

    Babel's own conversion leaves in what only other numbers have (`e`), which gettext's tools refuse.
    """
    rules = plural_rules(language)
    expression = str(len(rules))
    for place, rule in reversed(list(enumerate(rules.values()))):
        condition = _gettext_condition(rule)
        if condition is not None:
            expression = f"{condition} ? {place} : {expression}"
    return f"nplurals={len(rules) + 1}; plural=({expression});"


def _gettext_condition(rule: str) -> str | None:
    """One CLDR rule as an expression over a whole number n, or nothing where no whole number meets it."""
    alternatives = []
    for group in rule.split(" or "):
        relations = [_gettext_relation(relation) for relation in group.split(" and ")]
        if "0" not in relations:
            alternatives.append(" && ".join(relation for relation in relations if relation != "1") or "1")
    return " || ".join(alternatives) or None


def _gettext_relation(relation: str) -> str:
    left, ranges = relation.split("= ")
    operand, _, modulus = left.rstrip("! ").partition(" % ")
    wanted = not left.endswith("!")
    bounds = [(low, high or low) for low, _, high in (part.partition("..") for part in ranges.split(","))]
    if operand not in "ni":  # decimals and exponents: none here
        return str(int(any(low == "0" for low, _ in bounds) is wanted))
    value = f"n % {modulus}" if modulus else "n"
    tests = [f"{value} == {low}" if low == high else f"{value} >= {low} && {value} <= {high}" for low, high in bounds]
    joined = " || ".join(tests)
    if not wanted:
        return f"!({joined})"
    return f"({joined})" if len(tests) > 1 else joined


def parents(languages: Iterable[str]) -> Mapping[str, str]:
    """Locale to parent, for locales that would reach another of these languages by cutting off their end.

    `zh-TW` must not fall back to a Chinese that is written in other characters, `es-MX` asks `es-419` before `es`.
    """
    from babel.core import get_global

    languages = frozenset(languages)
    bases = {language.split("-")[0] for language in languages}
    known: dict[str, str] = {}
    likely: Mapping[str, str] = get_global("likely_subtags")
    for tag, whole in sorted(likely.items()):
        base, *rest = tag.split("_")
        script = whole.split("_")[1]
        if base not in bases or not rest or script == likely.get(base, "__").split("_")[1]:
            continue
        known["-".join([base, *rest])] = "root" if len(rest[0]) == 4 else f"{base}-{script}"
    exceptions: Mapping[str, str] = get_global("parent_exceptions")
    known |= {
        tag.replace("_", "-"): parent.replace("_", "-")
        for tag, parent in sorted(exceptions.items())
        if tag.split("_")[0] in bases or parent in languages
    }
    return {
        tag: parent
        for tag, parent in known.items()
        if [x for x in _chain(tag, known) if x in languages] != [x for x in _chain(tag, {}) if x in languages]
    }


def _chain(tag: str, exceptions: Mapping[str, str]) -> Iterator[str]:
    while tag and tag != "root":
        yield tag
        tag = exceptions.get(tag) or tag.rpartition("-")[0]
