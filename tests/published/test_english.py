"""An English page becomes a draft of its rule, or is refused with the place and the reason."""

import pytest
from page_helpers import PAGE, page

from bpadocs.published.english import MAX_NAME, NotExpressibleError, draft
from bpadocs.published.texts import Fields
from bpadocs.rule.model import Category, Severity
from bpadocs.words.labels import Labels

SOURCE = Labels("en")


def test_a_page_is_told_by_its_texts_and_properties() -> None:
    one = draft(page(), SOURCE)
    assert (one.rule, one.name, one.product) == (
        "keep-clocks",
        "Keep-clocks",
        "Hyper-V",
    )
    assert (one.severity, one.category) == (Severity.WARNING, Category.OPERATIONS)
    assert one.operating_systems == ("Windows Server 2016",)
    assert one.applies_to == "Windows Server 2016"
    assert one.note is None
    assert one.arguments == {"list of hosts": "hosts"}
    assert one.front_matter == {"ms.assetid": "1a", "ms.date": "8/16/2016"}
    assert one.fields == {
        "title": "Keep clocks in step",
        "description": "Online version of the text.",
        "issue": "The clock is late.",
        "impact": "These drift:\n\n{hosts}",
        "resolution": "Set the clock.",
        "resolution_details": "Then look again.",
    }
    assert one.sections["resolution"] == Fields("Set the clock.", "Then look again.")


def test_severity_and_category_may_be_in_the_row_of_the_other() -> None:
    mixed = PAGE.replace("|Warning|", "|Prerequisite|").replace(
        "|Operations|", "|Info|"
    )
    one = draft(page(mixed), SOURCE)
    assert (one.severity, one.category) == (
        Severity.INFORMATION,
        Category.PREREQUISITES,
    )


def test_two_labels_that_make_one_name_get_a_number() -> None:
    text = PAGE.replace("\\<list of hosts>", "\\<list of hosts>\n\n\\<number of hosts>")
    assert draft(page(text), SOURCE).arguments == {
        "list of hosts": "hosts",
        "number of hosts": "hosts_2",
    }


def test_what_the_pipeline_adds_is_no_front_matter_of_the_rule() -> None:
    text = PAGE.replace(
        "ms.date:", "ms.translationtype: MT\nms.custom:\n  - a\n  - b\nms.date:"
    )
    assert list(draft(page(text), SOURCE).front_matter) == [
        "ms.assetid",
        "ms.custom",
        "ms.date",
    ]
    assert draft(page(text), SOURCE).front_matter["ms.custom"] == "a b"


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("title: Keep clocks in step\n", "", (1, 1), "the front matter has no title"),
        (
            "|Warning|",
            "|Urgent|",
            (17, 15),
            "“Urgent” is no severity that bpadocs knows",
        ),
        (
            "|Operations|",
            "|Clocks|",
            (18, 15),
            "“Clocks” is no category that bpadocs knows",
        ),
        (">Applies To:", ">Only", (9, 1), "“>Only Windows Server 2016” does not say"),
        ("*The clock is late.*\n", "", (22, 1), "the section Issue is empty"),
        ("## Impact", "Impact", (7, 1), "there is no section Impact"),
        (
            "## Issue",
            "## Resolution\nx\n\n## Issue",
            (22, 1),
            "come in the order resolution",
        ),
    ],
)
def test_what_a_rule_cannot_say_is_refused(
    old: str, new: str, place: tuple[int, int], reason: str
) -> None:
    with pytest.raises(NotExpressibleError) as caught:
        draft(page(PAGE.replace(old, new, 1)), SOURCE)
    assert (caught.value.line, caught.value.column) == place
    assert reason in caught.value.reason


def test_a_name_that_is_too_long_for_its_files_is_refused() -> None:
    with pytest.raises(NotExpressibleError, match="201 characters"):
        draft(page(name=f"{'x' * (MAX_NAME + 1)}.md"), SOURCE)
