"""Messages as JSON, for readers that have nothing better: one rule a line."""

from collections.abc import Iterable
from json import JSONEncoder

from bpadocs.messages.catalog import Entry, LanguageFacts, merged
from bpadocs.rule.model import Plural, Text

# One encoder for all: json.dumps makes a new one for each call with options.
_encode = JSONEncoder(ensure_ascii=False).encode


def path(language: str) -> str:
    """Return where the file of a language is, below build/messages/."""
    return f"json/{language}.json"


def document(language: LanguageFacts, fragments: Iterable[bytes]) -> bytes:
    """Return the file that has these rules."""
    name = _encode(language.language)
    data = _encode(dict(language.data))
    head = f'{{"language": {name},\n"cldr": {data},\n"messages": {{\n'
    rules = b",\n".join(fragments)
    return head.encode() + rules + b"\n}}\n"


def fragment(entry: Entry, english: Entry) -> bytes:
    """Return one rule's part of the file.

    Fields that are missing are English, and named under `fallback`.
    """
    fields, fallback = merged(entry, english)
    message: dict[str, object] = {}
    for name, text in fields.items():
        message[name] = _value(text)
    if entry.values:
        message["values"] = entry.values
    if entry.stale:
        message["stale"] = entry.stale
    if fallback:
        message["fallback"] = fallback
    line = f"{_encode(entry.rule)}: {_encode(message)}"
    return line.encode()


def _value(text: Text) -> object:
    if isinstance(text, Plural):
        return {"counts": text.count, **text.forms}
    return text
