"""Pairs of pages for tests of checks that look at pages as files."""

from pathlib import Path

from page_helpers import PAGE, page

from bpadocs.errors import Problem
from bpadocs.lint.check import PageCheck
from bpadocs.pages.pair import Locale, PagePair
from bpadocs.pages.published import Page

FRENCH = Locale("fr-fr", "fr", Path("fr"))
ENGLISH = PagePair(Locale("en-us", "en", Path("en")), page(), page(), "en")
"""An English page, which is looked at beside itself."""


def pair(
    french: str | None, english: str | None = PAGE, locale: Locale = FRENCH
) -> PagePair:
    """A page and its translation, as texts; None where there is no file."""
    source = None if english is None else page(english)
    translation = None
    if french is not None:
        translation = page(french, locale.language, english=source)
    return PagePair(locale, source, translation, "en")


def found(check: PageCheck, looked_at: PagePair) -> list[tuple[str, str]]:
    """The words that each finding points at, and its message."""
    places = []
    for hit in check.run(looked_at):
        [text] = [
            one.text
            for one in (looked_at.page, looked_at.english)
            if isinstance(one, Page) and one.file == hit.file
        ]
        lines = text.split("\n")[hit.place.line - 1 : hit.place.end_line]
        lines[-1] = lines[-1][: hit.place.end_column - 1]
        lines[0] = lines[0][hit.place.column - 1 :]
        places.append(("\n".join(lines), hit.message))
    return places


UNREADABLE = Problem("fr/Keep-clocks.md", 4, 8, "the front matter is not YAML")
