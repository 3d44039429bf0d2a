"""The property table is read from Markdown and from HTML, and its rows are recognised."""

import pytest
from page_helpers import PAGE, page

from bpadocs.pages.published import PROPERTIES, Span
from bpadocs.published.table import MAX_TABLE, read_table
from bpadocs.published.wording import Hints

HTML = """\
<table>
<thead><tr class="header"><th><p>Property</p></th><th>Details</th></tr></thead>

<tr><td><p><strong>Operating System</strong></p></td><td><p>Windows Server 2016</p></td></tr>
<tr><td><b>Product/Feature</b></td><td>Hyper-V</td></tr>
<tr><td>Severity</td><td>Error</td></tr>
<tr><td>Category</td><td>Policy</td></tr>
</table>
"""


def test_an_html_table() -> None:
    start, end = PAGE.index("|Property"), PAGE.index("\nIn the following")
    found = page(PAGE[:start] + HTML + PAGE[end:])
    assert found.table
    assert found.table.html
    assert {row.property: found.slice(row.value) for row in found.table.rows} == {
        "operating_system": "Windows Server 2016",
        "product": "Hyper-V",
        "severity": "Error",
        "category": "Policy",
    }
    assert len(found.note) == 1


def properties(
    text: str, words: dict[str, str] | None = None
) -> list[str | None] | None:
    table = read_table(text, Span(0, len(text)), Hints(words or {}))
    return [row.property for row in table.rows] if table else None


def test_rows_of_the_usual_number_are_named_by_their_order_where_words_mislead() -> (
    None
):
    twice = "|a|b|\n|-|-|\n|x|1|\n|Severity|2|\n|Severity|3|\n|y|4|"
    assert properties(twice) == list(PROPERTIES)


def test_a_value_tells_the_row_in_a_table_of_another_length() -> None:
    short = "|a|b|\n|-|-|\n|Gravité|Avertissement|\n|Product|Hyper-V|"
    assert properties(short) == [None, "product"]
    assert properties(short, {"= avertissement": "severity"}) == ["severity", "product"]


@pytest.mark.parametrize(
    "text",
    [
        "|a|b|",
        "|a|b|\n|x|y|",
        "a\n-",
        "<table></table>",
        f"<table>{'<tr><td>a</td></tr>' * MAX_TABLE}</table>",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert properties(text) is None


def test_a_cell_keeps_an_escaped_bar() -> None:
    text = "|a|b|\n|-|-|\n|Product| a \\| b |"
    table = read_table(text, Span(0, len(text)), Hints())
    assert table
    [row] = table.rows
    assert text[row.value.start : row.value.end] == "a \\| b"
