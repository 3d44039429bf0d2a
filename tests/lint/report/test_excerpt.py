"""The line that a finding is about, and the marks below it."""

import unicodedata

import pytest

from bpadocs.lint.report.excerpt import excerpt


@pytest.mark.parametrize(
    ("line", "word", "blanks"),
    [
        ("the host", "host", 4),
        ("l’hôte éteint", "éteint", 7),
        ("이 호스트", "호스트", 3),
        ("e\u0301te\u0301 fini", "fini", 4),
    ],
)
def test_the_marks_are_below_the_word(line: str, word: str, blanks: int) -> None:
    start = line.index(word)
    text, marks = excerpt(1, line, start, start + len(word))
    before, _, _ = marks.partition("^")
    assert before == "       | " + " " * blanks
    assert text == f"     1 | {line}"


def test_a_hangul_syllable_has_two_marks() -> None:
    _, marks = excerpt(1, "이 호스트", 2, 5)
    assert marks.count("^") == 6


def test_no_letter_of_the_latin_alphabet_is_wide_or_part_of_another() -> None:
    for character in map(chr, range(0x300)):
        assert unicodedata.east_asian_width(character) not in "WF"
        assert not unicodedata.combining(character)
