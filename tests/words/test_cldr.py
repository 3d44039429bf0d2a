"""CLDR's data in catalogs, held against Babel and, where Node is installed, against ICU."""

import gettext
import json
import shutil
import subprocess
from decimal import Decimal

import pytest
from babel import Locale
from babel.lists import format_list
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.runtime import _LanguageRules
from bpadocs.words.cldr import (
    GROUPED_FROM_FIVE_DIGITS,
    _cldr_syntax,
    babel_locale,
    culture,
    direction,
    fallbacks,
    gettext_plural,
    is_known,
    language_data,
    name_in_english,
    parents,
    plural_categories,
    right_to_left,
    sort_key,
)

LANGUAGES = [
    "en",
    "fr",
    "it",
    "es",
    "ko",
    "ar",
    "de",
    "ga",
    "he",
    "hi",
    "ja",
    "lt",
    "pl",
    "pt-PT",
    "ru",
    "sl",
    "zh",
]
NUMBERS = [
    *range(25),
    100,
    101,
    102,
    103,
    111,
    112,
    199,
    1000,
    1001,
    12345,
    999_999,
    1_000_000,
    2_000_000,
    12_345_678,
]


def language(tag: str) -> _LanguageRules:
    return _LanguageRules(language_data(tag))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_plural_categories_are_those_of_cldr(tag: str) -> None:
    rule = Locale.parse(tag, sep="-").plural_form
    ours = language(tag)
    assert ours.categories == plural_categories(tag)
    for number in (
        *NUMBERS,
        *map(Decimal, ("0.5", "1.5", "2.1", "1.25", "10.9", "0.001")),
    ):
        assert ours.categories[ours.category(number)] == rule(number), number


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_gettext_expression_says_the_same_of_whole_numbers(tag: str) -> None:
    header = gettext_plural(tag)
    count, expression = header.rstrip(";").split("; plural=")
    assert count == f"nplurals={len(plural_categories(tag))}"
    place = gettext.c2py(expression)
    ours = language(tag)
    for number in NUMBERS:
        assert place(number) == ours.category(number), number


@pytest.mark.parametrize("tag", LANGUAGES)
@given(values=st.lists(st.text(alphabet="ABCxyz", min_size=1), max_size=6))
def test_lists_are_joined_as_babel_joins_them(tag: str, values: list[str]) -> None:
    assert language(tag).value(values) == format_list(
        values, locale=Locale.parse(tag, sep="-")
    )


@pytest.mark.parametrize("tag", sorted(set(LANGUAGES) - GROUPED_FROM_FIVE_DIGITS))
@given(number=st.integers(0, 10**12) | st.decimals(0, 10**6, places=2))
def test_numbers_are_written_as_babel_writes_them(
    tag: str, number: int | Decimal
) -> None:
    """Those without a sign: Babel writes a plain hyphen in every language."""
    assert language(tag).value(number) == format_decimal(
        number, locale=Locale.parse(tag, sep="-")
    )


ICU = """
const numbers = [0, 5, 999, 1234, 12345, 1234567, -1234, 0.5, 1234.25];
const lists = [["A"], ["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"], ["A", "IIS"]];
lists.push(["A", "B", "hijo"], ["A", "hielo"]);
const out = {};
for (const tag of JSON.parse(process.argv[1])) out[tag] = [
  numbers.map(n => new Intl.NumberFormat(tag, {numberingSystem: "latn"}).format(n)),
  lists.map(l => new Intl.ListFormat(tag).format(l)),
  numbers.map(n => new Intl.PluralRules(tag).select(n)),
];
console.log(JSON.stringify({numbers, lists, out}));
"""


