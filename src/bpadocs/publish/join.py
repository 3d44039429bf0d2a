"""What stands above single rules: index pages, tables of contents, and the catalogs of messages."""

from collections.abc import Iterable, Sequence

from bpadocs.labels import Labels
from bpadocs.messages import Fragment, documents
from bpadocs.messages.facts import Facts
from bpadocs.model import Product
from bpadocs.pages.index import Listed, groups, index_page, toc
from bpadocs.publish.names import catalog_path, contents_paths


def contents(locale: str, labels: Labels, products: Sequence[Product], rules: Sequence[Listed]) -> dict[str, bytes]:
    """The index page and the table of contents of one language, by their paths below the build folder."""
    found = [(product, list(groups(rules, product, labels))) for product in products]
    index, table = contents_paths(locale)
    return {index: index_page(found, labels).encode(), table: toc(found, labels).encode()}


def catalogs(facts: Facts, fragments: Iterable[Fragment]) -> dict[str, bytes]:
    """The messages of one language in every format, by their paths below the build folder."""
    return {catalog_path(name): content for name, content in documents(facts, fragments).items()}
