import pytest

from bpadocs.formats.po_file import PoEntry
from bpadocs.lint.checks.front_matter.missing_word import CHECK
from bpadocs.project.shared_words import WordEntry, WordToDo
from bpadocs.words.of_pages import SharedWord

CATALOG = "locales/fr/LC_MESSAGES/bpadocs.po"


def word(
    english: str = "Severity",
    translation: str | None = None,
    fuzzy: bool = False,
    place: str = "",
) -> WordToDo:
    """A word to do in French; in the catalog if it has a translation, be it an empty one."""
    entry = None
    if translation is not None:
        flags = ("fuzzy",) if fuzzy else ()
        message = PoEntry(
            context="table", id=english, strings=(translation,), flags=flags
        )
        entry = WordEntry(message, 6, 8)
    shared = SharedWord("table", english, place=place)
    return WordToDo(shared, "fr", CATALOG, entry, "Gravité")


def messages(*words: WordToDo) -> list[str]:
    return [message for _, message in CHECK.run(words)]


def test_nothing_to_do_is_good() -> None:
    assert messages() == []


def test_an_empty_translation_is_found() -> None:
    assert messages(word(translation="")) == [
        "“Severity” has no translation into fr; pages show the English"
    ]


def test_a_fuzzy_translation_is_found_with_what_pages_show() -> None:
    [message] = messages(word(translation="Sévérité", fuzzy=True))
    assert message.startswith(
        "the translation of “Severity” is marked fuzzy, and pages show “Gravité”; "
    )


def test_an_empty_translation_that_is_fuzzy_too_is_no_translation() -> None:
    [message] = messages(word(translation="", fuzzy=True))
    assert message.endswith("pages show the English")


def test_a_word_of_the_project_is_told_alone() -> None:
    [message] = messages(word("list of goats", place="rules/hyper-v/backups.yaml"))
    assert message == (
        f"“list of goats” has no translation into fr: it is not in {CATALOG}; "
        "run `bpa labels`, then translate it there"
    )


@pytest.mark.parametrize(
    ("number", "count"), [(1, "1 shared word is"), (3, "3 shared words are")]
)
def test_words_that_the_catalog_lacks_are_counted(number: int, count: str) -> None:
    words = [word(f"Word {one}") for one in range(number)]
    assert messages(*words) == [
        f"{count} not in {CATALOG}; run `bpa labels`, then translate there"
    ]


def test_a_long_sentence_is_shortened_and_on_one_line() -> None:
    [message] = messages(
        word("In the following\nsections, " + "italics " * 20, translation="")
    )
    assert message.startswith("“In the following sections, italics italics ")
    assert "…” has no translation" in message
