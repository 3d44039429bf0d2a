"""What the last build made, and of what. Inputs are named by digest: the same content finds a record, nothing else."""

import hashlib
import marshal
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from bpadocs.output import read_file
from bpadocs.publish.names import Words

if TYPE_CHECKING:
    from bpadocs.messages import Fragment

_DIGEST = 16

Place = tuple[int, int]
"""Offset and length in the file of fragments."""


class DamagedStoreError(Exception):
    """A fragment is not what the table says."""


class Part(NamedTuple):
    """One language of one rule as it was built."""

    title: str
    page: str
    """Digest of the page's bytes."""
    words: Words
    words_digest: str
    """Of what the words were in this language."""
    fragment: bytes | Place
    """The message fragment packed, or where it stands in the file."""
    fragment_digest: str


class Record(NamedTuple):
    """One rule as it was built."""

    id: str
    key: str
    """Digest of the rule file, its product's file, the settings and the engine."""
    page: str
    category: str
    english_hash: str
    parts: Mapping[str, Part]


class Joined(NamedTuple):
    """The files above single rules in one language, and the digest of all they were made of."""

    key: str
    files: Mapping[str, str]


class Block(NamedTuple):
    """Records that are written together, and together left as they are while none of them changes."""

    records: Mapping[str, Record]
    encoded: bytes
    digest: str
    """Of what is encoded."""
    fragments: int
    """How many bytes they take in the file of fragments."""


class Store(NamedTuple):
    """The whole of it. An empty one knows nothing, and everything is built."""

    records: Mapping[str, Record] = MappingProxyType({})
    joined: Mapping[str, Joined] = MappingProxyType({})
    memory: Mapping[str, Any] = MappingProxyType({})
    """What took long to find out and depends on few files, by a digest of them: labels and CLDR facts."""
    fragments: Path | None = None
    """The file that has them."""
    blocks: Mapping[int, Block] = MappingProxyType({})
    """The records as they stand in their file."""

    def messages(self, parts: Iterable[Part]) -> "Iterator[Fragment]":
        """The messages of these parts. Raises DamagedStoreError where they are not as they were written."""
        from bpadocs.messages import Fragment

        return (Fragment(*marshal.loads(packed)) for packed in self.packed(parts))

    def packed(self, parts: Iterable[Part]) -> Iterator[bytes]:
        """The same, still packed."""
        with self._opened() as file:
            for part in parts:
                yield part.fragment if isinstance(part.fragment, bytes) else _read(file, part.fragment, part)

    def _opened(self) -> BinaryIO:
        try:
            return self.fragments.open("rb", buffering=0) if self.fragments else BytesIO()
        except OSError:
            return BytesIO()

    def with_fragments(self, record: Record) -> Record:
        """The record apart from this store: its fragments at hand."""
        packed = zip(record.parts.items(), self.packed(record.parts.values()), strict=True)
        return record._replace(parts={language: part._replace(fragment=one) for (language, part), one in packed})


def _read(file: BinaryIO, place: Place, part: Part) -> bytes:
    offset, length = place
    file.seek(offset)
    packed = file.read(length)
    if digest(packed) != part.fragment_digest:
        raise DamagedStoreError
    return packed


def pack(fragment: "Fragment") -> bytes:
    """A fragment as bytes; marshal is quick, and what it reads back has been held against its digest.

    Its later versions write the same texts in several ways, and fragments that are the same must have one digest.
    """
    return marshal.dumps((dict(fragment.mo), fragment.json, fragment.psd1, fragment.resx), 0)


def digest(*contents: bytes) -> str:
    """A digest that tells contents apart, also where one ends and the next begins."""
    state = hashlib.blake2b(digest_size=_DIGEST)
    for content in contents:
        state.update(content)
        if len(contents) > 1:
            state.update(len(content).to_bytes(8))
    return state.hexdigest()


def digest_of_file(path: str) -> str | None:
    """The digest of a file's bytes; none where it cannot be read."""
    try:
        content = read_file(path)
    except OSError:
        return None
    return None if content is None else digest(content)
