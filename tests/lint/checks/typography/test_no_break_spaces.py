import pytest
from lint_helpers import spans

from bpadocs.lint.checks.typography.no_break_spaces import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "les serveurs suivants\xa0:"),
        ("fr", "x", "le nom «\xa0Hôte\xa0»"),
        ("it", "x", "i server seguenti:"),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "x", "les serveurs suivants :", [" :"]),
        ("fr", "x", "les serveurs suivants:", [":"]),
        ("fr", "x", "le nom «Hôte\xa0»", ["«H"]),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "à 12:30"),
        ("fr", "x", "https://example.org"),
        ("de", "x", "Wirklich?"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
