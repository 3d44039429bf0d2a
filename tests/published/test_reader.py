"""Pages into parts: by structure first, by words second, every part where it stands."""

import pytest
from page_helpers import PAGE, page

from bpadocs.pages.published import PROPERTIES, RulePage
from bpadocs.published.reader import read_page
from bpadocs.published.unreadable import UnreadableError

LOCALIZED = (
    PAGE.replace("# Keep clocks", '# <a name="keep-clocks-in-step"></a>Gardez clocks')
    .replace("## Issue", '## <a name="issue"></a>Va')
    .replace("## Impact", '## <a name="impact"></a>**식**')
    .replace("## Resolution", '## <a name="resolution"></a>Issue')
    .replace("**Severity**", "**Va**")
    .replace("**Operating System**", "**D’exploitation** <br />**Requise**")
)


def parts(found: RulePage) -> dict[str, str]:
    return {section.name: found.slice(section.body) for section in found.sections}


def test_every_part_is_where_it_stands() -> None:
    found = page()
    assert found.slice(found.heading.span) == "Keep clocks in step"
    assert found.locate(found.heading.span.start) == (7, 3)
    assert found.applies_to
    assert found.slice(found.applies_to) == ">Applies To: Windows Server 2016"
    assert [found.slice(span) for span in found.intro] == [
        "See [more](https://example.com/more)."
    ]
    assert found.table
    assert [row.property for row in found.table.rows] == list(PROPERTIES)
    assert found.slice(found.table.rows[2].label) == "**Severity**"
    assert found.locate(found.table.rows[2].value.start) == (17, 15)
    assert parts(found) == {
        "issue": "*The clock is late.*",
        "impact": "*These drift:*\n\n\\<list of hosts>",
        "resolution": "*Set the clock.*\n\nThen look again.",
    }
    assert [found.slice(span)[:16] for span in found.note] == ["In the following"]


def test_a_byte_order_mark_and_carriage_returns_move_nothing() -> None:
    found = page("\ufeff" + PAGE.replace("\n", "\r\n"))
    assert found.text == PAGE
    assert found.locate(found.heading.span.start) == (7, 3)
    assert found.original.startswith("\ufeff---\r\n")


def test_machine_bent_words_are_recognised_by_anchors_and_places() -> None:
    found = page(LOCALIZED, "fr", english=page())
    assert list(parts(found)) == ["issue", "impact", "resolution"]
    assert [section.heading.words for section in found.sections] == [
        "Va",
        "식",
        "Issue",
    ]
    assert found.heading.anchor == "keep-clocks-in-step"
    assert found.table
    assert [row.property for row in found.table.rows] == list(PROPERTIES)


def test_without_anchors_the_english_headings_tell() -> None:
    bare_page = LOCALIZED.replace('<a name="issue"></a>', "").replace(
        '<a name="impact"></a>', ""
    )
    bare_page = bare_page.replace('<a name="resolution"></a>Issue', "Etwas")
    assert list(parts(page(bare_page, "fr", english=page()))) == [
        "issue",
        "impact",
        "resolution",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Impact", "### Impact"),
        ("## Impact", "## **Impact**"),
        ("## Impact", "## *Impact*"),
        ("## Impact", "## Impact:"),
        ("## Impact", "## Impact ##"),
        ("## Impact", "##Impact"),
        ("## Impact", " ## IMPACT"),
        ("## Impact", '## <a name="BKMK_2"></a>Impact'),
        (">Applies To", "> Applies To"),
        ("|-|-|", "| :--- | --- |"),
    ],
)
def test_spellings_of_furniture(old: str, new: str) -> None:
    found = page(PAGE.replace(old, new))
    assert list(parts(found)) == ["issue", "impact", "resolution"]
    assert found.applies_to
    assert found.table


def test_code_has_no_headings_and_no_fences_end_a_page() -> None:
    code = "```powershell\n# Impact\n## Impact\n```\n\n~~~\n## Resolution\n"
    found = page(PAGE.replace("Then look again.\n", code))
    assert list(parts(found)) == ["issue", "impact", "resolution"]
    assert parts(found)["resolution"].endswith("## Resolution")


def test_see_also_is_a_section_at_any_level() -> None:
    for level in ("##", "###", "####"):
        found = page(f"{PAGE}\n{level} See Also\n- [a](b)\n")
        assert parts(found)["see_also"] == "- [a](b)"
        assert parts(found)["resolution"].endswith("look again.")


def test_parts_that_are_not_there() -> None:
    start, end = PAGE.index(">Applies"), PAGE.index("## Issue")
    found = page(PAGE[:start] + PAGE[end:])
    assert (found.applies_to, found.intro, found.table, found.note) == (
        None,
        (),
        None,
        (),
    )


@pytest.mark.parametrize(
    ("data", "line", "column", "reason"),
    [
        (b"---\ntitle: Caf\xe9\n---\n", 2, 11, "byte 0xE9 is not UTF-8"),
        ("\ufeff---\n".encode("utf-16"), 1, 1, "UTF-16"),
        (b"", 1, 1, "no front matter"),
        (b"# Title\n", 1, 1, "no front matter"),
        (b"---\ntitle: x\n# Title\n", 1, 1, "no end"),
        (b"---\n---\n# Title\n", 1, 1, "the front matter is empty"),
        (b"---\n- a\n---\n# Title\n", 2, 1, "has no keys"),
        (b'---\ntitle: "x\n---\n# Title\n', 2, 8, "not YAML"),
        (b"---\na: 1\nb: c: d\n---\n# Title\n", 3, 5, "not YAML"),
        (b"---\na: 1\na: 2\n---\n# Title\n", 3, 1, "twice"),
        (b"---\na: \x00\n---\n# T\n", 2, 4, "not YAML"),
        (b"---\na: 1\n---\nText.\n", 4, 1, "it has no headings"),
        (b"---\na: 1\n---\n## Issue\n", 4, 1, "no title"),
        (b"---\na: 1\n---\n# Title\n\n## Rules\n", 4, 1, "no heading says Issue"),
        (b"---\na: 1\n---\n" + b"x" * 5_000_000, 1, 1, "5.0 MB"),
    ],
)
def test_each_unreadable_page_has_one_reason(
    data: bytes, line: int, column: int, reason: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_page(data, "x.md", "x.md", "en")
    problem = caught.value.problem
    assert (problem.path, problem.line, problem.column) == ("x.md", line, column)
    assert reason in problem.message
    assert "\n" not in problem.message


@pytest.mark.parametrize(
    "piece",
    ["<td>", "<tr>", "<a name=", "#", "# ", "|", "\\", "|-", "*", "`", "> ", "---\n"],
)
def test_a_page_made_to_be_slow_is_not(piece: str) -> None:
    body = (
        "# Title\n\n>Applies\n\n<table>"
        + piece * (300_000 // len(piece))
        + "\n\n## Issue\n*x*\n"
    )
    found = page("---\na: 1\n---\n" + body)
    assert found.heading.words == "Title"
