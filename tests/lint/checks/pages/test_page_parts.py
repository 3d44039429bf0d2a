from page_helpers import PAGE
from pair_helpers import found, pair

from bpadocs.lint.checks.pages.page_parts import CHECK

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
