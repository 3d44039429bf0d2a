"""Pages that are no more where they were: each leads to where its text is now.

For a publishing pipeline that knows of redirects the page says so in its front matter, and all of
them are in one list in the format of Open Publishing; for everything else there is a link.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from bpadocs.pages.front_matter import front_matter
from bpadocs.pages.index import Listed, link_text
from bpadocs.rule.model import TO_INDEX, Product

_LANGUAGE_PART: Final = "{locale}/"
_PRODUCT_PART: Final = "{product}"
_PUBLISHED: Final = ("https://", "http://", "/")


class Redirect(NamedTuple):
    """A page that leads somewhere else."""

    page: str
    """Where it is: `hyper-v/Old-Page`."""
    title: str
    """Of what it leads to."""
    link: str
    """What it leads to, as seen from the page."""
    published: str
    """What it leads to, once that is published."""
    is_successor: bool
    """Whether what was known of the page, such as its readers, is to be kept for its target."""


def redirected_pages(former: Collection[str], pages: Iterable[str]) -> list[str]:
    """Return those of former pages that lead elsewhere now. What is there again does not."""
    if not former:  # as in most projects
        return []
    there = {page.casefold() for page in pages}
    return sorted(page for page in set(former) if page.casefold() not in there)


def redirects(
    products: Sequence[Product], rules: Sequence[Listed], help_link: str, index: str
) -> list[Redirect]:
    """Return every page that leads elsewhere. `index` is the title of the list of all rules."""
    found: dict[str, Redirect] = {}
    for product in products:
        for page, target in product.redirects.items():
            found[page] = _of_gone_rule(page, target, help_link, index)
    for rule in rules:
        for page in rule.redirect_from:
            found[page] = Redirect(
                page=page,
                title=rule.title,
                link=f"../{rule.href}",
                published=_published(help_link, rule.product, rule.page),
                is_successor=page == rule.redirect_from[-1],
            )
    pages = (rule.href.removesuffix(".md") for rule in rules)
    return [found[page] for page in redirected_pages(found, pages)]


def _of_gone_rule(page: str, target: str, help_link: str, index: str) -> Redirect:
    if target == TO_INDEX:
        return Redirect(
            page=page,
            title=index,
            link="../index.md",
            published=_published_index(help_link),
            is_successor=False,
        )
    name = page.partition("/")[2]
    return Redirect(
        page=page,
        title=name.replace("-", " "),
        link=target,
        published=target,
        is_successor=False,
    )


def redirect_page(redirect: Redirect) -> str:
    """Return the page that is left where another was."""
    title = link_text(redirect.title)
    front = front_matter(
        [("title", redirect.title), ("redirect_url", redirect.published)]
    )
    return f"---\n{front}---\n# {title}\n\n[{title}]({redirect.link})\n"


def redirection_list(found: Iterable[Redirect], locale: str) -> str:
    """Return `.openpublishing.redirection.json`, whose paths are relative to where it stands."""
    entries = []
    for redirect in found:
        entries.append(
            {
                "source_path": f"{locale}/{redirect.page}.md",
                "redirect_url": redirect.published,
                "redirect_document_id": redirect.is_successor,
            }
        )
    whole = {"redirections": entries}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _published(help_link: str, product: str, page: str) -> str:
    """Return the address of a page, by the setting `help` where that names pages.

    Else it is taken to be at the root of its site: the format has no other relative address.
    """
    if not _names_pages(help_link):
        return f"/{product}/{page}"
    # such an address goes to every reader in the language that the reader has
    link = help_link.replace(_LANGUAGE_PART, "").removesuffix(".md")
    return link.replace(_PRODUCT_PART, product).replace("{page}", page)


def _published_index(help_link: str) -> str:
    if not _names_pages(help_link):
        return "/"
    return help_link.replace(_LANGUAGE_PART, "").partition(_PRODUCT_PART)[0]


def _names_pages(help_link: str) -> bool:
    names = _PRODUCT_PART in help_link and "{page}" in help_link
    return names and help_link.startswith(_PUBLISHED)
