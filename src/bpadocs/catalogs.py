"""The catalogs in locales/, extracted and updated with Babel.

Babel's own update loses nothing a translator wrote: comments, positions in the file and fuzzy marks stay; a word
that is gone is kept as obsolete.
"""

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bpadocs.cldr import babel_locale
from bpadocs.furniture import Word
from bpadocs.labels import DOMAIN, LOCALES, catalog_path


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
        path = root / name
        before = path.read_text("utf-8") if path.exists() else ""
        # A template for each: Babel puts its very messages into the catalog.
        catalog = _merged(before, template(words), language)
        _fill(catalog, (known or {}).get(language, {}))
        files[name] = _bytes(catalog, before)
    return files


def _fill(catalog: Catalog, known: Mapping[tuple[str, str], str]) -> None:
    for message in catalog:
        if message.id and not message.string:
            message.string = known.get((message.context or "", str(message.id)), "")


def _merged(before: str, new: Catalog, language: str) -> Catalog:
    locale = babel_locale(language)
    if before:
        catalog = read_po(io.StringIO(before), locale=locale)
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


def untranslated(files: dict[str, bytes]) -> dict[str, int]:
    """How many words each language still has to translate, where there are any."""
    counts = {}
    for name, content in files.items():
        if name.endswith(".po"):
            catalog = read_po(io.BytesIO(content))
            missing = sum(1 for message in catalog if message.id and (not message.string or message.fuzzy))
            if missing:
                counts[name.split("/")[1]] = missing
    return counts
