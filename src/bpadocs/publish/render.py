"""One rule in one language: its page and its messages."""

from collections.abc import Mapping
from typing import NamedTuple

from bpadocs.labels import Labels
from bpadocs.messages import Fragment, fragment
from bpadocs.messages.catalog import Entry, entry
from bpadocs.model import SOURCE_LANGUAGE, Rule, general_form
from bpadocs.pages.page import english_page, localized_page, page_hash
from bpadocs.publish.names import page_path
from bpadocs.settings import Settings


class Rendered(NamedTuple):
    """A page and the messages that go with it."""

    language: str
    path: str
    """Of the page, below the build folder."""
    title: str
    page: bytes
    messages: Fragment


class Renderer:
    """Renders rules one at a time, in any order."""

    def __init__(self, settings: Settings, labels: Mapping[str, Labels]) -> None:
        self._settings = settings
        self._labels = labels

    def rule(self, rule: Rule, languages: tuple[str, ...], english_hash: str | None = None) -> dict[str, Rendered]:
        """The rule in these languages. The hash of the English page is made where it is not given."""
        english_entry = entry(rule, self._labels[SOURCE_LANGUAGE], self._settings)
        found: dict[str, Rendered] = {}
        if english_hash is None or SOURCE_LANGUAGE in languages:
            labels = self._labels[SOURCE_LANGUAGE]
            page = english_page(rule, labels)
            english_hash = page_hash(page)
            if SOURCE_LANGUAGE in languages:
                found[SOURCE_LANGUAGE] = self._rendered(rule, labels, page, english_entry)
        for language in languages:
            if language != SOURCE_LANGUAGE:
                labels = self._labels[language]
                locale = self._settings.locales[language]
                page = localized_page(rule, language, locale, labels, english_hash)
                found[language] = self._rendered(rule, labels, page, english_entry)
        return found

    def _rendered(self, rule: Rule, labels: Labels, page: str, english: Entry) -> Rendered:
        language = labels.language
        own = english if language == SOURCE_LANGUAGE else entry(rule, labels, self._settings)
        return Rendered(
            language=language,
            path=page_path(self._settings.locales[language], rule.product.id, rule.page),
            title=general_form(rule.field(language, "title") or rule.english["title"]),
            page=page.encode(),
            messages=fragment(own, english),
        )
