"""Text from outside as it is shown: nothing a terminal or a CI service would obey, and nothing
lost.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpadocs import shown
from bpadocs.errors import Problem

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 9]
MARKS = list(
    "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@pytest.mark.parametrize("character", CONTROLS + MARKS)
def test_what_a_terminal_obeys_is_spelled_out(character: str) -> None:
    assert (
        shown.line(f"a{character}b")
        == shown.name(f"a{character}b")
        == f"a\\u{ord(character):04x}b"
    )


def test_what_a_writing_needs_stays() -> None:
    persian, family, french = "می\u200cخواهم", "👨\u200d👩", "Oui\u00a0: 5\u202f%"
    assert [shown.line(text) for text in (persian, family, french, "a\tb")] == [
        persian,
        family,
        french,
        "a\tb",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("é 한국어.md", "é 한국어.md"),
        ("a\u200cb\u200b\ufeff", "a\\u200cb\\u200b\\ufeff"),
        ("a\u00a0b", "a\\u00a0b"),
        ("\udce9.md", "\\xe9.md"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("new\nline\t", "new\\u000aline\\u0009"),
    ],
)
def test_a_name_shows_all_that_is_in_it(name: str, expected: str) -> None:
    assert shown.name(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::error::x", "\\u003a:error::x"),
        (" \u3000::error::x", " \u3000\\u003a:error::x"),
        ("\u200b\ufeff::error::x", "\u200b\ufeff\\u003a:error::x"),
        ("x ##[error]y", "x #\\u0023[error]y"),
        ("###[error]y", "##\\u0023[error]y"),
        (
            "a ##VSO[task.setvariable]b ##vso[c",
            "a #\\u0023VSO[task.setvariable]b #\\u0023vso[c",
        ),
        ("##teamcity[x]", "#\\u0023teamcity[x]"),
        ("a ::b", "a ::b"),
        ("## A heading", "## A heading"),
        (":x", ":x"),
    ],
)
def test_what_a_ci_service_obeys_is_spelled_out(text: str, expected: str) -> None:
    assert shown.line(text) == expected


@given(st.text(st.characters(exclude_categories=())))
def test_a_line_is_one_line_that_can_be_printed_and_shown_again(text: str) -> None:
    line = shown.line(text)
    assert line.splitlines() in ([], [line])
    assert line.encode().decode() == line
    assert shown.line(line) == line


@given(st.text(st.characters(exclude_categories=())))
def test_json_reads_back_the_same_and_is_harmless(text: str) -> None:
    written = shown.as_json({"##vso[x": [text]})
    assert json.loads(written) == {"##vso[x": [text]}
    assert all(shown.line(line) == line for line in written.split("\n"))


def test_json_is_that_of_python() -> None:
    value = {
        "numbers": {"a": 1, "b": 98.77, "c": 1e-9, "d": -0.0, "e": float("inf")},
        "others": {"f": None, "g": True, "h": [], "i": {}, "j": [None, 1.5]},
    }
    assert shown.as_json(value) == f"{json.dumps(value, indent=2)}\n"


def test_a_problem_is_one_line() -> None:
    problem = Problem(
        "::a\n::b\u200c.yaml", 1, 2, "unknown key “k\x1b[2J\n::stop-commands::x”"
    )
    assert str(problem) == (
        "\\u003a:a\\u000a::b\\u200c.yaml:1:2: unknown key “k\\u001b[2J\\u000a::stop-commands::x”"
    )
