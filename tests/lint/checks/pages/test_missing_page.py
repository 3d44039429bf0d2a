from page_helpers import PAGE
from pair_helpers import FRENCH, UNREADABLE, pair

from bpadocs.lint.checks.pages.missing_page import CHECK
from bpadocs.pages.pair import PagePair


def test_a_page_with_its_translation_is_good() -> None:
    assert list(CHECK.run(pair(PAGE))) == []


def test_a_page_that_a_language_lacks_is_found_at_the_english_one() -> None:
    [hit] = CHECK.run(pair(None))
    assert (hit.file, hit.message) == (
        "en/Keep-clocks.md",
        "the locale “fr-fr” has no page of this name",
    )


def test_a_translation_that_cannot_be_read_is_there_and_left_alone() -> None:
    assert list(CHECK.run(PagePair(FRENCH, pair(PAGE).english, UNREADABLE, "en"))) == []


def test_english_that_cannot_be_read_is_no_page_to_translate() -> None:
    assert list(CHECK.run(PagePair(FRENCH, UNREADABLE, None, "en"))) == []
