"""Find out which English page a translation was made from.

The key ms.openlocfilehash of the translation tells: it is the SHA-1 of that page's bytes.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

from bpadocs.pages.front_matter import HASH_KEY, STAMP_KEYS, page_hash
from bpadocs.pages.published import Page
from bpadocs.system import git

MAX_REVISIONS: Final = 200


class Revision(StrEnum):
    """How the English that a translation was made from compares with the English of now."""

    THIS = "this"
    FRONT_MATTER = "front matter"
    """Another one, which differed in front matter only."""
    TEXT = "text"
    """Another one, which differed in text."""
    OTHER = "other"
    """Another one, and nothing tells how it differed."""
    UNKNOWN = "unknown"
    """The page does not say."""


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
    old = _history(english.file).get(wanted)
    if old is None:
        return Revision.OTHER
    return Revision.FRONT_MATTER if _body(old) == body else Revision.TEXT


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


def _body(text: str) -> str:
    """Return what is below the front matter."""
    end = text.find("\n---", 3)
    return text[text.find("\n", end + 4) + 1 :] if end != -1 else text


# Every translation of a page asks for the same history.
@cache
def _history(file: str) -> dict[str, str]:
    """Return the revisions of the file that git has, by hash; none where there is no history."""
    path = Path(file)
    changes = git.log(path.parent, path.name, MAX_REVISIONS) or ()
    versions = [change.after for change in changes if change.after]
    if not versions:
        return {}
    revisions = {}
    for content in git.Objects(path.parent).read(versions):
        if content is not None:
            revisions[page_hash(content)] = content.decode("utf-8", "replace")
    return revisions
