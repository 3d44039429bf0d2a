from page_helpers import PAGE
from pair_helpers import FRENCH, UNREADABLE, pair

from bpadocs.lint.checks.pages.unreadable_page import CHECK
from bpadocs.pages.pair import PagePair


def test_a_page_that_can_be_read_is_good() -> None:
    assert list(CHECK.run(pair(PAGE))) == []


def test_the_reason_is_told_at_its_place() -> None:
    [hit] = CHECK.run(PagePair(FRENCH, None, UNREADABLE, "en"))
    assert (hit.file, hit.message) == (UNREADABLE.path, UNREADABLE.message)
    place = hit.place
    assert (place.line, place.column, place.end_line, place.end_column) == (4, 8, 4, 8)


def test_english_is_told_where_it_is_looked_at_itself() -> None:
    assert list(CHECK.run(PagePair(FRENCH, UNREADABLE, pair(PAGE).page, "en"))) == []
