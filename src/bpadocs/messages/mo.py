"""Compiled gettext catalogs (.mo), which bpadocs.runtime and every gettext reader open.

msgctxt is the rule and msgid the field. A text with plural forms has the argument that is counted
as its msgid_plural. In a rule, `stale` has the names of its stale fields, `rule` what programs need
to know of it, and `status=Running` the words for a value of an argument. The context `cldr` holds
what a reader needs to know of the language, and `catalog` what it needs to know of the file.
"""

import struct
from collections.abc import Mapping, Sequence

from bpadocs.messages.catalog import (
    CatalogHead,
    Entry,
    FileNames,
    LanguageFacts,
    MessageFacts,
    Piece,
    aliases,
)
from bpadocs.rule.model import SOURCE_LANGUAGE, Plural
from bpadocs.runtime import (
    ALIASES,
    CATALOG,
    CLDR,
    DOMAIN,
    FACTS,
    FORMAT,
    NEWEST_FORMAT,
    SOURCE,
    STALE,
)

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")

# In a fragment. UTF-8, which ids and texts are, never has these bytes.
_BETWEEN_ENTRIES = b"\xff"
_BEFORE_TEXT = b"\xfe"


def paths(names: FileNames) -> list[str]:
    """Return where the file of a language is, below build/messages/."""
    return [_path(names.language)]


def _path(language: str) -> str:
    return f"{language}/LC_MESSAGES/{DOMAIN}.mo"


def documents(head: CatalogHead, pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the file that has these rules."""
    language = head.language
    texts = {b"": _header(language).encode()}
    data = {**language.data, "parents": language.parents}
    for name, value in data.items():
        if value:
            texts[f"{CLDR}\x04{name}".encode()] = value.encode()
    for name, value in _about(head, pieces).items():
        if value:
            texts[f"{CATALOG}\x04{name}".encode()] = value.encode()
    for piece in pieces:
        for pair in piece.content.split(_BETWEEN_ENTRIES):
            key, _, text = pair.partition(_BEFORE_TEXT)
            texts[key] = text
    return {_path(language.language): _compile(texts)}


def _about(head: CatalogHead, pieces: Sequence[Piece]) -> dict[str, str]:
    """Return what the file says of itself.

    The list of all rules, and of what they were called before, is in that of the source alone.
    """
    source = head.language.source_language
    about = {"format": str(FORMAT), "version": head.version}
    if source != SOURCE_LANGUAGE:
        about |= {"format": str(NEWEST_FORMAT), SOURCE: source}
    if head.language.is_source:
        about["rules"] = "\n".join([piece.rule for piece in pieces])
        former = [f"{old}\t{rule}" for old, rule in aliases(pieces).items()]
        about[ALIASES] = "\n".join(former)
    return about


def fragment(entry: Entry, _: Entry) -> bytes:
    """Return one rule's part of the file: its ids and texts.

    Gettext finds the source of missing texts by itself.
    """
    texts: dict[str, str] = {}
    context = f"{entry.rule}\x04"
    for name, text in entry.fields.items():
        key = f"{context}{name}"
        if isinstance(text, Plural):
            # Gettext has the forms in one string, and the id of the plural behind that of the text.
            key = f"{key}\0{text.count}"
            text = "\0".join(text.forms.values())
        texts[key] = text
    for argument, words in entry.values.items():
        for value, text in words.items():
            texts[f"{context}{argument}={value}"] = text
    if entry.stale:
        texts[f"{context}{STALE}"] = " ".join(entry.stale)
    texts[f"{context}{FACTS}"] = _facts(entry.facts)
    pairs: list[bytes] = []
    for key, text in texts.items():
        pairs.append(key.encode() + _BEFORE_TEXT + text.encode())
    return _BETWEEN_ENTRIES.join(pairs)


def _facts(facts: MessageFacts) -> str:
    """Return what programs need to know of a rule, a line each: a word, and its value."""
    lines = [
        f"help_id {facts.help_id}",
        f"severity {facts.severity}",
        f"category {facts.category}",
        f"page {facts.page}",
    ]
    for argument in facts.arguments:
        lines.append(f"argument {argument.name} {argument.type}")
    return "\n".join(lines)


def _header(language: LanguageFacts) -> str:
    return (
        f"Project-Id-Version: {DOMAIN}\n"
        f"Language: {language.language}\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
        f"Plural-Forms: {language.gettext_plural}\n"
    )


def _compile(texts: Mapping[bytes, bytes]) -> bytes:
    """Return a file as msgfmt writes it.

    After the header come two tables of (length, offset), of the ids and of the texts, sorted by id.
    There is no hash table. Then come the strings, each with a zero byte behind it.
    """
    ids = sorted(texts)
    values = [texts[key] for key in ids]
    # Each text once: the words for severities and categories are in every rule.
    strings = list(dict.fromkeys(values))

    start_of_ids = _HEADER.size
    start_of_texts = start_of_ids + 8 * len(ids)
    end_of_tables = start_of_texts + 8 * len(ids)

    position = end_of_tables
    id_table: list[int] = []
    for key in ids:
        id_table += (len(key), position)
        position += len(key) + 1
    offsets: dict[bytes, int] = {}
    for text in strings:
        offsets[text] = position
        position += len(text) + 1
    text_table: list[int] = []
    for text in values:
        text_table += (len(text), offsets[text])

    numbers = struct.Struct(f"<{2 * len(ids)}I")
    header = _HEADER.pack(
        _MAGIC, 0, len(ids), start_of_ids, start_of_texts, 0, end_of_tables
    )
    return b"".join(
        (
            header,
            numbers.pack(*id_table),
            numbers.pack(*text_table),
            b"\0".join([*ids, b""]),
            b"\0".join([*strings, b""]),
        )
    )
