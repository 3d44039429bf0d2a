"""What a build remembers for the next one, and how it stands in the cache."""

import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from bpadocs.cache import Cache, DamagedCacheError
from bpadocs.publish.records import Joined, Record, read_joined, read_record, unpack
from bpadocs.publish.share import Made

if TYPE_CHECKING:
    from bpadocs.messages import Fragment
    from bpadocs.messages.facts import Facts

RULE, JOINED, FACTS, ENGINE = "rule", "joined", "facts", "engine"
"""Kinds of notes. The engine is the digest of the code, for whoever reads the cache of another machine."""


class Known(NamedTuple):
    """What the last build made. An empty one knows nothing, and everything is built."""

    records: Mapping[str, Record] = MappingProxyType({})
    joined: Mapping[str, Joined] = MappingProxyType({})


def messages(language: str) -> str:
    """The kind of the bodies that are message fragments of this language, by rule."""
    return f"messages {language}"


def known(cache: Cache) -> Known:
    """What the cache has of the last build."""
    records = {name: read_record(name, content) for name, content in cache.notes(RULE).items()}
    joined = {name: read_joined(content) for name, content in cache.notes(JOINED).items()}
    return Known(
        {name: record for name, record in records.items() if record},
        {name: one for name, one in joined.items() if one},
    )


def keep(
    cache: Cache,
    made_by: str,
    before: Known,
    made: Sequence[Made],
    records: Sequence[Record],
    joined: Mapping[str, Joined],
) -> None:
    """Remember this build, and nothing older."""
    notes = [(RULE, one.record.id, one.record.encoded()) for one in made]
    notes += [(JOINED, name, one.encoded()) for name, one in joined.items() if before.joined.get(name) != one]
    bodies = [
        (messages(language), one.record.id, fragment) for one in made for language, fragment in one.fragments.items()
    ]
    now = {record.id: record for record in records}
    gone = [(JOINED, name) for name in before.joined if name not in joined]
    for name, record in before.records.items():
        if name not in now:
            gone.append((RULE, name))
        lost = record.parts.keys() - (now[name].parts if name in now else {})
        gone += [(messages(language), name) for language in sorted(lost)]
    if notes or bodies or gone:
        cache.write([(ENGINE, ENGINE, made_by.encode()), *notes], bodies, gone)


class Messages(NamedTuple):
    """The message fragments of a build: those just made, and the others in the cache."""

    cache: Cache
    fresh: Mapping[str, Mapping[str, bytes]]
    """By rule and language, packed."""

    def of(self, language: str, records: Sequence[Record]) -> "Iterator[Fragment]":
        """The fragments of these rules, in order of ids. Raises DamagedCacheError where one is not to be had."""
        fresh = {record.id: self.fresh.get(record.id, {}).get(language) for record in records}
        wanted = {record.id: record.parts[language].messages for record in records if fresh[record.id] is None}
        kept = self.cache.bodies(messages(language), wanted)
        for identifier, packed in fresh.items():
            if packed is None:
                name, packed = next(kept, ("", b""))
                if name != identifier:
                    raise DamagedCacheError
            fragment = unpack(packed)
            if fragment is None:
                raise DamagedCacheError
            yield fragment


def remembered_facts(cache: Cache, language: str, languages: Sequence[str]) -> "Facts":
    """What CLDR knows of a language. Babel takes its time over it, so it is remembered."""
    from bpadocs.messages.facts import Facts, facts

    name = " ".join([language, *languages])
    match _facts_of(cache.notes(FACTS).get(name)):
        case [dict(data), str(plural), str(parents)] if all(isinstance(one, str) for one in data.values()):
            return Facts(language, MappingProxyType(data), plural, parents)
    found = facts(language, languages)
    content = json.dumps([dict(found.data), found.gettext_plural, found.parents], ensure_ascii=False).encode()
    cache.write([(FACTS, name, content)], ())
    return found


def _facts_of(content: bytes | None) -> object:
    return None if content is None else json.loads(content)
