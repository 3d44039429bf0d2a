"""The page of what catalogs know of languages, and how another reader evaluates it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bpadocs.runtime import OPERANDS, Messages, _LanguageRules
from bpadocs.words.cldr import gettext_plural, language_data
from reference.sample import built
from reference.writing import cell, code, fence, page, prose, table

LANGUAGES = ("en", "fr", "it", "es", "ko")
MORE = ("pl", "ar", "hi")
"""Languages that bpadocs brings no words for, and that show what others need not."""
INTRO = """
    Each catalog has what CLDR knows of its language, so that a reader needs no data of its own. It
    says which plural form a number takes, how a list of names is joined, how a number is written.
    `json` has it under `cldr`; the `.mo` files have an entry for each key in the context `cldr`;
    the targets with [flat keys](messages.md#flat-keys) have the plural rules alone.
    `bpadocs.runtime` evaluates all of it; this page says how, for readers in other languages.
"""
KEYS = {
    "plural": "A line for each plural category but `other`: its name, a colon, and CLDR's rule.",
    "pair": "How two names are joined.",
    "start": "How the first name of more than two is joined with the rest.",
    "middle": "How a name between is joined with the rest.",
    "end": "How the last two names of more than two are joined.",
    "decimal": "The decimal sign.",
    "group": "What stands between groups of digits. It may be a no-break space.",
    "minus": "The minus sign.",
    "grouping": "Three numbers: digits of the last group, digits of each other group, and how many "
    "digits must stand before the last group for there to be groups.",
    "pair-before-i": "Spanish alone: `pair` before a word that sounds like “i”.",
    "end-before-i": "Spanish alone: `end` before a word that sounds like “i”.",
    "pair-before-e": "Italian alone: `pair` before a word that begins with “e”, “è” or “é”.",
    "end-before-e": "Italian alone: `end` before a word that begins with “e”, “è” or “é”.",
    "parents": "Of `.mo` files: a line for each locale that falls back to another than what its "
    "tag begins with.",
}
OPERANDS_ABOUT = {
    "n": "The value. With decimals other than 0 it equals no whole number.",
    "i": "The digits before the decimal sign, as a number.",
    "v": "How many digits stand behind the decimal sign.",
    "w": "The same: zeros at the end are never written.",
    "f": "The digits behind the decimal sign, as a number.",
    "t": "The same.",
    "c": "Always 0: no number is written with an exponent.",
    "e": "Always 0.",
}
PLURAL = """
    The number that decides is the argument which the text counts: a number itself, or the length
    of a list; anything else counts as 1. A number is first written with at most three decimals,
    without zeros at the end. Its operands are those of CLDR:
"""
PLURAL_RULES = """
    A rule is alternatives with ` or ` between them. An alternative is relations with ` and `
    between them, which must all hold. A relation is an operand, for some ` % ` and a divisor, then
    ` = ` or ` != `, then numbers and ranges with commas between: `2..4,9` is 2, 3, 4 or 9. The
    first category whose rule holds is the number's; where none holds, it is `other`. If a text
    has no form for it, its `other` holds.
"""
GETTEXT = """
    Readers of gettext have the same for whole numbers in `Plural-Forms`, in the header of the
    catalog; the forms stand in the order of the categories:
"""
LISTS = """
    Each pattern has `{0}` and `{1}`. No name gives nothing, one gives itself, two are put into
    `pair`. Of more, the last two are put into `end`. Then each name before them, from the back to
    the front, is put into `middle` as `{0}`, with what there is so far as `{1}`. The first of all is
    put into `start` in the same way.
    Names are put in as they are, numbers in a list as numbers are written.
"""
NUMBERS = """
    A number has at most three decimals, and no zeros at their end. Its digits before the decimal
    sign are in groups if there are at least as many as the first and the third number of `grouping`
    together. The last group has as many digits as the first number says, each other group as many
    as the second. `minus` stands before it all. Truth values, dates and texts are put in as they
    are.
"""
NAMES = ("SQL01", "WEB02", "DC03")
COUNTED = ("0", "1", "2", "5", "21", "1.5", "1000000")
WRITTEN = (1234, 12345, 1234567.5, -3)


def catalogs() -> str:
    """Return the page."""
    parts = [prose(INTRO), "## Keys"]
    parts.append(
        table(("Key", "What it is"), [(code(k), cell(v)) for k, v in KEYS.items()])
    )
    parts += ["## Plural forms", prose(PLURAL)]
    operands = [(code(one), cell(OPERANDS_ABOUT[one])) for one in OPERANDS]
    parts.append(table(("Operand", "What it is"), operands))
    parts.append(prose(PLURAL_RULES))
    parts.append(table(("Language", "Rules"), _rules()))
    parts.append("The category of some numbers:")
    parts.append(table(("Language", *COUNTED), _counted()))
    parts.append(prose(GETTEXT))
    parts.append(fence("\n".join(f"{one}: {gettext_plural(one)}" for one in LANGUAGES)))
    parts += ["## Lists", prose(LISTS), table(_PATTERNS, _patterns())]
    parts += ["Three names, as `bpadocs.runtime` joins them:"]
    parts += [table(("Language", "Joined"), _joined())]
    parts += ["## Numbers", prose(NUMBERS), table(_SIGNS, _signs())]
    head = ("Language", *(code(f"{number}") for number in WRITTEN))
    parts += [table(head, _written())]
    return page("Catalogs: plural forms, lists and numbers", *parts)


_PATTERNS = ("Language", "`pair`", "`start`", "`middle`", "`end`")
_SIGNS = ("Language", "`decimal`", "`group`", "`minus`", "`grouping`")


def _rules() -> Iterator[tuple[str, str]]:
    for language in (*LANGUAGES, *MORE):
        rules = language_data(language)["plural"].split("\n")
        shown = "<br>".join(code(rule) for rule in rules if rule)
        yield code(language), shown or "no rule: every number is `other`"


def _counted() -> Iterator[Sequence[str]]:
    for language in (*LANGUAGES, *MORE):
        rules = _language(language)
        row = [code(language)]
        for number in COUNTED:
            value = float(number) if "." in number else int(number)
            row.append(rules.categories[rules.category(value)])
        yield row


def _patterns() -> Iterator[Sequence[str]]:
    for language in LANGUAGES:
        data = language_data(language)
        yield [code(language), *(code(data[one[1:-1]]) for one in _PATTERNS[1:])]


def _signs() -> Iterator[Sequence[str]]:
    for language in (*LANGUAGES, "hi"):
        data = language_data(language)
        row = [code(language)]
        for name in _SIGNS[1:]:
            sign = data[name[1:-1]]
            row.append(f"U+{ord(sign):04X}" if sign.isspace() else code(sign))
        yield row


def _joined() -> Iterator[Sequence[str]]:
    for language in LANGUAGES:
        yield code(language), _language(language).value(list(NAMES))


def _written() -> Iterator[Sequence[str]]:
    for language in (*LANGUAGES, "hi"):
        rules = _language(language)
        yield [code(language), *(rules.value(number) for number in WRITTEN)]


def _language(language: str) -> _LanguageRules:
    """Return what the runtime makes of the data."""
    return _LanguageRules(language_data(language))


def keys_in_catalogs() -> set[str]:
    """Return the keys of language data that are in any catalog that is written."""
    found: set[str] = set()
    for language in (*LANGUAGES, *MORE):
        found |= language_data(language).keys()
    with TemporaryDirectory() as folder:
        for name, content in built().items():
            if name.endswith(".mo"):
                path = Path(folder, name)
                path.parent.mkdir(parents=True)
                path.write_bytes(content)
        with Messages.open(folder, "fr") as messages:
            for catalog in messages._catalogs:
                found |= catalog.fields("cldr").keys()
    return found
