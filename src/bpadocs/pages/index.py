"""The index page and the table of contents of one locale. They name only pages that are written beside them."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bpadocs.collation import sort_key
from bpadocs.furniture import ALL_PRODUCTS, CATEGORIES, INDEX_DESCRIPTION, INDEX_TITLE
from bpadocs.labels import Labels
from bpadocs.model import Category, Product
from bpadocs.pages.front_matter import front_matter, needs_quotes
from bpadocs.pages.ui_text import escape


class Listed(NamedTuple):
    """What an index says of a rule."""

    product: str
    category: Category
    page: str
    title: str

    @property
    def href(self) -> str:
        return f"{self.product}/{self.page}.md"


class Group(NamedTuple):
    """The rules of one category of one product, in the language's order."""

    name: str
    rules: tuple[Listed, ...]


def groups(rules: Sequence[Listed], product: Product, labels: Labels) -> Iterator[Group]:
    """The categories that have rules, in the language's order."""
    language = labels.language
    found: dict[str, list[tuple[tuple[str, str], str, Listed]]] = {}
    for rule in rules:
        if rule.product == product.id:
            name = labels.word("category", CATEGORIES[rule.category])
            found.setdefault(name, []).append((sort_key(rule.title, language), rule.href, rule))
    for name in sorted(found, key=lambda name: sort_key(name, language)):
        yield Group(name, tuple(rule for _, _, rule in sorted(found[name], key=lambda entry: entry[:2])))


Contents = Sequence[tuple[Product, Sequence[Group]]]
"""Products and their groups of rules."""


def index_page(contents: Contents, labels: Labels) -> str:
    """All rules by product and category."""
    several = len(contents) > 1
    names = ", ".join(product.name for product, _ in contents)
    title = labels.word("page", ALL_PRODUCTS) if several else labels.filled("page", INDEX_TITLE, product=names)
    description = labels.filled("page", INDEX_DESCRIPTION, product=names)
    front = front_matter([("title", title), ("description", description), ("ms.topic", "index-page")])
    lines = [f"---\n{front}---", f"# {title}"]
    for product, found in contents:
        if several:
            lines.append(f"## {product.name}")
        for group in found:
            lines.append(f"{'###' if several else '##'} {group.name}")
            lines.append("\n".join(f"- [{_link_text(rule.title)}]({rule.href})" for rule in group.rules))
    return "\n".join([lines[0], "\n\n".join(lines[1:]), ""])


def toc(contents: Contents, labels: Labels) -> str:
    """The table of contents as DocFX reads it."""
    lines = [f"- name: {_scalar(labels.word('page', ALL_PRODUCTS))}", "  href: index.md"]
    for product, found in contents:
        if not found:
            continue
        lines += [f"- name: {_scalar(product.name)}", "  items:"]
        for group in found:
            lines += [f"  - name: {_scalar(group.name)}", "    items:"]
            for rule in group.rules:
                lines += [f"    - name: {_scalar(_one_line(rule.title))}", f"      href: {rule.href}"]
    return "\n".join([*lines, ""])


def _one_line(title: str) -> str:
    return " ".join(title.split("\n"))


def _link_text(title: str) -> str:
    return escape(_one_line(title)).replace("[", "\\[").replace("]", "\\]")


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if needs_quotes(text) else text
