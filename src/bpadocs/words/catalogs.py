"""Bring the catalogs in locales/ up to date with the words that there are to translate.

Nothing is lost that a translator wrote: comments and fuzzy marks stay, the header stays as it is,
and a word that is gone is kept as obsolete, in case that it comes back.
"""

import textwrap
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from bpadocs.formats import po_file
from bpadocs.formats.po_file import PoEntry, PoFile
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.rule.placeholders import names
from bpadocs.system.files import WORDS_LIMIT, read_inside
from bpadocs.words.cldr import babel_locale, gettext_plural
from bpadocs.words.labels import (
    DOMAIN,
    LOCALES,
    WordKey,
    catalog_entries,
    catalog_path,
    catalog_text,
)
from bpadocs.words.of_pages import SharedWord
from bpadocs.words.of_source import is_original

_TITLE = "Shared words of bpadocs pages and messages"

_WIDTH = 76
"""How long a line of a comment is."""

_FORMAT = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
"""What the header of every catalog says of the file itself."""


def updated(
    words: Iterable[SharedWord],
    root: Path,
    languages: Iterable[str],
    known: Mapping[str, Mapping[WordKey, str]] | None = None,
    source_language: str = SOURCE_LANGUAGE,
) -> dict[str, bytes]:
    """Return the template and the catalogs as they should be, by path in the project.

    `known` are translations that are known already, by language: they fill what is still empty,
    nothing else. Where the source is not English, it has a catalog of bpadocs' own words, and
    English one of the project's.
    """
    wanted = _entries(words)
    template = PoFile(_template_header(), list(wanted.values()), title=[f"{_TITLE}."])
    files = {f"{LOCALES}/{DOMAIN}.pot": _bytes(template)}
    for language in languages:
        name = catalog_path(language)
        content = read_inside(root, name, WORDS_LIMIT) or b""
        if content:
            before = _read(content, name)
        else:
            before = _new(language)
        own = _for_language(wanted, language, source_language)
        after = _merged(before, own, (known or {}).get(language, {}))
        files[name] = _bytes(after)
    return files


def _entries(words: Iterable[SharedWord]) -> dict[WordKey, PoEntry]:
    """Return each word once, with all that is to be said of it and all its places."""
    found: dict[WordKey, PoEntry] = {}
    for word in words:
        key = word.context, word.english
        entry = found.get(key) or _entry(word)
        comment = _folded(word.comment)
        if comment and comment not in entry.comments:
            entry = entry._replace(comments=(*entry.comments, comment))
        if word.place and word.place not in entry.references:
            places = sorted((*entry.references, word.place))
            entry = entry._replace(references=tuple(places))
        found[key] = entry
    return found


@lru_cache(maxsize=1_000)
def _folded(comment: str) -> str:
    """Return a comment in lines. Many words have the same one, and the package's own always."""
    return "\n".join(textwrap.wrap(comment, _WIDTH, break_on_hyphens=False))


def _for_language(
    wanted: Mapping[WordKey, PoEntry], language: str, source_language: str
) -> dict[WordKey, PoEntry]:
    """Return the words that need a translation into this language."""
    found = {}
    for key, entry in wanted.items():
        if not is_original(*key, language, source_language):
            found[key] = entry
    return found


def _entry(word: SharedWord) -> PoEntry:
    # the flag tells translators' tools to look after the placeholders
    has_placeholders = any(names(word.english))
    return PoEntry(
        context=word.context,
        id=word.english,
        strings=("",),
        flags=("python-brace-format",) if has_placeholders else (),
    )


def _template_header() -> dict[str, str]:
    return {
        "Project-Id-Version": f"{DOMAIN} -",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        **_FORMAT,
    }


def _new(language: str) -> PoFile:
    """Return a catalog without entries."""
    english_name = str(babel_locale(language).english_name)
    header = {
        "Project-Id-Version": f"{DOMAIN} -",
        "Last-Translator": "nobody yet",
        "Language": language.replace("-", "_"),
        "Language-Team": english_name,
        "Plural-Forms": gettext_plural(language),
        **_FORMAT,
    }
    return PoFile(header, [], title=[f"{_TITLE} in {english_name}."])


def _read(content: bytes, name: str) -> PoFile:
    """Return a catalog that is there, and raise BrokenInputError with every mistake in it."""
    catalog_entries(content, name)
    return po_file.read(catalog_text(content, name).encode(), name)


def _merged(
    before: PoFile, wanted: Mapping[WordKey, PoEntry], known: Mapping[WordKey, str]
) -> PoFile:
    """Return the catalog with the wanted words, in their order, and the others as obsolete."""
    # a word that comes back gets its translation back
    old = {_key(entry): entry for entry in (*before.obsolete, *before.messages)}
    messages = []
    for key, entry in wanted.items():
        translated = old.pop(key, entry)
        strings = translated.strings
        if not strings[0]:
            strings = (known.get(key, ""),)
        messages.append(
            entry._replace(
                strings=strings,
                flags=translated.flags,
                remarks=translated.remarks,
            )
        )
    # only what somebody has translated is worth keeping, and no place has it any more
    obsolete = []
    for entry in old.values():
        if entry.strings[0]:
            obsolete.append(entry._replace(comments=(), references=()))
    return before._replace(
        header={**before.header, **_charset(before)},
        messages=messages,
        obsolete=obsolete,
    )


def _key(entry: PoEntry) -> WordKey:
    return entry.context or "", entry.id


def _charset(before: PoFile) -> dict[str, str]:
    """Return the line of the header that says that the file is UTF-8, which it is."""
    stated = before.header.get("Content-Type", "")
    if "charset=utf-8" in stated:
        return {}
    return {"Content-Type": _FORMAT["Content-Type"]}


def _bytes(catalog: PoFile) -> bytes:
    # An empty line ends each entry, the last one too.
    return f"{po_file.write(catalog)}\n".encode()
