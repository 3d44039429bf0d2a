"""Messages as JSON, for readers that have nothing better: one rule a line."""

from collections.abc import Iterable
from json import JSONEncoder

from bpadocs.messages.catalog import Entry, merged
from bpadocs.messages.facts import Facts
from bpadocs.model import Plural, Text

_encode = JSONEncoder(ensure_ascii=False).encode


def path(language: str) -> str:
    return f"json/{language}.json"


def join(language: Facts, fragments: Iterable[str]) -> bytes:
    """The bytes of the file."""
    head = f'{{"language": {_encode(language.language)},\n"cldr": {_encode(dict(language.data))},\n'
    return "".join((head, '"messages": {\n', ",\n".join(fragments), "\n}}\n")).encode()


def fragment(entry: Entry, english: Entry) -> str:
    """One rule. Missing fields are English and named under `fallback`."""
    fields, fallback = merged(entry, english)
    message: dict[str, object] = {name: _value(text) for name, text in fields.items()}
    if entry.stale:
        message["stale"] = entry.stale
    if fallback:
        message["fallback"] = fallback
    return f"{_encode(entry.rule)}: {_encode(message)}"


def _value(text: Text) -> object:
    return {"counts": text.count, **text.forms} if isinstance(text, Plural) else text
