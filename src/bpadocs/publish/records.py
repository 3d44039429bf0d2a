"""What is known of each rule as it was built, and how that is written down: JSON, and message fragments as bytes."""

import json
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from bpadocs.model import Category
from bpadocs.publish.names import page_path
from bpadocs.settings import Settings

if TYPE_CHECKING:
    from bpadocs.messages import Fragment

_LONGEST = 1000
"""Parts of a fragment; none has a tenth of that."""


class Part(NamedTuple):
    """One language of one rule as it was built. All but the title are digests."""

    title: str
    labels: str
    """Of the language's labels at the time."""
    page: str
    messages: str
    """Of the message fragment, packed."""


class Record(NamedTuple):
    """One rule as it was built."""

    id: str
    key: str
    """Digest of the rule's file, its product's file, the settings and the code."""
    page: str
    category: str
    english_hash: str
    parts: Mapping[str, Part]

    def encoded(self) -> bytes:
        return _json([self.key, self.page, self.category, self.english_hash, self.parts])


class Joined(NamedTuple):
    """The files above single rules in one language, and the digest of all they were made of."""

    key: str
    files: Mapping[str, str]
    """By path, the digest."""

    def encoded(self) -> bytes:
        return _json([self.key, self.files])


def read_record(identifier: str, content: bytes) -> Record | None:
    """A record as it was encoded; nothing where that is no record."""
    match _data(content):
        case [str(key), str(page), str(category), str(english_hash), dict(parts)]:
            if category in set(Category) and all(map(_is_part, parts.values())):
                found = {language: Part(*part) for language, part in parts.items()}
                return Record(identifier, key, page, category, english_hash, found)
    return None


def read_joined(content: bytes) -> Joined | None:
    """The same of the files above single rules."""
    match _data(content):
        case [str(key), dict(files)] if all(isinstance(one, str) for one in files.values()):
            return Joined(key, files)
    return None


def pages_of(record: Record, settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Language, path and digest of each page of a rule."""
    product = record.id.partition("/")[0]
    for language, part in record.parts.items():
        yield language, page_path(settings.locales[language], product, record.page), part.page


def pack(fragment: "Fragment") -> bytes:
    """A fragment as bytes: how long each of its parts is, and the parts."""
    pairs = (one for pair in fragment.mo.items() for one in pair)
    parts = [fragment.json, fragment.psd1, fragment.resx, *pairs]
    return b"\n".join((_json(list(map(len, parts))), b"".join(parts)))


def unpack(packed: bytes) -> "Fragment | None":
    """The fragment; nothing where the bytes are none."""
    from bpadocs.messages import Fragment

    head, _, rest = packed.partition(b"\n")
    lengths = _data(head)
    if not isinstance(lengths, list) or not all(type(one) is int and one >= 0 for one in lengths):
        return None
    if not 3 <= len(lengths) <= _LONGEST or len(lengths) % 2 == 0 or sum(lengths) != len(rest):
        return None
    json_part, psd1, resx, *pairs = [rest[start:end] for start, end in pairwise(accumulate(lengths, initial=0))]
    return Fragment(dict(zip(pairs[::2], pairs[1::2], strict=True)), json_part, psd1, resx)


def _is_part(value: Any) -> bool:
    return isinstance(value, list) and len(value) == len(Part._fields) and all(isinstance(one, str) for one in value)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _data(content: bytes) -> Any:
    """What the JSON says; nothing where it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
