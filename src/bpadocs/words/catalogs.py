"""Extracts and updates the catalogs in locales/, with Babel.

Babel's own update loses nothing that a translator wrote: comments, positions in the file and fuzzy
marks stay, and a word that is gone is kept as obsolete.
"""

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.system.files import WORDS_LIMIT, read_inside
from bpadocs.words.cldr import babel_locale
from bpadocs.words.labels import (
    DOMAIN,
    LOCALES,
    WordKey,
    catalog_entries,
    catalog_path,
    catalog_text,
)
from bpadocs.words.of_pages import SharedWord

# A line of the header, in its quotes: key and value.
_HEADER_LINE = re.compile(r'[^"#]*"([A-Za-z-]+):\s*(.*?)\s*(?:\\n)?"\s*$')


def template(words: Iterable[SharedWord]) -> Catalog:
    """Return the catalog of every word to translate, each once, with all its places."""
    catalog = Catalog(project=DOMAIN, version="-", charset="utf-8", fuzzy=False)
    for word in words:
        catalog.add(
            word.english,
            context=word.context,
            locations=[(word.place, None)] if word.place else [],  # type: ignore[list-item]
            auto_comments=[word.comment] if word.comment else [],
        )
    catalog.header_comment = "# Shared words of bpadocs pages and messages."
    return catalog


def updated(
    words: Iterable[SharedWord],
    root: Path,
    languages: Iterable[str],
    known: Mapping[str, Mapping[WordKey, str]] | None = None,
) -> dict[str, bytes]:
    """Return the template and the catalogs as they should be, by path in the project.

    `known` are translations that are known already, by language: they fill what is still empty,
    nothing else.
    """
    words = tuple(words)
    template_name = f"{LOCALES}/{DOMAIN}.pot"
    files = {template_name: _bytes(template(words), "")}
    for language in languages:
        name = catalog_path(language)
        content = read_inside(root, name, WORDS_LIMIT) or b""
        # Read for its mistakes, which have a line here; Babel says little or nothing of them.
        catalog_entries(content, name)
        before = catalog_text(content, name).replace("\r\n", "\n")
        try:
            # A template for each: Babel puts the messages themselves into the catalog.
            catalog = _merged(before, template(words), language)
            _fill(catalog, (known or {}).get(language, {}))
            files[name] = _bytes(catalog, before)
        except _REFUSALS as error:
            raise BrokenInputError([_refusal(before, name, language, error)]) from None
    return files


_REFUSALS = (
    PoFileError,
    UnknownLocaleError,
    ValueError,
    LookupError,
    TypeError,
    ArithmeticError,
)
"""What Babel raises on a header it cannot read, such as a date that is no day."""


def _refusal(text: str, name: str, language: str, error: Exception) -> Problem:
    """Return which line of the header Babel cannot read: it raises without saying so."""
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER_LINE.match(line)
        if header is None or _readable(header[1], header[2], language):
            continue
        reason = f"“{header[2]}” cannot be read as {header[1]}: {error}"
        return Problem(
            path=name,
            line=number,
            column=header.start(1) + 1,
            message=f"{reason}; mend the line or take it out",
        )
    return Problem(
        path=name,
        line=1,
        column=1,
        message=f"Babel cannot read this catalog: {error}",
    )


def _readable(key: str, value: str, language: str) -> bool:
    """Whether Babel can read a header that has this line alone."""
    try:
        catalog = Catalog(locale=babel_locale(language))
        catalog.mime_headers = [(key, value)]
        catalog.num_plurals  # noqa: B018 – Babel reads some headers only when they are asked for
    except _REFUSALS:
        return False
    return True


def _fill(catalog: Catalog, known: Mapping[WordKey, str]) -> None:
    for message in catalog:
        if message.id and not message.string:
            context = message.context or ""
            message.string = known.get((context, str(message.id)), "")


def _merged(before: str, new: Catalog, language: str) -> Catalog:
    """Return the catalog as it was, or a new one, brought up to date with the template."""
    locale = babel_locale(language)
    if before:
        catalog = read_po(io.StringIO(before), locale=locale)
        catalog.charset = (
            "utf-8"  # the file is UTF-8, whatever Babel takes from the header
        )
    else:
        english_name = str(locale.english_name)
        catalog = Catalog(
            locale=locale,
            project=DOMAIN,
            version="-",
            last_translator="nobody yet",
            language_team=english_name,
            charset="utf-8",
            fuzzy=False,
        )
        comment = f"# Shared words of bpadocs pages and messages in {english_name}."
        catalog.header_comment = comment
    catalog.update(new, no_fuzzy_matching=True, update_header_comment=False)
    return catalog


_FILLED_IN = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Report-Msgid-Bugs-To",
    "Generated-By",
)
"""Header lines that Babel makes up where there are none: a date would make every run a change."""


def _bytes(catalog: Catalog, before: str) -> bytes:
    """Return the catalog as a file, without the header lines that it did not have before."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0)
    keys = [f'"{key}:' for key in _FILLED_IN]
    made_up = tuple(key for key in keys if key not in before)
    lines = buffer.getvalue().decode("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(made_up)]
    return "\n".join(kept).encode("utf-8")
