"""Every word that the catalogs in locales/ translate."""

from collections.abc import Iterable, Iterator

from bpadocs import furniture
from bpadocs.furniture import Word
from bpadocs.model import Product, Rule
from bpadocs.site import words as site

_ARGUMENT = "Stands on the page in place of what the checker fills in."


def words(products: Iterable[Product], rules: Iterable[Rule]) -> Iterator[Word]:
    """Every word that needs a translation: the furniture's own, the site's, then what products and rules bring."""
    yield from furniture.WORDS
    yield from site.WORDS
    for product in products:
        yield from _sentences(product.intro, product.note, product.source.path)
    for rule in rules:
        path = rule.source.path
        yield from _sentences(rule.intro, rule.note, path)
        for name, argument in rule.arguments.items():
            keys = ("arguments", name, "label")
            yield Word("argument", argument.label, _ARGUMENT, path, keys)


def _sentences(intro: str | None, note: str | None, path: str) -> Iterator[Word]:
    if intro:
        yield Word("intro", intro, "Markdown; keep the link's target.", path, ("intro",))
    if note:
        yield Word("note", note, "Markdown.", path, ("note",))
