"""What a rule is called: its id, its page, and its name among checkers, today and before.

An id is that of its file: `hyper-v/test-failover`. Its page may be called otherwise. Checkers call
it by an identifier, the help id, for keys of resources have no slashes or hyphens.
"""

import re
from typing import Final, NamedTuple

from bpadocs.system.files import is_device_name


class RuleNames(NamedTuple):
    """Everything that a rule is called, by which its files are named."""

    id: str
    page: str
    help_id: str
    aliases: tuple[str, ...] = ()
    """What it was called before."""
    redirect_from: tuple[str, ...] = ()
    """Where its page was before."""

    @property
    def address(self) -> str:
        """Where its page is among those of a language: `hyper-v/Some-Page`."""
        product, _, _ = self.id.partition("/")
        return page_address(product, self.page)


# Its id and its page, which files are named by

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


# Its name among checkers

LONGEST_HELP_ID: Final = 100
HELP_ID: Final = re.compile(rf"[A-Za-z][A-Za-z0-9_]{{0,{LONGEST_HELP_ID - 1}}}")
"""What a file may state: an identifier for .NET, PowerShell and XML, on any keyboard."""

_WORD: Final = re.compile(r"[^\W_]+")


def default_help_id(name: str) -> str:
    """Return the identifier that is made of a name: `hyper-v/test-failover` is TestFailover.

    A product's folder is left out, for files of checkers are by product.
    """
    words = _WORD.findall(name.rpartition("/")[2])
    # Not str.title(), which would spell VM2Go as Vm2Go.
    joined = "".join(word[0].upper() + word[1:] for word in words)
    # A number such as ² is a letter to regular expressions, and in no identifier.
    kept = [letter for letter in joined if f"a{letter}".isidentifier()]
    joined = "".join(kept)[: LONGEST_HELP_ID - 4]
    if joined.isidentifier():
        return joined
    return f"Rule{joined}"


def plain_name(name: str) -> str:
    """Return a name without its folder and all that other tools write otherwise.

    `hyper-v/test-failover`, `TestFailover` and `Contoso\\Test.Failover` are the same.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last.casefold() if character.isalnum())


def is_help_id(text: str) -> bool:
    """Whether this may be one, stated or made of a name in any alphabet."""
    return text.isidentifier() and len(text) <= LONGEST_HELP_ID
