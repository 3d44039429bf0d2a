"""Messages as JSON, for readers that have nothing better: one rule a line."""

from collections.abc import Sequence
from json import JSONEncoder

from bpadocs.messages.catalog import (
    CatalogHead,
    Entry,
    FileNames,
    MessageFacts,
    Piece,
    aliases,
    merged,
)
from bpadocs.rule.model import SOURCE_LANGUAGE, Plural, Text
from bpadocs.runtime import FORMAT

# One encoder for all: json.dumps makes a new one for each call with options.
_encode = JSONEncoder(ensure_ascii=False).encode


def paths(names: FileNames) -> list[str]:
    """Return where the file of a language is, below build/messages/."""
    return [_path(names.language)]


def _path(language: str) -> str:
    return f"json/{language}.json"


def documents(head: CatalogHead, pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the file that has these rules."""
    language = head.language.language
    about: dict[str, object] = {
        "format": FORMAT,
        "language": language,
        "version": head.version,
        "cldr": dict(head.language.data),
    }
    if not head.language.is_source:
        about |= _source(head.language.source_language)
    former = aliases(pieces)
    if former:
        about["aliases"] = former
    lines = [f"{_encode(name)}: {_encode(value)}" for name, value in about.items()]
    start = "{" + ",\n".join(lines) + ',\n"messages": {\n'
    rules = b",\n".join([piece.content for piece in pieces])
    return {_path(language): start.encode() + rules + b"\n}}\n"}


def _source(language: str) -> dict[str, str]:
    """Return what names the language of a `fallback`; English is what readers take it for."""
    if language == SOURCE_LANGUAGE:
        return {}
    return {"source": language}


def fragment(entry: Entry, english: Entry) -> bytes:
    """Return one rule's part of the file.

    Fields that are missing are in the source language, and named under `fallback`.
    """
    fields, fallback = merged(entry, english)
    message: dict[str, object] = {}
    for name, text in fields.items():
        message[name] = _value(text)
    if entry.values:
        message["values"] = entry.values
    message["rule"] = _facts(entry.facts)
    if entry.stale:
        message["stale"] = entry.stale
    if fallback:
        message["fallback"] = fallback
    line = f"{_encode(entry.rule)}: {_encode(message)}"
    return line.encode()


def excerpt(entry: Entry, english: Entry) -> str:
    """Return one rule's part of the file as somebody reads it there."""
    return fragment(entry, english).decode()


def _facts(facts: MessageFacts) -> dict[str, object]:
    """Return what programs need to know of a rule, the same in every language."""
    arguments: list[dict[str, str]] = []
    for argument in facts.arguments:
        arguments.append({"name": argument.name, "type": argument.type})
    return {
        "help_id": facts.help_id,
        "severity": facts.severity,
        "category": facts.category,
        "page": facts.page,
        "arguments": arguments,
    }


def _value(text: Text) -> object:
    if isinstance(text, Plural):
        return {"counts": text.count, **text.forms}
    return text
