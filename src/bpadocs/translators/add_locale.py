"""A further language: its line in the settings and its catalog.

Rule files get the language with their first text in it.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.project.mistakes import nearest
from bpadocs.project.settings_file import SettingsFile, settings_file
from bpadocs.project.tree import Project
from bpadocs.system.files import SETTINGS_LIMIT, read_inside, text_of
from bpadocs.words import catalogs
from bpadocs.words.cldr import PSEUDO_LANGUAGE
from bpadocs.words.labels import catalog_path, read_labels
from bpadocs.words.vocabulary import words

_PAGE_LOCALE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")
_ENTRY = re.compile(r"""^[ \t]*["']?[A-Za-z][\w-]*["']?[ \t]*=.*$""", re.MULTILINE)
_NEXT_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_DEFAULT_LOCALES = {"en": "en-us"}


@dataclass(frozen=True, slots=True)
class AddedLocale:
    """A language that was added, and the files that say so, by path in the project."""

    language: str
    locale: str
    files: dict[str, bytes]


def add_locale(
    project: Project, wanted: str, page_locale: str | None, now: datetime
) -> AddedLocale:
    """Return what adds this language to the project.

    Raises UsageError where it cannot be added.
    """
    language = _known(wanted)
    locales = project.settings.locales
    if language in locales:
        raise _refused(f"“{language}” is a language of this project already")
    locale = (page_locale or likely_page_locale(language)).lower()
    if not _PAGE_LOCALE.fullmatch(locale):
        raise _refused(f"“{locale}” is no locale of pages, such as de-de")
    if locale in locales.values():
        used = f"the pages of another language are in “{locale}” already"
        raise _refused(f"{used}; name another with --page-locale")
    file = settings_file(project.root)
    data = read_inside(project.root, file.name, SETTINGS_LIMIT) or b""
    settings = text_of(data, file.name)
    catalog = _catalog(project, language, now)
    files = {
        catalog_path(language): catalog.encode(),
        file.name: with_locale(file, settings, language, locale).encode(),
    }
    return AddedLocale(language, locale, files)


def _known(wanted: str) -> str:
    """Return the language as CLDR writes it: `zh-Hans`, `sr-Latn`."""
    from babel import Locale, UnknownLocaleError
    from babel.localedata import locale_identifiers

    if wanted == PSEUDO_LANGUAGE:
        raise _refused(f"{PSEUDO_LANGUAGE} is made at build time: bpa build --pseudo")
    try:
        tag = wanted.replace("_", "-")
        found = Locale.parse(tag, sep="-", resolve_likely_subtags=False)
    except (UnknownLocaleError, ValueError):
        tags = [tag.replace("_", "-") for tag in locale_identifiers()]
        hint = nearest(wanted, tags) or "; a language is written fr, zh-Hans or sr-Latn"
        raise _refused(f"no language is called “{wanted}”{hint}") from None
    return str(found).replace("_", "-")


def _refused(message: str) -> UsageError:
    return UsageError(message)


# The catalog


def _catalog(
    project: Project,
    language: str,
    now: datetime,
) -> str:
    """Return the catalog with what is translated already: what bpadocs ships for this language."""
    source = project.settings.source_language
    labels = read_labels(project.root, (language,), source)
    known = labels[language].words
    made = catalogs.updated(
        words(project.products, project.rules, source),
        project.root,
        [language],
        {language: known},
        source,
    )
    catalog = made[catalog_path(language)]
    return _with_date(catalog.decode(), now)


def _with_date(catalog: str, now: datetime) -> str:
    """Return a new catalog with the date in its header; one that has been edited stays as it is."""
    revised = f'"PO-Revision-Date: {now:%Y-%m-%d %H:%M%z}\\n"\n'
    if '"PO-Revision-Date:' in catalog:
        return catalog
    return catalog.replace('"Last-Translator:', f'{revised}"Last-Translator:', 1)


# The locale of the pages


def likely_page_locale(language: str) -> str:
    """Return the locale of the pages, with the country where most speak the language.

    That is `de-de`, `zh-cn`, `sr-latn-rs`.
    """
    base, *rest = language.split("-")
    script = _first(rest, lambda part: len(part) == 4)
    country = _first(rest, _is_country)
    usual = _likely_subtags(language.replace("-", "_"), base)
    if country is None and len(usual) == 3:
        country = usual[2]
    if country is None:
        return language.lower()
    parts = [base]
    # The country tells the script of zh-cn and zh-tw; Serbian in Serbia may be in either.
    implied = _likely_subtags(f"{base}_{country}", base)[1:2]
    if script and implied != [script]:
        parts.append(script)
    parts.append(country)
    return "-".join(parts).lower()


def _likely_subtags(*tags: str) -> list[str]:
    """Return language, script and country that CLDR expects for the first tag that it knows."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    for tag in tags:
        if likely.get(tag):
            return str(likely[tag]).split("_")
    return []


def _is_country(part: str) -> bool:
    if part.isdigit():
        return True
    return len(part) in (2, 3) and part.isupper()


def _first(parts: Sequence[str], fits: Callable[[str], bool]) -> str | None:
    return next((part for part in parts if fits(part)), None)


# The line in the settings


def with_locale(
    file: SettingsFile,
    text: str,
    language: str,
    locale: str,
) -> str:
    """Return the settings with one line more, and nothing else changed.

    Raises BrokenInputError where the table is written in a way that this does not know.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    line = f'{language} = "{locale}"'
    header = file.table("locales")
    table = re.search(rf"^{re.escape(header)}[ \t]*(?:#.*)?\r?$", text, re.MULTILINE)
    if table:
        place = _end_of_table(text, table)
        edited = text[:place] + newline + line + text[place:]
    else:
        edited = _with_new_table(header, text, line, newline)
    before = _locales(file, text)
    wanted = dict(_DEFAULT_LOCALES if before is None else before)
    wanted[language] = locale
    # Somebody may write the table in one line, or with dotted keys: then the line is elsewhere.
    if _locales(file, edited) != wanted:
        message = f"add the language to your table of locales by hand: {line}"
        raise BrokenInputError([Problem(file.name, 1, 1, message)])
    return edited


def _end_of_table(text: str, table: re.Match[str]) -> int:
    """Return the place after the last entry of the table, or after its header."""
    following = _NEXT_TABLE.search(text, table.end())
    end = following.start() if following else len(text)
    last = table
    for entry in _ENTRY.finditer(text, table.end(), end):
        last = entry
    # The end of a line is before its carriage return.
    before = text[: last.end()]
    return len(before.removesuffix("\r"))


def _with_new_table(
    header: str,
    text: str,
    line: str,
    newline: str,
) -> str:
    before = text
    if text and not text.endswith("\n"):
        before += newline
    if text:
        before += newline
    table = [header, 'en = "en-us"', line]
    return before + newline.join(table) + newline


def _locales(file: SettingsFile, text: str) -> dict[str, str] | None:
    """Return the table of locales, or None where there is none that can be read."""
    try:
        table = tomllib.loads(text)
        for name in file.above:
            table = table.get(name, {})
        found = table.get("locales")
    except (tomllib.TOMLDecodeError, AttributeError):
        return None
    if isinstance(found, dict):
        return found
    return None
