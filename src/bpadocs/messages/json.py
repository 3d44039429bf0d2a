"""Messages as JSON, for readers that have nothing better: one rule a line."""

from json import JSONEncoder

from bpadocs.cldr import language_data
from bpadocs.messages.catalog import Catalog, Entry, merged
from bpadocs.model import Plural, Text

_encode = JSONEncoder(ensure_ascii=False).encode


def path(language: str) -> str:
    return f"json/{language}.json"


def write(catalog: Catalog, english: Catalog) -> bytes:
    """The catalog as the bytes of its file. Missing fields are English and named under `fallback`."""
    head = f'{{"language": {_encode(catalog.language)},\n"cldr": {_encode(dict(language_data(catalog.language)))},\n'
    rules = map(_entry, catalog.entries, english.entries)
    return "".join((head, '"messages": {\n', ",\n".join(rules), "\n}}\n")).encode()


def _entry(entry: Entry, english: Entry) -> str:
    fields, fallback = merged(entry, english)
    message: dict[str, object] = {name: _value(text) for name, text in fields.items()}
    if entry.stale:
        message["stale"] = entry.stale
    if fallback:
        message["fallback"] = fallback
    return f"{_encode(entry.rule)}: {_encode(message)}"


def _value(text: Text) -> object:
    return {"counts": text.count, **text.forms} if isinstance(text, Plural) else text
