"""What stands above single rules: index pages, tables of contents, and the catalogs of messages."""

from collections.abc import Iterable, Sequence

from bpadocs.labels import Labels
from bpadocs.messages import Fragment, documents
from bpadocs.messages.facts import Facts
from bpadocs.model import Product
from bpadocs.pages.index import Listed, groups, index_page, toc


def joined(
    locale: str,
    labels: Labels,
    facts: Facts,
    products: Sequence[Product],
    rules: Sequence[Listed],
    fragments: Iterable[Fragment],
) -> dict[str, bytes]:
    """Every file of one language that is not a rule's page, by its path below the build folder."""
    contents = [(product, list(groups(rules, product, labels))) for product in products]
    files = {
        f"docs/{locale}/index.md": index_page(contents, labels).encode(),
        f"docs/{locale}/toc.yml": toc(contents, labels).encode(),
    }
    files |= {f"messages/{name}": content for name, content in documents(facts, fragments).items()}
    return files
