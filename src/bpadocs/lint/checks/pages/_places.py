"""Where findings on whole pages stand."""

from typing import Final

from bpadocs.lint.findings import Place
from bpadocs.pages.published import Page, Span

TOP: Final = Place(
    line=1,
    column=1,
    end_line=1,
    end_column=1,
)
"""The place of a finding on a page as a whole."""


def place_of(page: Page, span: Span) -> Place:
    """Return the lines and columns of a span of the page's text."""
    line, column = page.locate(span.start)
    if not span:
        return Place(
            line=line,
            column=column,
            end_line=line,
            end_column=column,
        )
    # By the last character: after it the next line may begin.
    end_line, last_column = page.locate(span.end - 1)
    return Place(
        line=line,
        column=column,
        end_line=end_line,
        end_column=last_column + 1,
    )
