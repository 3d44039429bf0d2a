"""What the last build made, and of what. Safe to delete; whatever in it is not exactly as it was written is not used.

One file: a head that says what it is, a table of records, and the message fragments the records point to. The table
names every input by digest, so a record is found only by the same content, the same settings and the same engine.
"""

import hashlib
import json
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bpadocs.build.names import Words
from bpadocs.output import replace_file

if TYPE_CHECKING:
    from bpadocs.messages import Fragment

_MAGIC = b"bpadocs build 2\n"
_DIGEST = 16


class DamagedStoreError(Exception):
    """A fragment is not what the table says."""


@dataclass(frozen=True, slots=True)
class Part:
    """One language of one rule as it was built."""

    title: str
    page: str
    """Digest of the page's bytes."""
    words: Words
    words_digest: str
    """Of what the words were in this language."""
    fragment: bytes | tuple[int, int]
    """The message fragment packed, or where it stands in the file: offset, length."""
    fragment_digest: str


@dataclass(frozen=True, slots=True)
class Record:
    """One rule as it was built."""

    id: str
    key: str
    """Digest of the rule file, its product's file, the settings and the engine."""
    page: str
    category: str
    english_hash: str
    parts: Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Joined:
    """The files above single rules in one language, and the digest of all they were made of."""

    key: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Store:
    """The whole of it. An empty one knows nothing, and everything is built."""

    records: Mapping[str, Record] = field(default_factory=dict)
    joined: Mapping[str, Joined] = field(default_factory=dict)
    memory: Mapping[str, Any] = field(default_factory=dict)
    """What took long to find out and depends on few files, by a digest of them: labels and CLDR facts."""
    blob: bytes = b""

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
        return self.blob[offset : offset + length]

    def with_fragments(self, record: Record) -> Record:
        """The record apart from this store: its fragments at hand."""
        parts = {language: replace(part, fragment=self.packed(part)) for language, part in record.parts.items()}
        return replace(record, parts=parts)


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
        with open(path, "rb", buffering=0) as file:
            return digest(file.read())
    except OSError:
        return None


def load(path: Path, engine: str) -> Store | None:
    """What the file holds; nothing where it is missing, damaged, or another engine's."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head = len(_MAGIC)
    if data[:head] != _MAGIC or data[head : head + 32] != engine.encode():
        return None
    expected, size = data[head + 32 : head + 64], data[head + 64 : head + 72]
    start = head + 72
    table = data[start : start + int.from_bytes(size)]
    if digest(table).encode() != expected:
        return None
    return _from_table(json.loads(table), data[start + len(table) :])


def save(path: Path, engine: str, store: Store, records: Iterable[Record], joined: Mapping[str, Joined]) -> None:
    """Keep these records and nothing older. A folder that cannot be written makes the next build slow, not wrong."""
    sets: dict[Words, int] = {}
    blobs: list[bytes] = []
    offset = 0
    rows = []
    for record in records:
        parts = {}
        for language, part in record.parts.items():
            packed = store.unproved(part)
            words = sets.setdefault(part.words, len(sets))
            place = (offset, len(packed))
            parts[language] = [part.title, part.page, words, part.words_digest, place, part.fragment_digest]
            blobs.append(packed)
            offset += len(packed)
        rows.append([record.id, record.key, record.page, record.category, record.english_hash, parts])
    table = {
        "words": [sorted(words) for words in sets],
        "records": rows,
        "joined": {language: [one.key, dict(one.files)] for language, one in joined.items()},
        "memory": dict(store.memory),
    }
    encoded = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    head = b"".join((_MAGIC, engine.encode(), digest(encoded).encode(), len(encoded).to_bytes(8)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, b"".join((head, encoded, *blobs)))
    except OSError:
        pass


def _from_table(table: Any, blob: bytes) -> Store:
    words: list[Words] = [frozenset((context, english) for context, english in pairs) for pairs in table["words"]]
    records = {}
    for identifier, key, page, category, english_hash, parts in table["records"]:
        found = {
            language: Part(title, page_digest, words[number], words_digest, tuple(place), fragment_digest)
            for language, (title, page_digest, number, words_digest, place, fragment_digest) in parts.items()
        }
        records[identifier] = Record(identifier, key, page, category, english_hash, found)
    joined = {language: Joined(key, files) for language, (key, files) in table["joined"].items()}
    return Store(records, joined, table["memory"], blob)
