"""The files of a build, rendered in memory: of one rule, and of all rules in one language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bpadocs.messages import documents, fragment
from bpadocs.messages.catalog import CatalogHead, Entry, Piece, entry
from bpadocs.pages.borrowed import with_borrowed
from bpadocs.pages.front_matter import page_hash
from bpadocs.pages.index import (
    Group,
    Listed,
    groups,
    index_page,
    index_title,
    toc,
)
from bpadocs.pages.page import SourcePage, localized_page, source_page
from bpadocs.pages.redirects import redirect_page, redirection_list, redirects
from bpadocs.project.settings import Settings
from bpadocs.publish.basis import (
    REDIRECTION_LIST,
    catalog_path,
    contents_paths,
    page_path,
    redirect_path,
)
from bpadocs.rule.model import Product, Rule, general_form
from bpadocs.words.labels import Labels


class Rendered(NamedTuple):
    """One rule in one language: its page, and the messages that go with it."""

    language: str
    path: str
    """Of the page, below the build folder."""
    title: str
    """As an index shows it."""
    page: bytes
    messages: bytes
    """The rule's part of the catalogs."""


class RuleRenderer:
    """Renders rules one at a time, in any order."""

    def __init__(self, settings: Settings, labels: Mapping[str, Labels]) -> None:
        self._settings = settings
        self._labels = labels

    def rule(
        self,
        rule: Rule,
        languages: tuple[str, ...],
        source_hash: str | None = None,
    ) -> dict[str, Rendered]:
        """Return the rule in these languages.

        A translation's page names the hash of the page of the source, which is rendered for it
        where neither is given.
        """
        source = self._settings.source_language
        source_labels = self._labels[source]
        source_entry = entry(rule, source_labels, self._settings)
        found: dict[str, Rendered] = {}
        if source_hash is None or source in languages:
            page = source_page(rule, source_labels)
            source_hash = page_hash(page)
            if source in languages:
                found[source] = self._rendered(rule, source_labels, page, source_entry)
        made_from = SourcePage(source_labels, source_hash)
        for language in languages:
            if language == source:
                continue
            labels = self._labels[language]
            locale = self._settings.locales[language]
            page = localized_page(rule, locale, labels, made_from)
            found[language] = self._rendered(rule, labels, page, source_entry)
        return found

    def _rendered(
        self, rule: Rule, labels: Labels, page: str, english: Entry
    ) -> Rendered:
        language = labels.language
        own = english
        if language != rule.source_language:
            own = entry(rule, labels, self._settings)
        locale = self._settings.locales[language]
        shown = with_borrowed(rule, language).field(language, "title")
        title = general_form(shown or rule.english["title"])
        if shown is None:
            title = labels.marked(title)
        return Rendered(
            language=language,
            path=page_path(locale, rule.product.id, rule.page),
            title=title,
            page=page.encode(),
            messages=fragment(self._settings.messages, own, english),
        )


def contents(
    settings: Settings,
    labels: Labels,
    products: Sequence[Product],
    rules: Sequence[Listed],
) -> dict[str, bytes]:
    """Return the index page and the table of contents of one language, by their paths.

    With them come the pages that lead elsewhere, and with those of the source the list of them.
    """
    by_product: list[tuple[Product, list[Group]]] = []
    for product in products:
        of_product = list(groups(rules, product, labels))
        if of_product or not product.redirects:
            by_product.append((product, of_product))
    locale = settings.locales[labels.language]
    index, table = contents_paths(locale)
    files = {
        index: index_page(by_product, labels).encode(),
        table: toc(by_product, labels).encode(),
    }
    title = index_title(by_product, labels)
    found = redirects(products, rules, settings.help, title)
    for redirect in found:
        path = redirect_path(locale, redirect.page)
        files[path] = redirect_page(redirect).encode()
    if found and labels.language == settings.source_language:
        files[REDIRECTION_LIST] = redirection_list(found, locale).encode()
    return files


def catalogs(
    targets: Sequence[str], head: CatalogHead, pieces: Iterable[Piece]
) -> dict[str, bytes]:
    """Return the catalogs of one language for these targets, by their paths."""
    files: dict[str, bytes] = {}
    for name, content in documents(targets, head, pieces).items():
        files[catalog_path(name)] = content
    return files
