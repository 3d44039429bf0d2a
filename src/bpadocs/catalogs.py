"""The catalogs in locales/, extracted and updated with Babel.

Babel's own update loses nothing a translator wrote: comments, positions in the file and fuzzy marks stay; a word
that is gone is kept as obsolete.
"""

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from bpadocs import catalog_reader
from bpadocs.cldr import babel_locale
from bpadocs.furniture import Word
from bpadocs.inputs import WORDS_LIMIT, read_inside
from bpadocs.labels import DOMAIN, LOCALES, catalog_path
from bpadocs.problems import BrokenInputError, Problem

_HEADER_LINE = re.compile(r'[^"#]*"([A-Za-z-]+):\s*(.*?)\s*(?:\\n)?"\s*$')


def template(words: Iterable[Word]) -> Catalog:
    """Every word to translate, each once, with all its places."""
    catalog = Catalog(project=DOMAIN, version="-", charset="utf-8", fuzzy=False)
    for word in words:
        places = [(word.place, None)] if word.place else []
        comments = [word.comment] if word.comment else []
        catalog.add(word.english, context=word.context, locations=places, auto_comments=comments)  # type: ignore[arg-type]
    catalog.header_comment = "# Shared words of bpadocs pages and messages."
    return catalog


def updated(
    words: Iterable[Word],
    root: Path,
    languages: Iterable[str],
    known: Mapping[str, Mapping[tuple[str, str], str]] | None = None,
) -> dict[str, bytes]:
    """The template and each language's catalog as they should be, by path in the project.

    `known` are translations that are known already, by language: they fill what is still empty, nothing else.
    """
    words = tuple(words)
    files = {f"{LOCALES}/{DOMAIN}.pot": _bytes(template(words), "")}
    for language in languages:
        name = catalog_path(language)
        content = read_inside(root, name, WORDS_LIMIT) or b""
        catalog_reader.entries(content, name)  # what is wrong in it is said by line; Babel says little or nothing
        before = catalog_reader.decoded(content, name).replace("\r\n", "\n")
        # A template for each: Babel puts its very messages into the catalog.
        try:
            catalog = _merged(before, template(words), language)
            _fill(catalog, (known or {}).get(language, {}))
            files[name] = _bytes(catalog, before)
        except _REFUSALS as error:
            raise BrokenInputError([_refusal(before, name, language, error)]) from None
    return files


_REFUSALS = (PoFileError, UnknownLocaleError, ValueError, LookupError, TypeError, ArithmeticError)
"""What Babel raises on a header it cannot read, such as a date that is no day."""


def _refusal(text: str, name: str, language: str, error: Exception) -> Problem:
    """Return which line of the header Babel cannot read: it raises without saying so."""
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER_LINE.match(line)
        if header and not _readable(header[1], header[2], language):
            message = f"“{header[2]}” cannot be read as {header[1]}: {error}; mend the line or take it out"
            return Problem(name, number, header.start(1) + 1, message)
    return Problem(name, 1, 1, f"Babel cannot read this catalog: {error}")


def _readable(key: str, value: str, language: str) -> bool:
    try:
        catalog = Catalog(locale=babel_locale(language))
        catalog.mime_headers = [(key, value)]
        catalog.num_plurals  # noqa: B018 – Babel reads some headers only when they are asked for
    except _REFUSALS:
        return False
    return True


def _fill(catalog: Catalog, known: Mapping[tuple[str, str], str]) -> None:
    for message in catalog:
        if message.id and not message.string:
            message.string = known.get((message.context or "", str(message.id)), "")


def _merged(before: str, new: Catalog, language: str) -> Catalog:
    locale = babel_locale(language)
    if before:
        catalog = read_po(io.StringIO(before), locale=locale)
        catalog.charset = "utf-8"  # whatever the header makes Babel think: the file is
    else:
        catalog = Catalog(
            locale=locale,
            project=DOMAIN,
            version="-",
            last_translator="nobody yet",
            language_team=str(locale.english_name),
            charset="utf-8",
            fuzzy=False,
        )
        catalog.header_comment = f"# Shared words of bpadocs pages and messages in {locale.english_name}."
    catalog.update(new, no_fuzzy_matching=True, update_header_comment=False)
    return catalog


_FILLED_IN = ("POT-Creation-Date", "PO-Revision-Date", "Report-Msgid-Bugs-To", "Generated-By")
"""Header lines that Babel makes up where there are none: a date would make every run a change."""


def _bytes(catalog: Catalog, before: str) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0)
    made_up = tuple(f'"{key}:' for key in _FILLED_IN if f'"{key}:' not in before)
    lines = buffer.getvalue().decode("utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith(made_up)).encode("utf-8")
