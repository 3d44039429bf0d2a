"""Who may change something through the preview: a page of its own, and nobody else.

A server that writes is a target for every page that the same browser shows. So a request that
changes anything must come from a page of this very run: from its address, with the token that only
its pages hold, and in a form that no other page can send without being asked about.
"""

import hmac
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

TOKEN: Final = "X-Bpa-Token"
"""The header with the token of the run."""
LARGEST: Final = 65_536
"""The most bytes of a request: ten times what any text has."""

_SITES: Final = ("same-origin", "none")
"""Where a request may come from, as browsers say it: our own pages, or the address bar."""


def is_stranger(headers: Mapping[str, str]) -> bool:
    """Tell whether a browser says that a page from elsewhere asks."""
    site = headers.get("Sec-Fetch-Site")
    return site is not None and site not in _SITES


def refusal(headers: Mapping[str, str], token: str) -> HTTPStatus | None:
    """Return why a request to change something is not even read; None where it is."""
    # The name in Host has been looked at already: it is this machine, and this port.
    own = f"http://{headers.get('Host', '')}"
    given = headers.get(TOKEN, "")
    is_own = headers.get("Origin") == own and not is_stranger(headers)
    if not is_own or not hmac.compare_digest(given.encode(), token.encode()):
        return HTTPStatus.FORBIDDEN
    if headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    return _refusal_of_length(headers)


def _refusal_of_length(headers: Mapping[str, str]) -> HTTPStatus | None:
    length = headers.get("Content-Length")
    if length is None or headers.get("Transfer-Encoding"):
        return HTTPStatus.LENGTH_REQUIRED
    if not (length.isascii() and length.isdigit()):
        return HTTPStatus.BAD_REQUEST
    if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


def content(body: bytes) -> dict[str, Any] | None:
    """Return what a request says: a table; None where it is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict):
        return found
    return None
