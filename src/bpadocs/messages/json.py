"""Messages as JSON, for readers that have nothing better: one rule a line."""

from collections.abc import Iterable
from json import JSONEncoder

from bpadocs.messages.catalog import Catalog, Entry, merged
from bpadocs.messages.facts import Facts, facts
from bpadocs.model import Plural, Text

_encode = JSONEncoder(ensure_ascii=False).encode


def path(language: str) -> str:
    return f"json/{language}.json"


def write(catalog: Catalog, english: Catalog) -> bytes:
    """The catalog as the bytes of its file. Missing fields are English and named under `fallback`."""
    return document(facts(catalog.language), map(fragment, catalog.entries, english.entries))


def document(language: Facts, fragments: Iterable[bytes]) -> bytes:
    """The file that has these rules."""
    data = _encode(dict(language.data))
    head = f'{{"language": {_encode(language.language)},\n"cldr": {data},\n"messages": {{\n'
    return b"".join((head.encode(), b",\n".join(fragments), b"\n}}\n"))


def fragment(entry: Entry, english: Entry) -> bytes:
    """One rule's part of the file."""
    fields, fallback = merged(entry, english)
    message: dict[str, object] = {name: _value(text) for name, text in fields.items()}
    if entry.stale:
        message["stale"] = entry.stale
    if fallback:
        message["fallback"] = fallback
    return f"{_encode(entry.rule)}: {_encode(message)}".encode()


def _value(text: Text) -> object:
    return {"counts": text.count, **text.forms} if isinstance(text, Plural) else text
