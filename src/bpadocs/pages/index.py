"""The index page and the table of contents of one locale. They name only pages that are written beside them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bpadocs.collation import sort_key
from bpadocs.furniture import ALL_PRODUCTS, CATEGORIES, INDEX_DESCRIPTION, INDEX_TITLE
from bpadocs.labels import Labels
from bpadocs.model import Product, Rule, general_form
from bpadocs.pages.front_matter import front_matter, needs_quotes
from bpadocs.pages.ui_text import escape


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one category of one product, in the language's order."""

    name: str
    entries: tuple[Entry, ...]


def groups(rules: Sequence[Rule], product: Product, language: str, labels: Labels) -> Iterator[Group]:
    """The categories that have rules, in the language's order."""
    found: dict[str, list[Entry]] = {}
    for rule in rules:
        if rule.product is product:
            title = rule.field(language, "title") or rule.english["title"]
            entry = Entry(" ".join(general_form(title).split("\n")), f"{product.id}/{rule.page}.md")
            found.setdefault(labels.word("category", CATEGORIES[rule.category]), []).append(entry)
    for name in sorted(found, key=lambda name: sort_key(name, language)):
        entries = sorted(found[name], key=lambda entry: (sort_key(entry.title, language), entry.href))
        yield Group(name, tuple(entries))


def index_page(rules: Sequence[Rule], products: Sequence[Product], language: str, labels: Labels) -> str:
    """All rules by product and category."""
    several = len(products) > 1
    names = ", ".join(product.name for product in products)
    title = labels.word("page", ALL_PRODUCTS) if several else labels.word("page", INDEX_TITLE).format(product=names)
    description = labels.word("page", INDEX_DESCRIPTION).format(product=names)
    front = front_matter([("title", title), ("description", description), ("ms.topic", "index-page")])
    lines = [f"---\n{front}---", f"# {title}"]
    for product in products:
        if several:
            lines.append(f"## {product.name}")
        for group in groups(rules, product, language, labels):
            lines.append(f"{'###' if several else '##'} {group.name}")
            lines.append("\n".join(f"- [{_link_text(entry.title)}]({entry.href})" for entry in group.entries))
    return "\n".join([lines[0], "\n\n".join(lines[1:]), ""])


def toc(rules: Sequence[Rule], products: Sequence[Product], language: str, labels: Labels) -> str:
    """The table of contents as DocFX reads it."""
    lines = [f"- name: {_scalar(labels.word('page', ALL_PRODUCTS))}", "  href: index.md"]
    for product in products:
        lines += [f"- name: {_scalar(product.name)}", "  items:"]
        for group in groups(rules, product, language, labels):
            lines += [f"  - name: {_scalar(group.name)}", "    items:"]
            for entry in group.entries:
                lines += [f"    - name: {_scalar(entry.title)}", f"      href: {entry.href}"]
    return "\n".join([*lines, ""])


def _link_text(title: str) -> str:
    return escape(title).replace("[", "\\[").replace("]", "\\]")


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if needs_quotes(text) else text
