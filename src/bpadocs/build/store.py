"""What the last build made, and of what. Safe to delete; whatever in it is not exactly as it was written is not used.

Two files. The table has a head that says what it is, and the records: it names every input by digest, so a record is
found only by the same content, the same settings and the same engine. The other has the message fragments that the
records point to; it is read when messages are joined again, and grows when one of them has changed. Nothing ties the
two together but the digest of each fragment: should one be of an older build, that is found out.
"""

import hashlib
import marshal
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from bpadocs.build.names import Words
from bpadocs.output import read_file, replace_file

if TYPE_CHECKING:
    from bpadocs.messages import Fragment

_MAGIC = b"bpadocs build 3\n"
_DIGEST = 16
_Place = tuple[int, int]
"""Offset and length."""


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
    fragment: bytes | _Place
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


def load(path: Path, engine: str) -> Store | None:
    """What the files hold; nothing where the table is missing, damaged, or another engine's."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head = len(_MAGIC)
    if data[:head] != _MAGIC or data[head : head + 32] != engine.encode():
        return None
    expected, table = data[head + 32 : head + 64], data[head + 64 :]
    if digest(table).encode() != expected:
        return None
    return _from_table(marshal.loads(table), Fragments(_fragments_path(path)))


def save(path: Path, engine: str, store: Store, records: Iterable[Record], joined: Mapping[str, Joined]) -> None:
    """Keep these records and nothing older. A folder that cannot be written makes the next build slow, not wrong."""
    records = list(records)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        places = _keep_fragments(_fragments_path(path), store, records)
        replace_file(path, b"".join(_table(engine, store, records, places, joined)))
    except OSError:
        pass


def _table(
    engine: str,
    store: Store,
    records: Sequence[Record],
    places: Mapping[tuple[str, str], _Place],
    joined: Mapping[str, Joined],
) -> tuple[bytes, ...]:
    sets: dict[Words, int] = {}
    rows = []
    for record in records:
        parts = {
            language: (
                part.title,
                part.page,
                sets.setdefault(part.words, len(sets)),
                part.words_digest,
                places[record.id, language],
                part.fragment_digest,
            )
            for language, part in record.parts.items()
        }
        rows.append((record.id, record.key, record.page, record.category, record.english_hash, parts))
    table = {
        "words": [sorted(words) for words in sets],
        "records": rows,
        "joined": {name: (one.key, dict(one.files)) for name, one in joined.items()},
        "memory": dict(store.memory),
    }
    encoded = marshal.dumps(table)
    return _MAGIC, engine.encode(), digest(encoded).encode(), encoded


def _keep_fragments(path: Path, store: Store, records: Sequence[Record]) -> dict[tuple[str, str], _Place]:
    """Write those fragments that the file has not, and say where each stands.

    New ones go to its end, and what they replace stays until it is half of the file. A build that is killed on the way
    leaves a longer file and an older table, which know nothing of each other.
    """
    parts = {
        (record.id, language): _known_place(store, record.id, language, part) or part.fragment
        for record in records
        for language, part in record.parts.items()
    }
    new = {key: fragment for key, fragment in parts.items() if isinstance(fragment, bytes)}
    places = {key: place for key, place in parts.items() if not isinstance(place, bytes)}
    if not new:
        return places
    needed = sum(map(len, new.values())) + sum(length for _, length in places.values())
    if places and path.stat().st_size < 2 * needed:
        with path.open("ab") as file:
            places |= _in_a_row(new, file.tell())
            file.write(b"".join(new.values()))
        return places
    whole = {
        (record.id, language): store.unproved(part) for record in records for language, part in record.parts.items()
    }
    replace_file(path, b"".join(whole.values()))
    return _in_a_row(whole, 0)


def _known_place(store: Store, identifier: str, language: str, part: Part) -> _Place | None:
    """Where the file has this fragment already, though it was made again."""
    record = store.records.get(identifier)
    known = record.parts.get(language) if record else None
    if known is None or known.fragment_digest != part.fragment_digest or isinstance(known.fragment, bytes):
        return None
    return known.fragment


def _in_a_row(fragments: Mapping[tuple[str, str], bytes], start: int) -> dict[tuple[str, str], _Place]:
    offsets = accumulate(map(len, fragments.values()), initial=start)
    return {key: (offset, len(fragment)) for (key, fragment), offset in zip(fragments.items(), offsets, strict=False)}


def _fragments_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.messages")


def _from_table(table: Any, fragments: Fragments) -> Store:
    words: list[Words] = [frozenset(pairs) for pairs in table["words"]]
    records = {}
    for identifier, key, page, category, english_hash, parts in table["records"]:
        found = {
            language: Part(title, page_digest, words[number], words_digest, place, fragment_digest)
            for language, (title, page_digest, number, words_digest, place, fragment_digest) in parts.items()
        }
        records[identifier] = Record(identifier, key, page, category, english_hash, found)
    joined = {name: Joined(key, files) for name, (key, files) in table["joined"].items()}
    return Store(records, joined, table["memory"], fragments)
