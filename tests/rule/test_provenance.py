"""Fingerprints change with words and with nothing else; the table of states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.rule.model import Origin, Plural, Stamp
from bpadocs.rule.provenance import (
    State,
    fingerprint,
    format_stamp,
    is_about,
    is_from,
    normalise,
    parse_stamp,
    state,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("One two three.", "One\ntwo\nthree."),
        ("One two.", "One  two. "),
        ("One\r\n\r\nTwo", "One\n\nTwo\n"),
        ("- one two\n- three", "- one\n  two\n- three\n"),
        ("café", "cafe\u0301"),
        ("One\n\n\n\nTwo", "One\n\nTwo"),
        ("```code``` and\nmore", "```code``` and more"),
        (
            "1. one\n\n    ```\n    a\n\ntwo\nthree",
            "1. one\n\n    ```\n    a\n\ntwo three",
        ),
    ],
)
def test_rewrapping_changes_nothing(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("One two", "One too"),
        ("One two", "one two"),
        ("One two", "One\u00a0two"),
        ("One\n\nTwo", "One Two"),
        ("- one\n- two", "- one two"),
        ("```\na\nb\n```", "```\na b\n```"),
        ("```\n  a\n```", "```\na\n```"),
        ("# Head\ntext", "# Head text"),
        ("1. one\n2. two", "1. one 2. two"),
        ("> note\n> more", "note more"),
        ("```\na\n``` b\nc\n```", "```\na\n``` b c\n```"),
    ],
)
def test_what_a_reader_sees_changes_it(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


@given(st.lists(st.text("abcé한 ", min_size=1), min_size=1, max_size=8))
def test_any_wrapping_of_a_paragraph_is_one_text(words: list[str]) -> None:
    words = [word.strip() for word in words if word.strip()] or ["x"]
    assert (
        normalise(" ".join(words))
        == normalise("\n".join(words))
        == normalise("  \n".join(words))
    )


def test_plural_forms_have_one_fingerprint_in_any_order() -> None:
    one = Plural("vms", {"one": "a", "other": "b"})
    assert fingerprint(one) == fingerprint(Plural("vms", {"other": "b", "one": "a"}))
    assert fingerprint(one) != fingerprint(Plural("vms", {"one": "b", "other": "a"}))


ENGLISH, FRENCH = "A text.", "Un texte."
STAMP = Stamp(fingerprint(ENGLISH), fingerprint(FRENCH))


@pytest.mark.parametrize(
    ("english", "translation", "stamp", "expected"),
    [
        (ENGLISH, FRENCH, STAMP, State.CURRENT),
        (ENGLISH, "Un autre texte.", STAMP, State.EDITED),
        ("Another text.", FRENCH, STAMP, State.STALE),
        ("Another text.", "Un autre texte.", STAMP, State.EDITED),
        (ENGLISH, None, STAMP, State.MISSING),
        (ENGLISH, None, None, State.MISSING),
        (ENGLISH, FRENCH, None, State.UNTRACKED),
        (ENGLISH, FRENCH, STAMP._replace(carried=True), State.CARRIED),
        ("Another text.", FRENCH, STAMP._replace(carried=True), State.STALE),
        (ENGLISH, "Un autre texte.", STAMP._replace(carried=True), State.EDITED),
    ],
)
def test_states(
    english: str, translation: str | None, stamp: Stamp | None, expected: State
) -> None:
    assert state(english, translation, stamp) is expected


def test_a_stamp_is_about_the_text_it_was_made_for_and_from_one_english() -> None:
    assert is_about(STAMP, FRENCH)
    assert is_about(STAMP, "Un\ntexte."), "rewrapped it is the same text"
    assert not is_about(STAMP, "Un autre texte.")
    assert is_from(STAMP, ENGLISH)
    assert not is_from(STAMP, "Another text.")


@pytest.mark.parametrize(
    "stamp",
    [
        Stamp("0123456789", "abcdef0123"),
        Stamp("0123456789", "abcdef0123", Origin.MACHINE),
        Stamp("0123456789", "abcdef0123", Origin.MACHINE, reviewed=True),
        Stamp(
            "0123456789",
            "abcdef0123",
            Origin.HUMAN,
            reviewed=True,
            reason="typo: “teh” (twice)",
        ),
        Stamp("0123456789", "abcdef0123", reason="typo in English"),
        Stamp("0123456789", "abcdef0123", Origin.MACHINE, carried=True),
        Stamp("0123456789", "abcdef0123", Origin.MACHINE, False, "a typo", True),
    ],
)
def test_stamps_round_trip(stamp: Stamp) -> None:
    assert parse_stamp(format_stamp(stamp)) == stamp


@pytest.mark.parametrize(
    "line",
    [
        "",
        "123 456",
        "0123456789 abcdef0123",
        "0123456789 abcdef0123 somebody",
        "0123456789 abcdef0123 machine carried reviewed",
    ],
)
def test_other_lines_are_no_stamps(line: str) -> None:
    assert parse_stamp(line) is None