@pytest.mark.skipif(
    not shutil.which("node"),
    reason="Node is not installed; Babel's data alone was compared",
)
def test_icu_writes_counts_and_joins_the_same() -> None:
    """The five languages of the project, by another implementation with CLDR data of its own."""
    tags = ["en", "fr", "it", "es", "ko"]
    output = subprocess.run(
        ["node", "-e", ICU, json.dumps(tags)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = json.loads(output)
    for tag in tags:
        ours = language(tag)
        numbers, lists, categories = found["out"][tag]
        assert [ours.value(number) for number in found["numbers"]] == numbers
        assert [ours.value(values) for values in found["lists"]] == lists
        assert [
            ours.categories[ours.category(number)] for number in found["numbers"]
        ] == categories


def test_only_parents_that_matter_to_the_project_are_kept() -> None:
    assert parents(["en", "fr", "it", "es", "ko"]).keys() <= {"en-Shaw"}
    assert parents(["en", "es", "es-419"])["es-MX"] == "es-419"
    assert parents(["en", "zh"])["zh-TW"] == "zh-Hant"
    assert parents(["en", "zh"])["zh-Hant"] == "root"
    assert "zh-CN" not in parents(["en", "zh"])
    assert parents(["en", "en-GB", "en-001"])["en-AU"] == "en-001"


@pytest.mark.parametrize(
    ("language", "others", "expected"),
    [
        ("fr-CA", ["en", "fr"], ("fr",)),
        ("pt-BR", ["en", "pt-PT", "pt"], ("pt",)),
        ("pt-AO", ["en", "pt", "pt-PT"], ("pt-PT", "pt")),
        ("es-MX", ["en", "es", "es-419"], ("es-419", "es")),
        ("es-ES", ["en", "es", "es-419"], ("es",)),
        ("zh-TW", ["en", "zh"], ()),
        ("zh-TW", ["en", "zh", "zh-Hant"], ("zh-Hant",)),
        ("fr", ["en", "fr-CA"], ()),
        ("fr-CA", ["en", "fr-FR"], ()),
        ("en-GB", ["en"], ()),
        ("ht", ["en", "fr-HT"], ()),
    ],
)
def test_a_region_falls_back_to_its_own_language_and_no_other(
    language: str, others: list[str], expected: tuple[str, ...]
) -> None:
    assert fallbacks(language, [*others, language], "en") == expected


def test_what_is_written_is_nearer_than_what_was_translated_from_it() -> None:
    every = ["es-419", "es", "es-MX", "fr"]
    assert fallbacks("es-MX", every, "es-419") == ()
    assert fallbacks("es-419", every, "es-419") == ()
    assert fallbacks("es-MX", every, "fr") == ("es-419", "es")


def test_right_to_left_as_babel_has_it() -> None:
    for tag in locale_identifiers():
        known = Locale.parse(tag).character_order == "right-to-left"
        assert right_to_left(tag.replace("_", "-")) is known, tag
    assert (direction("he"), direction("fr")) == ("rtl", "ltr")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr-fr", "fr-FR"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("ko-kr", "ko-KR"),
        ("eo", "eo"),
    ],
)
def test_cultures(locale: str, expected: str) -> None:
    assert culture(locale) == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Autre", "Éviter", "évolution", "Fournir", "l’adresse"]),
        ("es", ["nota", "nube", "ñandú", "ocho"]),
        ("it", ["È", "Errore", "perché", "però"]),
        ("ko", ["가상", "구성", "작업", "정책"]),
    ],
)
def test_each_language_sorts_as_its_dictionaries_do(
    language: str, words: list[str]
) -> None:
    shuffled = list(reversed(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == words


@pytest.mark.parametrize(
    ("tag", "names", "text"),
    [
        ("it", ["Ada", "Ernesto"], "Ada ed Ernesto"),
        ("it", ["C:", "D:", "E:"], "C:, D: ed E:"),
        ("it", ["Ernesto", "Ada"], "Ernesto e Ada"),
        ("it", ["Ada", "Ivo"], "Ada e Ivo"),
        ("it", ["A", ""], "A e "),
        ("es", ["Ada", "Ernesto"], "Ada y Ernesto"),
        ("fr", ["Ada", "Ernesto"], "Ada et Ernesto"),
    ],
)
def test_italian_alone_says_ed_before_an_e(
    tag: str, names: list[str], text: str
) -> None:
    assert language(tag).value(names) == text


@pytest.mark.parametrize(
    ("babels", "canonical"),
    [
        ("i in 0..1", "i = 0,1"),
        ("i in 0,1", "i = 0,1"),
        ("i in 1,0", "i = 0,1"),
        ("n % 10 in 2,3,4", "n % 10 = 2..4"),
        ("n mod 10 not in 3..4,9 or v in 0", "n % 10 != 3,4,9 or v = 0"),
        ("n in 0..5,3..7", "n = 0..7"),
        ("e not in 0..5", "e != 0..5"),
    ],
)
def test_a_plural_rule_is_written_in_one_way(babels: str, canonical: str) -> None:
    assert _cldr_syntax(babels) == canonical


def test_what_cldr_knows_is_told_without_babel() -> None:
    for language in ("fr", "fr-CA", "zh-Hans", "sr-Latn", "haw"):
        assert is_known(language), language
        assert babel_locale(language)
    for language in ("xx", "qps-ploc", "english"):
        assert not is_known(language), language


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "English"), ("en-GB", "English"), ("fr-CA", "French"), ("ko", "Korean")],
)
def test_messages_call_a_language_by_its_name_alone(
    language: str, expected: str
) -> None:
    assert name_in_english(language) == expected
