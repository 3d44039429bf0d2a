"""Find out from two pages alone whether the one was made from the other.

The key ms.openlocfilehash of the translation tells: it is the SHA-1 of the English page's bytes.
"""

from collections.abc import Iterator
from itertools import product

from bpadocs.pages.drift import Revision
from bpadocs.pages.front_matter import HASH_KEY, STAMP_KEYS, page_hash
from bpadocs.pages.published import Page


def revision_of(translation: Page, english: Page) -> Revision:
    """Compare the English that the translation was made from with the English of now."""
    entry = translation.entry(HASH_KEY)
    if entry is None:
        return Revision.UNKNOWN
    wanted = entry.value.strip().lower()
    if wanted in english.hashes:
        return Revision.THIS
    body = english.text[english.body :]
    if any(
        page_hash(head + body) == wanted for head in _likely_heads(translation, english)
    ):
        return Revision.FRONT_MATTER
    return Revision.OTHER


def _likely_heads(translation: Page, english: Page) -> Iterator[str]:
    """Yield the front matters that the older English page may have had.

    A translation takes over every key but its title and description as it was in the English. With
    those two in English again, the older front matter is complete, but for quotation marks.
    """
    lines: list[tuple[str, ...]] = []
    for entry in translation.front_matter:
        if entry.key in STAMP_KEYS:
            continue
        key = entry.key
        own = english.entry(key)
        if key.lower() in ("title", "description"):
            if own is None:
                return
            quoted = f'{key}: "{own.value}"\n'
            plain = f"{key}: {own.value}\n"
            lines.append((quoted, plain))
        else:
            lines.append((translation.slice(entry.whole) + "\n",))
    for variant in product(*lines):
        yield "---\n" + "".join(variant) + "---\n"
