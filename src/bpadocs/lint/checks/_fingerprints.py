"""Texts as short numbers, to see that two are the same without keeping either."""

from hashlib import blake2b


def fingerprint(text: str) -> int:
    """The same for the same text, on any machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest())
