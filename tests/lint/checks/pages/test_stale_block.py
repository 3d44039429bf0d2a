from page_helpers import PAGE
from pair_helpers import ENGLISH, found, pair

from bpadocs.lint.checks.pages.stale_block import CHECK
from bpadocs.pages.drift import Became, BlockDrift, Drift, Revision
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import Page, Span


def stale(words: str) -> PagePair:
    """A page with a stale block, which is all of these words."""
    looked_at = pair(PAGE)
    page = looked_at.page
    assert isinstance(page, Page)
    start = page.text.index(words)
    block = BlockDrift(
        change=Became.CHANGED,
        span=Span(start, start + len(words)),
        message="the English has changed",
        diff="[-a-]{+the+} clock",
        words=2,
    )
    return looked_at._replace(drift=Drift(Revision.TEXT, blocks=(block,)))


def test_a_stale_block_is_found_at_its_place() -> None:
    words = "*The clock is late.*"
    assert found(CHECK, stale(words)) == [(words, "the English has changed")]


def test_it_says_how_many_words_wait() -> None:
    [hit] = CHECK.run(stale("Then look again."))
    assert hit.words == 2
    assert hit.block is not None
    assert hit.block.diff == "[-a-]{+the+} clock"


def test_a_page_that_is_current_is_good() -> None:
    looked_at = pair(PAGE)._replace(drift=Drift(Revision.THIS))
    assert found(CHECK, looked_at) == []


def test_nothing_is_found_where_nobody_asked_git() -> None:
    assert found(CHECK, pair(PAGE)) == []


def test_english_is_left_alone() -> None:
    assert found(CHECK, ENGLISH) == []
