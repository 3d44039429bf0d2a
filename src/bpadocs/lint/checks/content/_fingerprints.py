"""Texts as short numbers, to see that two are the same without keeping either."""

from hashlib import blake2b

_BYTES = 7
"""So many tell millions of texts apart, and any number of them is exact in JSON."""


def fingerprint(text: str) -> int:
    """Return a number that is the same for the same text, on any machine."""
    digest = blake2b(text.encode(), digest_size=_BYTES).digest()
    return int.from_bytes(digest)
