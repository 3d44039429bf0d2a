"""The store on disk. Safe to delete; whatever in it is not exactly as it was written is not used.

Two files. The table says what it is, and has the records in blocks: one changed rule makes one block new. The other has
the message fragments that the records point to; it is read where messages are joined, and grows when one of them has
changed. Nothing ties the two together but the digest of each fragment: should one be of an older build, that is
found out.
"""

import contextlib
import marshal
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from zlib import crc32

from bpadocs.output import replace_file
from bpadocs.publish.names import Words
from bpadocs.publish.store import Block, DamagedStoreError, Joined, Part, Place, Record, Store, digest

_MAGIC = b"bpadocs build 4\n"
_DIGEST = len(digest(b""))
_LENGTH = 4
_BLOCKS = 64

_Places = dict[tuple[str, str], Place]
"""Of fragments, by rule and language."""


def load(path: Path, engine: str) -> Store | None:
    """What the files hold; nothing where the table is missing, damaged, or another engine's."""
    try:
        table = BytesIO(path.read_bytes())
    except OSError:
        return None
    start = _start(engine)
    if table.read(len(start)) != start:
        return None
    expected, size = table.read(_DIGEST), int.from_bytes(table.read(_LENGTH))
    head = table.read(size)
    if digest(head).encode() != expected:
        return None
    found = marshal.loads(head)
    sets: dict[Words, Words] = {}
    blocks = {}
    for number, (expected, length, fragments) in found["blocks"].items():
        encoded = table.read(length)
        if digest(encoded) != expected:
            return None
        blocks[number] = Block(_decoded(encoded, sets), encoded, expected, fragments)
    if table.read(1):
        return None
    records = {identifier: record for block in blocks.values() for identifier, record in block.records.items()}
    joined = {name: Joined(key, files) for name, (key, files) in found["joined"].items()}
    return Store(records, joined, found["memory"], _fragments_path(path), blocks)


def save(path: Path, engine: str, store: Store, records: Iterable[Record], joined: Mapping[str, Joined]) -> None:
    """Keep these records and nothing older. A folder that cannot be written makes the next build slow, not wrong."""
    groups = _grouped(records)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            blocks = _blocks(_fragments_path(path), store, groups)
        except DamagedStoreError:
            path.unlink(missing_ok=True)
            return
        head = marshal.dumps(
            {
                "blocks": {
                    number: (block.digest, len(block.encoded), block.fragments) for number, block in blocks.items()
                },
                "joined": {name: (one.key, dict(one.files)) for name, one in joined.items()},
                "memory": dict(store.memory),
            }
        )
        front = (_start(engine), digest(head).encode(), len(head).to_bytes(_LENGTH), head)
        replace_file(path, b"".join((*front, *(block.encoded for block in blocks.values()))))


def _start(engine: str) -> bytes:
    return _MAGIC + engine.encode()


_Groups = Mapping[int, Mapping[str, Record]]


def _grouped(records: Iterable[Record]) -> _Groups:
    """Records by the number of their block, which nothing but the rule's id decides."""
    groups: defaultdict[int, dict[str, Record]] = defaultdict(dict)
    for record in records:
        groups[crc32(record.id.encode()) % _BLOCKS][record.id] = record
    return groups


def _blocks(fragments: Path, store: Store, groups: _Groups) -> dict[int, Block]:
    """The blocks as they were where nothing in them has changed; their fragments are in the file when this returns.

    New fragments go to its end, and what they replace stays until it is half of the file. A build that is killed on the
    way leaves a longer file and an older table, which know nothing of each other.
    """
    kept = {number: block for number, block in store.blocks.items() if _same(block.records, groups.get(number, {}))}
    changed = {number: group for number, group in groups.items() if number not in kept}
    parts = {
        (record.id, language): _known_place(store, record.id, language, part) or part.fragment
        for group in changed.values()
        for record in group.values()
        for language, part in record.parts.items()
    }
    new = {key: fragment for key, fragment in parts.items() if isinstance(fragment, bytes)}
    places = {key: place for key, place in parts.items() if not isinstance(place, bytes)}
    if new:
        needed = sum(block.fragments for block in kept.values())
        needed += sum(map(len, new.values())) + sum(length for _, length in places.values())
        if not (kept or places) or not fragments.exists() or fragments.stat().st_size >= 2 * needed:
            kept, changed = {}, dict(groups)
            places = _write_all(fragments, store, groups)
        else:
            with fragments.open("ab") as file:
                places |= _in_a_row(new, file.tell())
                file.write(b"".join(new.values()))
    return kept | {number: _encoded(group, places) for number, group in changed.items()}


def _same(known: Mapping[str, Record], group: Mapping[str, Record]) -> bool:
    return len(known) == len(group) and all(known.get(identifier) is record for identifier, record in group.items())


def _known_place(store: Store, identifier: str, language: str, part: Part) -> Place | None:
    """Where the file has this fragment already, though it was made again."""
    record = store.records.get(identifier)
    known = record.parts.get(language) if record else None
    if known is None or known.fragment_digest != part.fragment_digest or isinstance(known.fragment, bytes):
        return None
    return known.fragment


def _write_all(fragments: Path, store: Store, groups: _Groups) -> _Places:
    parts = {
        (record.id, language): part
        for group in groups.values()
        for record in group.values()
        for language, part in record.parts.items()
    }
    whole = dict(zip(parts, store.packed(parts.values()), strict=True))
    replace_file(fragments, b"".join(whole.values()))
    return _in_a_row(whole, 0)


def _in_a_row(fragments: Mapping[tuple[str, str], bytes], start: int) -> _Places:
    offsets = accumulate(map(len, fragments.values()), initial=start)
    return {key: (offset, len(fragment)) for (key, fragment), offset in zip(fragments.items(), offsets, strict=False)}


def _encoded(group: Mapping[str, Record], places: _Places) -> Block:
    sets: dict[Words, int] = {}
    rows = []
    for record in group.values():
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
    encoded = marshal.dumps(([sorted(words) for words in sets], rows))
    fragments = sum(places[record.id, language][1] for record in group.values() for language in record.parts)
    return Block(group, encoded, digest(encoded), fragments)


def _decoded(encoded: bytes, sets: dict[Words, Words]) -> dict[str, Record]:
    """The records of a block; of words that are the same in many blocks, there is one set afterwards."""
    found_sets, rows = marshal.loads(encoded)
    words: Sequence[Words] = [sets.setdefault(one, one) for one in map(frozenset, found_sets)]
    records = {}
    for identifier, key, page, category, english_hash, parts in rows:
        found = {
            language: Part(title, page_digest, words[number], words_digest, place, fragment_digest)
            for language, (title, page_digest, number, words_digest, place, fragment_digest) in parts.items()
        }
        records[identifier] = Record(identifier, key, page, category, english_hash, found)
    return records


def _fragments_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.messages")
