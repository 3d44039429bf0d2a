"""What is said otherwise where a project is not written in English."""

from pathlib import Path

import pytest

from bpadocs.formats import po_file
from bpadocs.rule.placeholders import names
from bpadocs.words import of_source
from bpadocs.words.labels import ANOTHER_SOURCE, Labels, read_labels, shipped_locales
from bpadocs.words.of_pages import NOTE, UNTRANSLATED
from bpadocs.words.of_source import instead, is_english, is_of_project, is_original
from bpadocs.words.vocabulary import words

SHIPPED = ("es", "fr", "it", "ko")


def test_english_is_english_in_any_country() -> None:
    assert is_english("en")
    assert is_english("en-GB")
    assert not is_english("enm")
    assert not is_english("fr")


def test_no_word_of_a_project_in_french_speaks_of_english() -> None:
    told = [word.english for word in words([], [], "fr")]
    assert "[Not translated]" in told
    assert not [one for one in told if "English" in one]


def test_each_sentence_that_has_another_in_its_place_is_a_word() -> None:
    """Or it would stand there unnoticed once the word is said otherwise."""
    every = {word.english for word in words([], [])}
    assert of_source._INSTEAD.keys() <= every


def test_what_is_said_instead_has_the_same_placeholders() -> None:
    for english, other in of_source._INSTEAD.items():
        assert list(names(english)) == list(names(other)), english


@pytest.mark.parametrize("language", SHIPPED)
def test_what_is_said_instead_is_translated(language: str) -> None:
    name = f"{language}/LC_MESSAGES/{ANOTHER_SOURCE}.po"
    catalog = po_file.read((shipped_locales() / name).read_bytes(), name)
    translated = {entry.id: entry.strings[0] for entry in catalog.messages}
    assert list(translated) == list(of_source._INSTEAD.values())
    for sentence, own in translated.items():
        assert own, sentence
        assert sorted(names(own)) == sorted(names(sentence))


@pytest.mark.parametrize("language", SHIPPED)
def test_a_project_in_a_shipped_language_lacks_no_word_of_the_package(
    language: str,
) -> None:
    labels = read_labels(None, (language,), language)[language]
    lacking = []
    for word in words([], [], language):
        if not labels.has(word.context, word.english):
            lacking.append(word.english)
    assert lacking == []


def test_a_project_that_is_written_in_english_says_english() -> None:
    assert instead(UNTRANSLATED, "en") == UNTRANSLATED
    assert instead(UNTRANSLATED, "en-GB") == UNTRANSLATED
    assert instead(UNTRANSLATED, "fr") == "[Not translated]"
    assert instead("Severity", "fr") == "Severity"


def test_words_are_the_projects_by_their_context() -> None:
    assert is_of_project("argument", "liste des volumes")
    assert is_of_project("category", "Archivage")
    assert is_of_project("note", "Une note.")
    assert not is_of_project("category", "Security")
    assert not is_of_project("note", NOTE)
    assert not is_of_project("heading", "Issue")


@pytest.mark.parametrize(
    ("context", "word", "language", "source", "expected"),
    [
        ("heading", "Issue", "en", "en", True),
        ("argument", "list of volumes", "en", "en", True),
        # as ever: who has British pages beside the English translates into them
        ("heading", "Issue", "en-GB", "en", False),
        ("heading", "Issue", "en", "fr", True),
        ("heading", "Issue", "en-GB", "fr", True),
        ("heading", "Issue", "fr", "fr", False),
        ("argument", "liste des volumes", "fr", "fr", True),
        ("argument", "liste des volumes", "en", "fr", False),
        ("argument", "liste des volumes", "it", "fr", False),
    ],
)
def test_what_needs_no_translation(
    context: str, word: str, language: str, source: str, expected: bool
) -> None:
    assert is_original(context, word, language, source) is expected
    assert Labels(language, source_language=source).has(context, word) is expected


def test_pages_in_a_country_begin_with_the_words_of_its_language(
    tmp_path: Path,
) -> None:
    labels = read_labels(tmp_path, ("fr-CA", "it"), "fr-CA")
    assert labels["fr-CA"].word("heading", "Issue") == "Problème"
    assert labels["it"].word("page", UNTRANSLATED) == "[non tradotto]"
    # of a translation into a country nothing is taken for granted, as ever
    assert read_labels(tmp_path, ("fr-CA",))["fr-CA"].words == {}
