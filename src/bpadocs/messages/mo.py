"""Compiled gettext catalogs (.mo), which bpadocs.runtime and every gettext reader open.

msgctxt is the rule and msgid the field. A text with plural forms has the argument that is counted as its msgid_plural.
The context `cldr` holds what a reader needs to know of the language, `stale` in a rule the names of its stale fields.
"""

import struct
from collections.abc import Iterable, Mapping
from itertools import accumulate, chain

from bpadocs.messages.catalog import Catalog, Entry
from bpadocs.messages.facts import Facts, facts
from bpadocs.model import Plural
from bpadocs.runtime import CLDR, DOMAIN, STALE

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")


def path(language: str) -> str:
    return f"{language}/LC_MESSAGES/{DOMAIN}.mo"


def write(catalog: Catalog, languages: Iterable[str]) -> bytes:
    """The catalog as the bytes of its file; the languages are all there are, for fallbacks between them."""
    return document(facts(catalog.language, languages), map(fragment, catalog.entries))


def document(language: Facts, fragments: Iterable[Mapping[bytes, bytes]]) -> bytes:
    """The file that has these rules."""
    texts = {b"": _header(language).encode()}
    data = {**language.data, "parents": language.parents}
    texts |= {f"{CLDR}\x04{name}".encode(): value.encode() for name, value in data.items() if value}
    for rule in fragments:
        texts |= rule
    return _compile(texts)


def fragment(entry: Entry) -> dict[bytes, bytes]:
    """One rule's part of the file: ids and texts."""
    texts = {}
    context = f"{entry.rule}\x04"
    for name, text in entry.fields.items():
        if isinstance(text, Plural):
            texts[f"{context}{name}\0{text.count}".encode()] = "\0".join(text.forms.values()).encode()
        else:
            texts[f"{context}{name}".encode()] = text.encode()
    if entry.stale:
        texts[f"{context}{STALE}".encode()] = " ".join(entry.stale).encode()
    return texts


def _header(language: Facts) -> str:
    return (
        f"Project-Id-Version: {DOMAIN}\n"
        f"Language: {language.language}\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
        f"Plural-Forms: {language.gettext_plural}\n"
    )


def _compile(texts: Mapping[bytes, bytes]) -> bytes:
    """The file format of msgfmt: two tables of (length, offset), sorted by id, no hash table, then the strings."""
    ids = sorted(texts)
    values = [texts[key] for key in ids]
    strings = dict.fromkeys(values)  # the words for severities and categories stand in the file once
    start = _HEADER.size
    end_of_tables = start + 16 * len(ids)
    *id_offsets, end_of_ids = accumulate([len(key) + 1 for key in ids], initial=end_of_tables)
    offsets = dict(zip(strings, accumulate([len(text) + 1 for text in strings], initial=end_of_ids), strict=False))
    id_table = chain.from_iterable(zip(map(len, ids), id_offsets, strict=True))
    text_table = chain.from_iterable(zip(map(len, values), map(offsets.__getitem__, values), strict=True))
    header = _HEADER.pack(_MAGIC, 0, len(ids), start, start + 8 * len(ids), 0, end_of_tables)
    tables = struct.pack(f"<{4 * len(ids)}I", *id_table, *text_table)
    return b"".join((header, tables, b"\0".join(ids), b"\0", b"\0".join(strings), b"\0"))
