import pytest
from lint_helpers import spans

from bpadocs.lint.checks.typography.quotation_marks import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "x", "le nom «\xa0Hôte\xa0»"),
        ("es", "x", 'el nombre "Host"'),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        ("fr", "x", "le nom «\xa0Hôte", ["«"]),
        ("es", "x", "el nombre „Host“", ["„", "“"]),
        ("pt", "x", 'o nome "Host', ['"']),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("it", "x", "l'unità da 19\""),
        ("fr", "x", "aucun"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize("text", ["„Hit“ und „Miss“", "”Träff” och ”miss”"])
def test_marks_that_pair_otherwise_elsewhere_are_left_alone(text: str) -> None:
    assert spans(CHECK, "“Hit” and “miss”", text, "xx") == []
