"""The target of a link, read as a browser reads it."""

import re
from typing import Final

WEB: Final = ("http", "https", "mailto")
"""The schemes that a text may link to. Any other may run something, and leads nowhere."""

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_SKIPPED: Final = re.compile(
    r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]"
)
"""Controls, blanks, and characters that cannot be seen."""


def plain(target: str) -> str:
    """Return the target without the characters that browsers skip.

    Otherwise `java\\tscript:` would pass for a path.
    """
    return _SKIPPED.sub("", target)


def scheme(target: str) -> str | None:
    """Return the scheme of an address, in lower case; none where the target is a path."""
    match = _SCHEME.match(plain(target))
    if match:
        return match[1].lower()
    return None
