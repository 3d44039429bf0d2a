from page_helpers import PAGE
from pair_helpers import FRENCH, found, pair

from bpadocs.lint.checks.pages.page_parts import CHECK
from bpadocs.pages.drift import Became, BlockDrift, Drift, Revision
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import Page, Span
from bpadocs.published.any_page import read_any_page

APPLIES_TO = ">Applies To: Windows Server 2016\n\n"
INTRO = "See [more](https://example.com/more).\n\n"
ROW = "|**Severity**|Warning|\n"


def test_a_page_with_every_part_is_good() -> None:
    assert found(CHECK, pair(PAGE)) == []


def test_a_part_that_the_page_lacks_is_found_at_its_heading() -> None:
    without = PAGE.replace(APPLIES_TO, "").replace(INTRO, "")
    heading = "# Keep clocks in step"
    assert found(CHECK, pair(without)) == [
        (heading, "the English has a line “Applies To”, this page has none"),
        (heading, "the English has sentence 1 above the table, this page has none"),
    ]


def test_a_part_that_the_english_lacks_is_found_itself() -> None:
    assert found(CHECK, pair(PAGE + "\n## See Also\nNothing.\n")) == [
        ("## See Also", "a section See Also, and the English has none")
    ]


def test_a_table_with_other_rows_is_found_whole() -> None:
    [(words, message)] = found(CHECK, pair(PAGE.replace(ROW, "")))
    assert words.startswith("|Property|Details|\n")
    assert words.endswith("|**Category**|Operations|")
    assert message == "the table has 3 rows; the English has 4, and others"


def test_other_words_in_the_same_parts_are_left_alone() -> None:
    assert found(CHECK, pair(PAGE.replace("Then look again.", "Regardez."))) == []


ONE = "# Clocks\n\nText.\n"
TWO = "# Clocks\n\nText.\n\n## Years\n\nMore.\n"


def any_page(text: str, language: str) -> Page:
    file = f"{language}/Clocks.md"
    return read_any_page(text.encode(), file, "Clocks.md", language, {}, None)


def any_pair(english: str, french: str, *blocks: BlockDrift) -> PagePair:
    drift = Drift(Revision.TEXT, blocks=blocks)
    pages = any_page(english, "en"), any_page(french, "fr")
    return PagePair(FRENCH, *pages, "en", drift)


def stale(change: Became, span: Span, english: Span | None) -> BlockDrift:
    return BlockDrift(
        change=change, span=span, message="", diff="", words=1, english=english
    )


def test_a_section_that_the_page_lacks_is_found() -> None:
    assert found(CHECK, any_pair(TWO, ONE)) == [
        ("# Clocks", "the section “Years” of the English page is missing here")
    ]


def test_a_section_that_is_told_as_new_is_told_once() -> None:
    start = TWO.index("Years")
    end = Span(len(ONE), len(ONE))
    new = stale(Became.ADDED, end, Span(start, start + 5))
    assert found(CHECK, any_pair(TWO, ONE, new)) == []


def test_a_section_whose_english_is_told_as_removed_is_told_once() -> None:
    assert [message for _, message in found(CHECK, any_pair(ONE, TWO))] == [
        "the section “Years” is not in the English page"
    ]
    start = TWO.index("Years")
    gone = stale(Became.REMOVED, Span(start, start + 5), None)
    assert found(CHECK, any_pair(ONE, TWO, gone)) == []
