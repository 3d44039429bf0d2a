"""Where a link in a rule's text leads: to the web or to one of our own pages, or else nowhere."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from bpadocs.formats.addresses import WEB, plain, scheme


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the site shows it: an address, or nothing where it leads nowhere in this site."""

    href: str | None
    external: bool = False


def resolve(target: str, product: str, pages: Mapping[str, str]) -> Link:
    """Return where a link of a page in this product's folder leads.

    `pages` has the address of every page of the site by its name in lower case.
    """
    address = plain(target)
    if scheme(address) in WEB:
        return Link(address, external=True)
    if scheme(address) or address.startswith(("/", "\\")):
        return Link(None)
    path, _, anchor = address.partition("#")
    if not path:
        if anchor:
            return Link(f"#{anchor}")
        return Link(None)
    page = posixpath.normpath(posixpath.join(product, path)).removesuffix(".md")
    known = pages.get(page.lower())
    if known is None:
        return Link(None)
    return Link(f"../{known}.html#{anchor}" if anchor else f"../{known}.html")
