"""Which English page was a translation made from? ms.openlocfilehash tells: the SHA-1 of that page's bytes."""

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final

from bpadocs import git
from bpadocs.existing.page import Page
from bpadocs.pages.front_matter import HASH_KEY, STAMP_KEYS

MAX_REVISIONS: Final = 200


class Revision(StrEnum):
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
    """How the English that the translation was made from compares with the English beside it."""
    entry = translation.entry(HASH_KEY)
    if entry is None:
        return Revision.UNKNOWN
    wanted = entry.value.strip().lower()
    if wanted in english.hashes:
        return Revision.THIS
    body = english.text[english.body :]
    if any(_sha1(head + body) == wanted for head in _likely_heads(translation, english)):
        return Revision.FRONT_MATTER
    old = _history(english.file).get(wanted)
    if old is None:
        return Revision.OTHER
    return Revision.FRONT_MATTER if _body(old) == body else Revision.TEXT


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest()


def _likely_heads(translation: Page, english: Page) -> Iterator[str]:
    """Front matters the older English page may have had.

    A translation takes over every key but its title and description as it stood in the English: with those two in
    English again, the older front matter is there, but for quotation marks.
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
            lines.append((f'{key}: "{own.value}"\n', f"{key}: {own.value}\n"))
        else:
            lines.append((translation.slice(entry.whole) + "\n",))
    for variant in product(*lines):
        yield "---\n" + "".join(variant) + "---\n"


def _body(text: str) -> str:
    """What stands below the front matter."""
    end = text.find("\n---", 3)
    return text[text.find("\n", end + 4) + 1 :] if end != -1 else text


@cache
def _history(file: str) -> dict[str, str]:
    """Every revision of the file that git has, by its hash; nothing where there is no history."""
    path = Path(file)
    versions = [change.after for change in git.log(path.parent, path.name, MAX_REVISIONS) or () if change.after]
    contents = git.Objects(path.parent).read(versions) if versions else ()
    return {
        hashlib.sha1(content, usedforsecurity=False).hexdigest(): content.decode("utf-8", "replace")
        for content in contents
        if content is not None
    }
