"""Compiled gettext catalogs (.mo), which bpadocs.runtime and every gettext reader open.

msgctxt is the rule and msgid the field. A text with plural forms has the argument that is counted as its msgid_plural.
The context `cldr` holds what a reader needs to know of the language, `stale` in a rule the names of its stale fields.
"""

import struct
from collections.abc import Iterable

from bpadocs.cldr import gettext_plural, language_data, parents
from bpadocs.messages.catalog import Catalog, Entry
from bpadocs.model import SOURCE_LANGUAGE, Plural
from bpadocs.runtime import CLDR, DOMAIN, STALE

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")


def path(language: str) -> str:
    return f"{language}/LC_MESSAGES/{DOMAIN}.mo"


def write(catalog: Catalog, languages: Iterable[str]) -> bytes:
    """The catalog as the bytes of its file; the languages are all there are, for fallbacks between them."""
    texts: dict[bytes, bytes] = {b"": _header(catalog.language).encode()}
    data = dict(language_data(catalog.language))
    if catalog.language == SOURCE_LANGUAGE:
        data["parents"] = "\n".join(f"{locale} {parent}" for locale, parent in parents(languages).items())
    texts |= {f"{CLDR}\x04{name}".encode(): value.encode() for name, value in data.items() if value}
    for entry in catalog.entries:
        _add(entry, texts)
    return _compile(texts)


def _add(entry: Entry, texts: dict[bytes, bytes]) -> None:
    context = f"{entry.rule}\x04"
    for name, text in entry.fields.items():
        if isinstance(text, Plural):
            texts[f"{context}{name}\0{text.count}".encode()] = "\0".join(text.forms.values()).encode()
        else:
            texts[f"{context}{name}".encode()] = text.encode()
    if entry.stale:
        texts[f"{context}{STALE}".encode()] = " ".join(entry.stale).encode()


def _header(language: str) -> str:
    return (
        f"Project-Id-Version: {DOMAIN}\n"
        f"Language: {language}\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
        f"Plural-Forms: {gettext_plural(language)}\n"
    )


def _compile(texts: dict[bytes, bytes]) -> bytes:
    """The file format of msgfmt: two tables of (length, offset), sorted by id, no hash table, then the strings."""
    ids = sorted(texts)
    start = _HEADER.size
    offset = start + 16 * len(ids)
    id_table: list[int] = []
    text_table: list[int] = []
    strings: list[bytes] = []
    for key in ids:
        id_table += (len(key), offset)
        offset += len(key) + 1
    strings += ids
    placed: dict[bytes, int] = {}
    for key in ids:
        text = texts[key]
        at = placed.get(text)
        if at is None:  # the words for severities and categories stand in the file once
            at = placed[text] = offset
            offset += len(text) + 1
            strings.append(text)
        text_table += (len(text), at)
    header = _HEADER.pack(_MAGIC, 0, len(ids), start, start + 8 * len(ids), 0, offset)
    tables = struct.pack(f"<{4 * len(ids)}I", *id_table, *text_table)
    return b"".join((header, tables, b"\0".join(strings), b"\0"))
