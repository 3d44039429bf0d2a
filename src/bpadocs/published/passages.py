"""The texts of a page as checks see them: each with its place in the page."""

from collections.abc import Iterator, Mapping

from bpadocs.lint.subject import FallenBackText, Passage
from bpadocs.pages.published import Page, RulePage, Span
from bpadocs.published.looked_through import is_mdx, looked_through


def passage(page: Page, span: Span, *, markup: bool = True) -> Passage:
    """Return this stretch of the page, without what is no text in it."""
    text = page.slice(span)
    written = None
    if page.fallen_back:
        text = text.rstrip()
        written = page.written[span.start : span.start + len(text)]
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
            written=written,
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


def has_fallen_back(page: Page, name: str, text: Passage) -> bool:
    """Tell whether this text of a translation is all in the language of the source."""
    if not page.fallen_back:
        return False
    # The front matter has no blanks: its keys are looked at as they are.
    return not text.text.strip() or (
        not text.markup and any(one.field == name for one in page.fallen_back)
    )


def fallen_back_texts(page: Page, language: str) -> Iterator[FallenBackText]:
    """Yield what has fallen back on a translation, as far as it is to be told."""
    for one in page.fallen_back:
        if one.is_told:
            yield FallenBackText(
                language, one.field, one.word, _written(page, one.span)
            )


def _written(page: Page, span: Span) -> Passage:
    """Return this stretch of the page as it stands in the file."""

    def locate(offset: int) -> tuple[int, int]:
        """Return the line and column of an offset into the passage."""
        return page.locate(span.start + offset)

    return Passage(
        text=page.written[span.start : span.end],
        markup=True,
        file=page.file,
        locate=locate,
    )


def front_matter_passages(page: Page) -> Mapping[str, Passage]:
    """Return the value of each key of the front matter."""
    passages = {}
    for entry in page.front_matter:
        passages[entry.key] = passage(page, entry.value_span, markup=False)
    return passages
