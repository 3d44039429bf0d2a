"""What a checker says: the catalogs of every language, in every format a checker may read.

Each format turns a rule into a fragment of its own, and the fragments of all rules into one
document. A build keeps the fragments of all formats of a rule together: a rule that changes changes
them all.
"""

from collections.abc import Iterable
from typing import Protocol

from bpadocs.messages import json, mo, psd1, resx
from bpadocs.messages.catalog import Entry, LanguageFacts


class MessageFormat(Protocol):
    """A file format of messages; each is a module of this package."""

    def path(self, language: str, /) -> str:
        """Return where the file of a language is, below build/messages/."""

    def fragment(self, entry: Entry, english: Entry, /) -> bytes:
        """Return one rule's part of the file. The English is for formats that cannot fall back."""

    def document(self, language: LanguageFacts, fragments: Iterable[bytes], /) -> bytes:
        """Return the file that has these rules."""


FORMATS: tuple[MessageFormat, ...] = (
    mo,
    json,
    psd1,
    resx,
)

# All formats are UTF-8, in which this byte never occurs.
_BETWEEN_FORMATS = b"\xfd"


def fragment(entry: Entry, english: Entry) -> bytes:
    """Return one rule in one language, in every format."""
    return _BETWEEN_FORMATS.join([one.fragment(entry, english) for one in FORMATS])


def is_fragment(content: bytes) -> bool:
    """Tell whether bytes of unknown origin have a part for each format."""
    return content.count(_BETWEEN_FORMATS) == len(FORMATS) - 1


def paths(language: str) -> list[str]:
    """Return where the files of a language are, below build/messages/."""
    return [one.path(language) for one in FORMATS]


def documents(
    language: LanguageFacts,
    fragments: Iterable[bytes],
) -> dict[str, bytes]:
    """Return every file of one language, by its path below build/messages/."""
    rules = [content.split(_BETWEEN_FORMATS) for content in fragments]
    files: dict[str, bytes] = {}
    for number, one in enumerate(FORMATS):
        path = one.path(language.language)
        parts = [rule[number] for rule in rules]
        files[path] = one.document(language, parts)
    return files
