"""What every SARIF 2.1.0 log of ours has in common."""

from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

FINGERPRINT = "bpadocs/v1"
"""The name of our fingerprints; another way to make them is another version."""


def artifact_location(path: str) -> dict[str, Any]:
    """Return where a file is: from the folder of the run, or as a whole address.

    A relative address must not begin with a slash: readers put a folder before it.
    """
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path.replace("\\", "/"))}


def friendly_name(identifier: str) -> dict[str, str]:
    """Return the property `name` of a rule: for `code-spans`, CodeSpans.

    Where it would be the identifier again, SARIF wants none.
    """
    last = identifier.rpartition("/")[2]
    words = "".join(one if one.isalnum() else " " for one in last).split()
    name = "".join(word[0].upper() + word[1:] for word in words)
    if name.casefold() == identifier.casefold():
        return {}
    return {"name": name}


def fingerprints(*facts: str) -> dict[str, str]:
    """Return what tells a result from others in every run, wherever its lines have moved."""
    digest = sha256("\0".join(facts).encode("utf-8", "backslashreplace"))
    return {FINGERPRINT: digest.hexdigest()[:32]}
