"""Where a link in a rule's text may lead. Anything but plain web addresses and our own pages goes nowhere."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = ("http://", "https://", "mailto:")
_DROPPED = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]")
"""Characters that browsers skip in a scheme, so that `java\\tscript:` is one."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the site shows it: an address, or nothing where it leads nowhere in this site."""

    href: str | None
    external: bool = False


def resolve(target: str, product: str, pages: Mapping[str, str]) -> Link:
    """The link of a page in this product's folder; `pages` is every page of the site, in lower case, to its address."""
    plain = _DROPPED.sub("", target)
    if plain.lower().startswith(_WEB):
        return Link(plain, external=True)
    if _SCHEME.match(plain) or plain.startswith(("/", "\\")):
        return Link(None)
    path, _, anchor = plain.partition("#")
    if not path:
        return Link(f"#{anchor}") if anchor else Link(None)
    page = posixpath.normpath(posixpath.join(product, path)).removesuffix(".md")
    known = pages.get(page.lower())
    if known is None:
        return Link(None)
    return Link(f"../{known}.html#{anchor}" if anchor else f"../{known}.html")
