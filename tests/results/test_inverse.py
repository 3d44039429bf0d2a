"""The values that a template was filled with, found again in what it gave."""

import time
from collections.abc import Mapping

import pytest

from bpadocs.results.inverse import captures, oddness, template, values
from bpadocs.rule.model import ArgumentType
from bpadocs.words.cldr import language_data


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("All is well.", "All is well.", [{}]),
        ("All is well.", "All is not well.", []),
        ("{a} is paused.", "SQL01 is paused.", [{"a": "SQL01"}]),
        ("{a} is paused.", "is paused. is paused.", [{"a": "is paused."}]),
        ("{a} is paused.", "is paused.", []),
        ("{{a}} is {a}.", "{a} is {a}.", [{"a": "{a}"}]),
        ("From {a} to {b}.", "From x to y.", [{"a": "x", "b": "y"}]),
        (
            "From {a} to {b}.",
            "From x to y to z.",
            [{"a": "x", "b": "y to z"}, {"a": "x to y", "b": "z"}],
        ),
        ("{a} and {a}", "x and y and x and y", [{"a": "x and y"}]),
        ("These:\n\n{a}", "These:", [{"a": ""}]),
        ("aba{a}aba", "aba", []),
    ],
)
def test_a_text_is_split_in_every_way_that_the_template_allows(
    form: str, text: str, found: list[Mapping[str, str]]
) -> None:
    assert list(captures(template(form), text)) == found


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("{a} a {b} a {c} a {d} a {e}!", "a " * 20_000),
        ("{a} a {b} a {c} a {d} a {e}!", "a " * 20_000 + "!"),
        ("{a}{b}{c}{d}{e}x", "a" * 20_000 + "x"),
        ("{a} a {a} a {a} a {a}", " a " * 20_000),
    ],
)
def test_no_sentence_takes_long(form: str, text: str) -> None:
    start = time.process_time()
    assert len(list(captures(template(form), text))) <= 2_000
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "SQL01", ["SQL01"]),
        ("en", "SQL01 and WEB02", ["SQL01", "WEB02"]),
        ("en", "A, B, and C", ["A", "B", "C"]),
        ("fr", "A, B et C", ["A", "B", "C"]),
        ("ko", "A, B 및 C", ["A", "B", "C"]),
        ("es", "SQL01 e IIS", ["SQL01", "IIS"]),
        ("it", "SQL01 ed Exchange", ["SQL01", "Exchange"]),
        ("it", "A, B ed Exchange", ["A", "B", "Exchange"]),
        ("it", "machine, domaine e X", ["machine", "domaine", "X"]),
        ("en", "", []),
    ],
)
def test_a_list_is_cut_where_the_language_joins_it(
    language: str, text: str, first: list[str]
) -> None:
    found = [*values(ArgumentType.LIST, text, language_data(language))]
    assert first in found
    best = min(oddness(value, language_data(language)) for value in found)
    assert oddness(first, language_data(language)) == best == 0


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "1,024", 1024),
        ("fr", "1\u202f024", 1024),
        ("fr", "1 024,5", 1024.5),
        ("it", "1024", 1024),
        ("de", "1.024,25", 1024.25),
        ("ko", "-3", -3),
        ("en", "many", "many"),
        ("en", "1,024 and 2", "1,024 and 2"),
    ],
)
def test_a_number_is_read_as_the_language_writes_it(
    language: str, text: str, number: object
) -> None:
    assert [*values(ArgumentType.NUMBER, text, language_data(language))] == [number]


@pytest.mark.parametrize("name", ["A,", " A", "", "B and C"])
def test_a_name_that_holds_what_separates_names_is_odd(name: str) -> None:
    language = language_data("en")
    assert oddness([name, "SQL01"], language) == 1
    assert oddness(["WEB02", "SQL01"], language) == 0


def test_a_whole_list_in_one_name_is_odder_than_a_few_odd_names() -> None:
    language = language_data("en")
    whole = oddness(["SQL01, SQL02, . , and WEB"], language)
    assert whole > oddness(["SQL01", "SQL02", ". ", "WEB"], language) == 1
