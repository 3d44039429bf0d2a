"""The summary of a step is Markdown that shows texts as they are, and ends somewhere."""

from dataclasses import replace

from finding_helpers import finding
from markdown_it import MarkdownIt

from bpadocs.lint.findings import Level
from bpadocs.lint.report.step_summary import MOST, step_summary

ERROR = finding("code-spans", 28, 16, level=Level.ERROR)
HINTS = [finding("double-blanks", line, 1, level=Level.HINT) for line in range(1, 99)]


def test_findings_are_counted_and_the_worst_come_first() -> None:
    text = step_summary("bpa lint", [*HINTS, ERROR])
    assert text.startswith("### bpa lint\n\n1 error, 98 hints\n\n")
    assert "| code-spans | 1 | 1 |\n" in text
    listed = [line for line in text.splitlines() if line.startswith("- ")]
    assert "**error code-spans**: a wrong word" in listed[0]
    assert len(listed) == MOST + 1
    assert listed[-1] == f"- … and {99 - MOST} more"


def test_texts_from_outside_are_no_markup() -> None:
    message = "<img src=x> [a](https://evil) `x` **b** | c ::error::x"
    odd = replace(ERROR, message=message, file="a_b|c.md")
    page = MarkdownIt("commonmark").enable("table").render(step_summary("x", [odd]))
    assert "<img" not in page
    assert "<a " not in page
    assert "<code>" not in page
    assert "&lt;img src=x&gt; [a](https://evil) `x` **b** | c" in page


def test_nothing_found_is_said() -> None:
    assert "Nothing found." in step_summary("bpa lint", [])
