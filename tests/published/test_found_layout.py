"""The layout of a page is found so that it comes out byte for byte as it was."""

import pytest
from page_helpers import TIDY_PAGE as TIDY

from bpadocs.pages.layout import apply
from bpadocs.published.found_layout import derive, derive_translation

ORIGINAL = (
    TIDY.partition("See [more]")[0].replace(
        "Online version of the text.", '"Online version of the text."'
    )
    + ("See [more]" + TIDY.partition("See [more]")[2]).replace("\n", "  \n")
    + "\n\n"
)


def test_the_usual_page_takes_three_words() -> None:
    layout = derive(TIDY, ORIGINAL)
    assert layout == {"quoted": "description", "trailing": "2", "end": "2 0 0"}
    assert apply(TIDY, layout) == ORIGINAL


def test_nothing_differs() -> None:
    assert derive(TIDY, TIDY) == {}
    assert apply(TIDY, {}) == TIDY


@pytest.mark.parametrize(
    ("old", "new", "layout"),
    [
        ("## Issue\n", "## **Issue**\n", {"raw.issue": "## **Issue**"}),
        (
            "Windows Server 2016|\n",
            "Windows Server 2016| \n",
            {"operating_system": "1"},
        ),
        ("2016\n\nSee", "2016\n\n\n  \nSee", {"applies_to": "0 0 0 2"}),
        ("---\n# Keep", "---\n\n# Keep", {"front.end": "0 0"}),
        (
            "|**Operating System**|",
            "|**Operating** <br />**System**|",
            {"raw.operating_system"},
        ),
        ("|-|-|", "|---|:---|", {"raw.table.rule": "|---|:---|"}),
        (
            ">Applies To",
            "> **Applies to**",
            {"raw.applies_to": "> **Applies to**: Windows Server 2016"},
        ),
        ("## See Also", "### See Also", {"raw.see_also": "### See Also"}),
        ("## Impact\n", "### Impact\n", {"raw.impact": "### Impact"}),
        ("More about time.\n", "More about time.", {"end": "0 -"}),
        ("More about time.\n", "More about time.\n ", {"end": "0 1 -"}),
        ("clock.*\n", "clock.* \t\n", {"resolution.1": "st 0"}),
        (
            "title: Keep clocks in step",
            "Title: Keep clocks in step",
            {"order": "Title description ms.date"},
        ),
        (
            "ms.date: 8/16/2016",
            "ms.date: '8/16/2016'",
            {"raw.front.ms.date": "ms.date: '8/16/2016'"},
        ),
        ("## not a heading\n", "## not a heading\n\n", {"resolution.3": "0 0"}),
    ],
)
def test_one_line_that_differs_is_named(
    old: str, new: str, layout: dict[str, str] | set[str]
) -> None:
    original = TIDY.replace(old, new, 1)
    found = derive(TIDY, original)
    assert found is not None
    assert apply(TIDY, found) == original
    assert (set(found) if isinstance(layout, set) else found) == layout


def test_styles_are_one_word_for_three_headings() -> None:
    original = TIDY
    for word in ("Issue", "Impact", "Resolution"):
        original = original.replace(f"## {word}\n", f"## **{word}**\n\n")
    assert derive(TIDY, original) == {"headings": "bold", "under_headings": "1"}


def test_the_order_of_the_front_matter() -> None:
    original = TIDY.replace("ms.date: 8/16/2016\n", "").replace(
        "---\n", "---\nms.date: 8/16/2016\n", 1
    )
    layout = derive(TIDY, original)
    assert layout == {"order": "ms.date title description"}
    assert apply(TIDY, layout) == original


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends(mark: str) -> None:
    original = mark + TIDY.replace("\n", "\r\n")
    layout = derive(TIDY, original)
    assert layout is not None
    assert layout["line_ends"] == "crlf"
    assert ("byte_order_mark" in layout) == bool(mark)
    assert apply(TIDY, layout) == original


HTML_TABLE = """\
<table>
<tr><th>Property</th><th>Details</th></tr>

<tr><td><strong>Operating System</strong></td><td>Windows Server 2016</td></tr>
<tr><td><strong>Product/Feature</strong></td><td>Hyper-V</td></tr>
<tr><td><strong>Severity</strong></td><td>Warning</td></tr>
<tr><td><strong>Category</strong></td><td>Operations</td></tr>
</table>
"""


def test_an_html_table_stands_for_the_markdown_one() -> None:
    start, end = TIDY.index("|Property"), TIDY.index("\nItalics")
    original = TIDY[:start] + HTML_TABLE + TIDY[end:].replace("drift:*", "drift:*  ")
    layout = derive(TIDY, original)
    assert layout is not None
    assert layout == {"raw.table": HTML_TABLE.rstrip("\n"), "impact.1": "2 0"}
    assert apply(TIDY, layout) == original
    changed = TIDY.replace("|Warning|", "|Error & co|")
    assert "<td><strong>Severity</strong></td><td>Error &amp; co</td>" in apply(
        changed, layout
    )


