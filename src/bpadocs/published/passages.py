"""The texts of a page as checks see them: each with its place in the page."""

from collections.abc import Mapping

from bpadocs.lint.subject import Passage
from bpadocs.pages.published import Page, RulePage, Span
from bpadocs.published.looked_through import is_mdx, looked_through


def passage(page: Page, span: Span, *, markup: bool = True) -> Passage:
    """Return this stretch of the page, without what is no text in it."""
    text = page.slice(span)
    if markup:
        seen = looked_through(text, mdx=_has_components(page))
    else:
        seen = None
    if seen is None:

        def locate(offset: int) -> tuple[int, int]:
            """Return the line and column of an offset into the passage."""
            return page.locate(span.start + offset)

        return Passage(
            text=text,
            markup=markup,
            file=page.file,
            locate=locate,
        )
    sources = seen.sources

    def locate_behind_cuts(offset: int) -> tuple[int, int]:
        """Return the line and column of an offset into what is left of the passage."""
        return page.locate(span.start + sources.lead_back(offset))

    return Passage(
        text=seen.text,
        markup=markup,
        file=page.file,
        locate=locate_behind_cuts,
    )


def _has_components(page: Page) -> bool:
    # on a rule page, <Name> is an argument that lost its backslash
    return not isinstance(page, RulePage) and is_mdx(page.text)


def front_matter_passages(page: Page) -> Mapping[str, Passage]:
    """Return the value of each key of the front matter."""
    passages = {}
    for entry in page.front_matter:
        passages[entry.key] = passage(page, entry.value_span, markup=False)
    return passages
