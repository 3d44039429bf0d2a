"""A published page and its English, as checks of pages see the two."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import Problem
from bpadocs.pages.drift import Drift
from bpadocs.pages.published import Page


@dataclass(frozen=True, slots=True)
class Locale:
    """A folder of pages in one language."""

    locale: str
    """As it was given: `fr-fr`."""
    language: str
    folder: Path


class PagePair(NamedTuple):
    """What has one name in one language and in English.

    That is a page, or the reason why it cannot be read, or None where there is no file. One of the
    two is there.
    """

    locale: Locale
    english: Page | Problem | None
    page: Page | Problem | None
    """For English itself, the same page."""
    source_language: str
    """The language of the page that the other is compared with, which is `english` here."""
    drift: Drift | None = None
    """How the English has changed since; None where nobody asked git."""

    @property
    def translation(self) -> tuple[Page, Page] | None:
        """The English page and its translation, where this is one and both can be read."""
        if self.locale.language == self.source_language:
            return None
        if not isinstance(self.english, Page) or not isinstance(self.page, Page):
            return None
        return self.english, self.page