def test_an_html_table_may_do_without_a_heading() -> None:
    start, end = TIDY.index("|Property"), TIDY.index("\nItalics")
    table = "\n".join(line for line in HTML_TABLE.split("\n") if "<th>" not in line)
    original = TIDY[:start] + table + TIDY[end:]
    layout = derive(TIDY, original)
    assert layout is not None
    assert apply(TIDY, layout) == original


def test_a_table_of_the_details_is_no_furniture() -> None:
    tidy = TIDY.replace("More about time.", HTML_TABLE.replace("\n\n", "\n").rstrip())
    original = tidy.replace("## Impact", "### Impact")
    assert derive(tidy, original) == {"raw.impact": "### Impact"}


def test_a_translation_has_its_own_spacing_and_the_html_table_of_the_english() -> None:
    start, end = TIDY.index("|Property"), TIDY.index("\nItalics")
    english = derive(TIDY, TIDY[:start] + HTML_TABLE + TIDY[end:])
    assert english is not None
    tidy = (
        TIDY.replace("Severity", "Gravité")
        .replace("Warning", "Avertissement")
        .replace("late", "en retard")
    )
    original = (
        tidy[:start]
        + HTML_TABLE.replace("Severity", "Va").replace("Warning", "Avertissement")
        + tidy[tidy.index("\nItalics") :]
    )
    assert derive_translation(tidy, original, english) == {}
    built = apply(tidy, english)
    assert built == original.replace("Va<", "Gravité<")
    assert derive_translation(
        tidy, original.replace("en retard.*", "en retard.*  "), english
    ) == {"issue.1": "2 0"}


def test_a_colon_or_another_blank_of_a_translation_is_no_layout() -> None:
    original = TIDY.replace("## Issue", "## Issue:").replace(
        "Windows Server 2016|", "Windows\u00a0Server 2016|"
    )
    assert derive_translation(TIDY, original, {}) == {}
    assert derive_translation(
        TIDY, original.replace("## Impact", "### Impact"), {}
    ) == {"raw.impact": "### Impact"}


def test_only_what_differs_from_the_product_is_kept() -> None:
    product = {
        "trailing": "2",
        "quoted": "description",
        "end": "2 0 0",
        "headings": "bold",
    }
    layout = derive(TIDY, ORIGINAL, product)
    assert layout == {"headings": "none"}
    assert apply(TIDY, {**product, **layout}) == ORIGINAL
    tidy = derive(TIDY, TIDY, product)
    assert tidy == {"trailing": "0", "quoted": "none", "headings": "none", "end": "0"}
    assert apply(TIDY, {**product, **tidy}) == TIDY


def test_other_words_are_no_layout() -> None:
    assert derive(TIDY, TIDY.replace("late", "wrong")) is None
    assert derive(TIDY, TIDY.replace("## Impact", "## Effect")) is None
    assert derive(TIDY, TIDY + "One more line.\n") is None
    assert derive(TIDY, TIDY.replace("ms.date: 8/16/2016\n", "")) is None


def test_hard_breaks_stay_two_blanks() -> None:
    tidy = TIDY.replace("More about time.", "More  \nabout time.")
    original = tidy.replace("about time.", "about time.  ")
    layout = {"trailing": "2"}
    assert "More  \nabout time.  \n" in apply(tidy, layout)
    found = derive(tidy, original)
    assert found is not None
    assert apply(tidy, found) == original


SPOKEN_OF = [
    ("description: ", "description: <table> in "),
    ("description: Online", "description:\n  <table>\n  Online"),
    ("See [more]", "A <table> is meant. See [more]"),
]


@pytest.mark.parametrize(("old", "new"), SPOKEN_OF)
def test_a_table_that_is_spoken_of_is_none(old: str, new: str) -> None:
    tidy = TIDY.replace(old, new, 1)
    assert tidy != TIDY
    assert derive(tidy, tidy) == {}
    assert derive_translation(tidy, tidy, {}) == {}
    for ours, theirs in ((TIDY, tidy), (tidy, TIDY)):
        layout = derive_translation(ours, theirs, derive(ours, ours) or {})
        assert "\n|**Severity**|Warning|\n" in apply(ours, layout)


def test_a_table_that_is_only_begun_in_the_translation_is_left_as_it_is() -> None:
    begun = TIDY.replace("|-|-|", "<TABLE>\n|-|-|", 1)
    assert derive_translation(begun, begun, derive(begun, begun) or {}) == {}
