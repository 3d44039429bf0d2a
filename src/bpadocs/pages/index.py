"""The index page and the table of contents of one locale.

They name only pages that are written with them.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bpadocs.pages.front_matter import front_matter, needs_quotes
from bpadocs.pages.markup import escape
from bpadocs.pages.published import Page
from bpadocs.rule.model import Product
from bpadocs.words.cldr import sort_key
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import (
    ALL_PRODUCTS,
    INDEX_DESCRIPTION,
    INDEX_TITLE,
    category_word,
)

_PAGE: Final = "index.md"
_TOPIC: Final = "index-page"
"""What `ms.topic` is on it."""


class Listed(NamedTuple):
    """What an index says of a rule."""

    product: str
    category: str
    page: str
    title: str
    """Behind a mark, where the language has none of its own."""
    redirect_from: tuple[str, ...] = ()
    """Where the page was before."""

    @property
    def href(self) -> str:
        """The address of the page, from the index."""
        return f"{self.product}/{self.page}.md"


class Group(NamedTuple):
    """The rules of one category of one product, in the language's order."""

    name: str
    rules: tuple[Listed, ...]


def groups(
    rules: Sequence[Listed], product: Product, labels: Labels
) -> Iterator[Group]:
    """Yield the categories of a product that have rules, in the language's order."""
    language = labels.language
    found: defaultdict[str, list[Listed]] = defaultdict(list)
    for rule in rules:
        if rule.product == product.id:
            name = labels.on_page("category", category_word(rule.category, product))
            found[name].append(rule)

    def place(rule: Listed) -> tuple[tuple[str, str], str]:
        return sort_key(rule.title, language), rule.href

    for name in sorted(found, key=lambda name: sort_key(name, language)):
        yield Group(name, tuple(sorted(found[name], key=place)))


Contents = Sequence[tuple[Product, Sequence[Group]]]
"""Products and their groups of rules."""


def index_page(contents: Contents, labels: Labels) -> str:
    """Return the page that lists all rules by product and category."""
    several = len(contents) > 1
    names = _product_names(contents)
    title = index_title(contents, labels)
    description = labels.filled("page", INDEX_DESCRIPTION, product=names)
    front = front_matter(
        [
            ("title", title),
            ("description", description),
            ("ms.topic", _TOPIC),
        ]
    )
    heading = title
    if not labels.has("page", _title_of_all(contents)):
        heading = labels.marked(title)
    blocks = [f"# {heading}"]
    for product, found in contents:
        if several:
            blocks.append(f"## {product.name}")
        marks = "###" if several else "##"
        for group in found:
            blocks.append(f"{marks} {group.name}")
            blocks.append("\n".join([_list_item(rule) for rule in group.rules]))
    body = "\n\n".join(blocks)
    return f"---\n{front}---\n{body}\n"


def index_title(contents: Contents, labels: Labels) -> str:
    """Return the title of the page that lists all rules."""
    title = _title_of_all(contents)
    return labels.filled("page", title, product=_product_names(contents))


def _title_of_all(contents: Contents) -> str:
    return ALL_PRODUCTS if len(contents) > 1 else INDEX_TITLE


def is_index(page: Page) -> bool:
    """Tell whether a published page is the one that lists all rules."""
    topic = page.entry("ms.topic")
    return page.name == _PAGE and topic is not None and topic.value == _TOPIC


def _product_names(contents: Contents) -> str:
    return ", ".join([product.name for product, _ in contents])


def toc(contents: Contents, labels: Labels) -> str:
    """Return the table of contents as DocFX reads it."""
    title = labels.word("page", ALL_PRODUCTS)
    lines = [
        f"- name: {_scalar(title)}",
        f"  href: {_PAGE}",
    ]
    for product, found in contents:
        if not found:
            continue
        lines.append(f"- name: {_scalar(product.name)}")
        lines.append("  items:")
        for group in found:
            lines.append(f"  - name: {_scalar(group.name)}")
            lines.append("    items:")
            for rule in group.rules:
                name = _scalar(_one_line(rule.title))
                lines.append(f"    - name: {name}")
                lines.append(f"      href: {rule.href}")
    lines.append("")
    return "\n".join(lines)


def _list_item(rule: Listed) -> str:
    return f"- [{link_text(rule.title)}]({rule.href})"


def _one_line(title: str) -> str:
    return " ".join(title.split("\n"))


def link_text(title: str) -> str:
    """Return a title as the text of a link, on one line."""
    text = escape(_one_line(title))
    return text.replace("[", "\\[").replace("]", "\\]")


def _scalar(text: str) -> str:
    # A text in double quotes as JSON has it is one in YAML too.
    if needs_quotes(text):
        return json.dumps(text, ensure_ascii=False)
    return text
