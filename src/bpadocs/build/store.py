"""What the last build made, and of what. Inputs are named by digest: the same content finds a record, nothing else."""

import hashlib
import marshal
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from bpadocs.build.names import Words
from bpadocs.output import read_file

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


class Fragments:
    """The file of fragments, read when the first of them is wanted."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @cached_property
    def content(self) -> bytes:
        try:
            return self._path.read_bytes() if self._path else b""
        except OSError:
            return b""


class Store(NamedTuple):
    """The whole of it. An empty one knows nothing, and everything is built."""

    records: Mapping[str, Record] = MappingProxyType({})
    joined: Mapping[str, Joined] = MappingProxyType({})
    memory: Mapping[str, Any] = MappingProxyType({})
    """What took long to find out and depends on few files, by a digest of them: labels and CLDR facts."""
    fragments: Fragments = Fragments()
    blocks: Mapping[int, Block] = MappingProxyType({})
    """The records as they stand in the file."""

    def fragment(self, part: Part) -> "Fragment":
        """The messages of a part. Raises DamagedStoreError where they are not as they were written."""
        from bpadocs.messages import Fragment

        return Fragment(*marshal.loads(self.packed(part)))

    def packed(self, part: Part) -> bytes:
        """The same, still packed."""
        if isinstance(part.fragment, bytes):
            return part.fragment
        packed = self.unproved(part)
        if digest(packed) != part.fragment_digest:
            raise DamagedStoreError
        return packed

    def unproved(self, part: Part) -> bytes:
        """The same, to be kept beside its digest: whoever reads it next will prove it."""
        if isinstance(part.fragment, bytes):
            return part.fragment
        offset, length = part.fragment
        return self.fragments.content[offset : offset + length]

    def with_fragments(self, record: Record) -> Record:
        """The record apart from this store: its fragments at hand."""
        parts = {language: part._replace(fragment=self.packed(part)) for language, part in record.parts.items()}
        return record._replace(parts=parts)


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
