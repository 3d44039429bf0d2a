"""What a new rule is called and how bad it is, as somebody says it on a command line."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from unicodedata import normalize

from bpadocs import shown
from bpadocs.errors import UsageError
from bpadocs.project.mistakes import nearest
from bpadocs.rule.model import Severity
from bpadocs.rule.names import LONGEST_PAGE, is_page_name

_NOT_IN_PAGE: Final = re.compile(r"[^\w.()+,-]+", re.ASCII)
"""What separates words, and what no page name can have."""
_AT_ENDS: Final = " -.,+_()"
"""What a page name neither begins nor ends with, though it may have it inside."""
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’](?=\w)")


class RuleHead(NamedTuple):
    """The first lines of a new rule."""

    title: str
    page: str
    severity: str


def head_of(
    identifier: str,
    title: str | None,
    severity: str | None,
    own_severities: Iterable[str],
) -> RuleHead:
    """Return the head of a new rule; what nobody says is made of its id, and a warning.

    Raises UsageError for a title or a severity that no rule can have, and where neither title nor
    id can name a page.
    """
    of_id = title_of_id(identifier)
    wanted = of_id if title is None else _title(title)
    page = _page(wanted) or _page(of_id)
    if page is None:
        raise UsageError(
            f"{identifier}: no page may be called “{of_id}”; give the rule another --title"
        )
    return RuleHead(
        title=wanted,
        page=page,
        severity=_severity(severity, (*Severity, *own_severities)),
    )


def title_of_id(identifier: str) -> str:
    """Return the title that a rule begins with: `Some rule` for `hyper-v/some-rule`."""
    words = identifier.partition("/")[2].replace("-", " ")
    return words[0].upper() + words[1:]


def _title(given: str) -> str:
    """Return a title on one line."""
    title = re.sub(r"[ \t\r\n]+", " ", given).strip()
    if not title:
        raise UsageError("--title: is empty; say in a few words what the rule wants")
    if shown.line(title) != title:
        raise UsageError(
            f"--title {shown.line(title)}: has characters that nobody can read; leave them out"
        )
    return title


def _page(title: str) -> str | None:
    """Return the name of the page that a title makes; None where it has no letter for it."""
    # é is e and an accent, and of these the accent is left out
    plain = normalize("NFKD", _APOSTROPHE.sub("", title)).encode("ascii", "ignore")
    page = _NOT_IN_PAGE.sub("-", plain.decode())
    if len(page) > LONGEST_PAGE:
        # of the word that has no room to its end, nothing is left
        page = page[:LONGEST_PAGE].rpartition("-")[0] or page[:LONGEST_PAGE]
    page = page.strip(_AT_ENDS)
    return page if is_page_name(page) else None


def _severity(given: str | None, known: Iterable[str]) -> str:
    if given is None:
        return Severity.WARNING
    known = tuple(known)
    if given not in known:
        hint = nearest(given.lower(), known)
        listed = ", ".join(known)
        raise UsageError(
            f"--severity {shown.name(given)}: a severity is one of {listed}{hint}"
        )
    return given
