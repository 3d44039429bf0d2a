"""A product says what most of its pages say."""

from page_helpers import PAGE, page

from bpadocs.published.english import Draft, draft
from bpadocs.published.product_data import common_layout, most, product_data
from bpadocs.words.labels import Labels

SOURCE = Labels("en")


def drafts(*texts: str) -> list[Draft]:
    return [draft(page(text), SOURCE) for text in texts]


def test_most_is_more_than_half() -> None:
    assert most(["a", "b", "a"]) == "a"
    assert most(["a", "b"]) is None
    assert most([None, None, "a"]) is None


def test_what_pages_share_is_said_once() -> None:
    odd = PAGE.replace("See [more]", "Read [more]").replace("ms.date: 8/16/2016\n", "")
    assert product_data(drafts(PAGE, PAGE, odd)) == {
        "name": "Hyper-V",
        "operating_systems": ("Windows Server 2016",),
        "intro": "See [more](https://example.com/more).",
        "front_matter": {"ms.assetid": "1a", "ms.date": "8/16/2016"},
    }


def test_a_key_that_each_page_has_its_own_value_for_is_empty() -> None:
    pages = [PAGE.replace("1a", number) for number in ("1a", "2b", "3c")]
    assert product_data(drafts(*pages))["front_matter"] == {
        "ms.assetid": "",
        "ms.date": "8/16/2016",
    }


def test_applies_to_is_said_where_it_is_not_the_operating_systems() -> None:
    other = PAGE.replace(">Applies To: Windows Server 2016", ">Applies To: Windows 10")
    assert product_data(drafts(other, other, PAGE))["applies_to"] == "Windows 10"


def test_the_spelling_of_a_line_is_never_common() -> None:
    layout = {"trailing": "2", "raw.impact": "### Impact"}
    assert common_layout([layout, layout, {"end": "2 0"}]) == {"trailing": "2"}
    assert common_layout([]) == {}
