"""What a checker says: the catalogs of every language, for each checker that a project serves.

Each target turns a rule into a fragment of its own, and the fragments of all rules into files. A
build keeps the fragments of all targets of a rule together: a rule that changes changes them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bpadocs.messages import bpa, json, mo, psrule, resx, xccdf
from bpadocs.messages.catalog import Catalog, CatalogHead, Entry, FileNames, Piece


class MessageTarget(Protocol):
    """What a kind of checker loads; each is a module of this package."""

    def paths(self, names: FileNames, /) -> list[str]:
        """Return where the files of a language are, below build/messages/."""

    def fragment(self, entry: Entry, english: Entry, /) -> bytes:
        """Return one rule's part of the files. The English is for readers that do not fall back."""

    def documents(
        self, head: CatalogHead, pieces: Sequence[Piece], /
    ) -> dict[str, bytes]:
        """Return the files that have these rules, by their paths."""


class ReadableTarget(MessageTarget, Protocol):
    """What a checker loads that is text, which people read too."""

    def excerpt(self, entry: Entry, english: Entry, /) -> str:
        """Return one rule's part of the first of the files of its language."""


READABLE: Mapping[str, ReadableTarget] = {
    "json": json,
    "bpa": bpa,
    "psrule": psrule,
    "resx": resx,
    "xccdf": xccdf,
}
"""The targets whose files are text."""

TARGETS: Mapping[str, MessageTarget] = {"gettext": mo, **READABLE}
"""By the names that the setting `messages` has for them."""

# All files are UTF-8, in which this byte never occurs.
_BETWEEN_TARGETS = b"\xfd"


def fragment(targets: Sequence[str], entry: Entry, english: Entry) -> bytes:
    """Return one rule in one language, for each of these targets."""
    parts = [TARGETS[name].fragment(entry, english) for name in targets]
    return _BETWEEN_TARGETS.join(parts)


def is_fragment(targets: Sequence[str], content: bytes) -> bool:
    """Tell whether bytes of unknown origin have a part for each of these targets."""
    return content.count(_BETWEEN_TARGETS) == max(len(targets) - 1, 0)


def paths(targets: Iterable[str], names: FileNames) -> list[str]:
    """Return where the files of a language are, below build/messages/."""
    found: list[str] = []
    for name in targets:
        found += TARGETS[name].paths(names)
    return found


def documents(
    targets: Sequence[str],
    head: CatalogHead,
    pieces: Iterable[Piece],
) -> dict[str, bytes]:
    """Return every file of one language, by its path below build/messages/."""
    split: list[tuple[Piece, list[bytes]]] = []
    for piece in pieces:
        split.append((piece, piece.content.split(_BETWEEN_TARGETS)))
    files: dict[str, bytes] = {}
    for number, name in enumerate(targets):
        own: list[Piece] = []
        for piece, parts in split:
            own.append(piece._replace(content=parts[number]))
        files |= TARGETS[name].documents(head, own)
    return files


def message_files(
    targets: Sequence[str], head: CatalogHead, built: Mapping[str, Catalog]
) -> dict[str, bytes]:
    """Return every file of the head's language, from the catalogs of all languages."""
    own = built[head.language.language]
    pieces: list[Piece] = []
    source = built[head.language.source_language]
    pairs = zip(own.entries, source.entries, strict=True)
    for entry, english in pairs:
        content = fragment(targets, entry, english)
        facts = entry.facts
        piece = Piece(
            rule=entry.rule,
            help_id=facts.help_id,
            content=content,
            aliases=facts.aliases,
        )
        pieces.append(piece)
    return documents(targets, head, pieces)
