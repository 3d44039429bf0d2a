"""What findings call the source, in any project."""

import pytest

from bpadocs.lint.wording import of_source


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("the English says at least", "the French says at least"),
        ("“English” is not in the English", "“English” is not in the French"),
        ("`English` of the English is missing", "`English` of the French is missing"),
        (
            "half translated: it is an English word",
            "half translated: it is a French word",
        ),
        ("no capital within a sentence", "no capital within a sentence"),
    ],
)
def test_english_becomes_the_name_of_the_source_but_not_in_quotes(
    message: str, expected: str
) -> None:
    assert of_source(message, "fr") == expected
    assert of_source(message, "fr-CA") == expected
    assert of_source(message, "en") == message


@pytest.mark.parametrize(
    ("source", "expected"),
    [("it", "an Italian word"), ("uk", "a Ukrainian word"), ("uz", "an Uzbek word")],
)
def test_the_article_fits_the_name(source: str, expected: str) -> None:
    assert of_source("an English word", source) == expected
