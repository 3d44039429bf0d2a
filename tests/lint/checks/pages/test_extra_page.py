from page_helpers import PAGE
from pair_helpers import FRENCH, UNREADABLE, pair

from bpadocs.lint.checks.pages.extra_page import CHECK
from bpadocs.pages.drift import Drift, Revision
from bpadocs.pages.pair import PagePair


def test_a_page_with_its_english_is_good() -> None:
    assert list(CHECK.run(pair(PAGE))) == []


def test_a_page_without_its_english_is_found() -> None:
    [hit] = CHECK.run(pair(PAGE, english=None))
    assert (hit.file, hit.place.line) == ("fr/Keep-clocks.md", 1)


def test_it_says_what_became_of_the_english() -> None:
    gone = Drift(Revision.GONE, "it is called Clocks.md now")
    [hit] = CHECK.run(pair(PAGE, english=None)._replace(drift=gone))
    assert hit.message == (
        "there is no English page of this name: it is called Clocks.md now"
    )


def test_english_that_cannot_be_read_is_there_and_left_alone() -> None:
    assert list(CHECK.run(PagePair(FRENCH, UNREADABLE, pair(PAGE).page, "en"))) == []


def test_a_file_that_is_no_page_is_another_check() -> None:
    assert list(CHECK.run(PagePair(FRENCH, None, UNREADABLE, "en"))) == []
