"""What a checker says: the catalogs of every language, in every format a checker may read.

Each format makes a fragment of each rule, and puts the fragments of all rules into one document.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bpadocs.messages import json, mo, psd1, resx
from bpadocs.messages.catalog import Catalog, Entry
from bpadocs.messages.facts import Facts, facts
from bpadocs.model import SOURCE_LANGUAGE


def write_messages(catalogs: Mapping[str, Catalog]) -> dict[str, bytes]:
    """Every file below build/messages/, by its path there."""
    english = catalogs[SOURCE_LANGUAGE]
    files: dict[str, bytes] = {}
    for language, catalog in catalogs.items():
        pairs = zip(catalog.entries, english.entries, strict=True)
        files |= documents(facts(language, catalogs), [fragment(entry, source) for entry, source in pairs])
    return files


class Fragment(NamedTuple):
    """One rule in one language, in every format."""

    mo: Mapping[bytes, bytes]
    json: bytes
    psd1: bytes
    resx: bytes


def fragment(entry: Entry, english: Entry) -> Fragment:
    """The rule in every format; where a format's readers cannot fall back by themselves, with the English."""
    return Fragment(
        mo.fragment(entry), json.fragment(entry, english), psd1.fragment(entry, english), resx.fragment(entry)
    )


def paths(language: str) -> list[str]:
    """Where the files of a language stand below build/messages/."""
    return [one.path(language) for one in (mo, json, psd1, resx)]


def documents(language: Facts, fragments: Iterable[Fragment]) -> dict[str, bytes]:
    """Every file of one language, by its path below build/messages/."""
    fragments = list(fragments)
    contents = (
        mo.document(language, (one.mo for one in fragments)),
        json.document(language, (one.json for one in fragments)),
        psd1.document(language, (one.psd1 for one in fragments)),
        resx.document(language, (one.resx for one in fragments)),
    )
    return dict(zip(paths(language.language), contents, strict=True))
