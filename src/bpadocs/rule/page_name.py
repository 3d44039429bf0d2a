"""What a page may be called, on any file system, and where it is among the pages."""

import re
from typing import Final

from bpadocs.system.files import is_device_name

RESERVED_PAGES: Final = frozenset({"index", "toc"})
LONGEST_PAGE: Final = 190
"""With what is put behind it, a file name stays below 200 bytes, which every file system and
archive takes.
"""
PAGE_NAME: Final = re.compile(rf"[^\W_][\w.()+,-]{{0,{LONGEST_PAGE - 1}}}", re.ASCII)
_LONGEST_FOLDER: Final = 100
_FOLDER: Final = re.compile(r"[^\W_][\w.() +,&-]*")
"""A product's folder. People name folders as they like; nothing in it leads elsewhere."""


def is_page_name(page: str) -> bool:
    """Whether a page may be called that, on any file system."""
    return _is_written_as_page(page) and not _is_reserved(page)


def page_refusal(page: str) -> str | None:
    """Return why a page cannot be called that, or None where it can."""
    if len(page) > LONGEST_PAGE:
        return f"the page name has {len(page)} characters; shorten it to {LONGEST_PAGE}"
    if not _is_written_as_page(page):
        wanted = "letters, digits, hyphens and dots, no folder, no .md at its end"
        return f"“{page}” is no page name: {wanted}"
    if _is_reserved(page):
        return f"“{page}” is a reserved name; choose another page name"
    return None


def page_address(product: str, page: str) -> str:
    """Return where a page is among the pages of a language: `hyper-v/Test-Failover`."""
    return f"{product}/{page}"


def is_page_address(address: str) -> bool:
    """Whether this is a product and a page that may be a path, and lead nowhere else."""
    product, _, page = address.partition("/")
    return is_folder_name(product) and is_page_name(page)


def is_rule_name(identifier: str) -> bool:
    """Whether this is a product and a name as a rule has or had them."""
    product, _, name = identifier.partition("/")
    return is_folder_name(product) and is_folder_name(name)


def is_folder_name(name: str) -> bool:
    """Whether a product's folder or a rule's file may be called that, on any file system."""
    if len(name) > _LONGEST_FOLDER or name.endswith((".", " ")):
        return False
    return bool(_FOLDER.fullmatch(name)) and not is_device_name(name)


def _is_written_as_page(page: str) -> bool:
    if page.endswith((".", ".md")):
        return False
    return PAGE_NAME.fullmatch(page) is not None


def _is_reserved(page: str) -> bool:
    return page.lower() in RESERVED_PAGES or is_device_name(page)
