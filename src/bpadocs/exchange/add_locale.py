"""A further language: its line in pyproject.toml and its catalog. Rule files get it with their first text."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime

from bpadocs import catalogs
from bpadocs.cldr import PSEUDO_LANGUAGE, gettext_plural
from bpadocs.inputs import SETTINGS_LIMIT, read_inside, text_of
from bpadocs.labels import catalog_path, read_labels
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.project import Project
from bpadocs.reading.report import nearest
from bpadocs.settings import FILE
from bpadocs.vocabulary import words

_TABLE = re.compile(r"^\[tool\.bpadocs\.locales\][ \t]*(?:#.*)?\r?$", re.MULTILINE)
_ENTRY = re.compile(r"""^[ \t]*["']?[A-Za-z][\w-]*["']?[ \t]*=.*$""", re.MULTILINE)
_NEXT_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Added:
    """A language that was added, and the files that say so, by path in the project."""

    language: str
    locale: str
    files: dict[str, bytes]


def add_locale(project: Project, wanted: str, page_locale: str | None, now: datetime) -> Added:
    """What adds this language to the project; raises BrokenInputError where it cannot be."""
    language = _known(wanted)
    locales = project.settings.locales
    if language in locales:
        raise _refused(f"“{language}” is a language of this project already")
    locale = (page_locale or likely_page_locale(language)).lower()
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", locale):
        raise _refused(f"“{locale}” is no locale of pages, such as de-de")
    if locale in locales.values():
        raise _refused(f"the pages of another language are in “{locale}” already; name another with --page-locale")
    settings = text_of(read_inside(project.root, FILE, SETTINGS_LIMIT) or b"", FILE)
    known = read_labels(project.root, (language,))[language].words
    made = catalogs.updated(words(project.products, project.rules), project.root, [language], {language: known})
    name = catalog_path(language)
    catalog = _with_header(made[name].decode(), language, now)
    return Added(language, locale, {name: catalog.encode(), FILE: with_locale(settings, language, locale).encode()})


def _with_header(catalog: str, language: str, now: datetime) -> str:
    """The catalog with a date, and with the plural forms of CLDR: Babel's own are old for some languages."""
    lines = catalog.split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith('"Plural-Forms:'))
    lines[place] = f'"Plural-Forms: {gettext_plural(language)}\\n"'
    if not any(line.startswith('"PO-Revision-Date:') for line in lines):
        place = next(number for number, line in enumerate(lines) if line.startswith('"Last-Translator:'))
        lines.insert(place, f'"PO-Revision-Date: {now:%Y-%m-%d %H:%M%z}\\n"')
    return "\n".join(lines)


def _known(wanted: str) -> str:
    """The language as CLDR writes it: `zh-Hans`, `sr-Latn`."""
    from babel import Locale, UnknownLocaleError
    from babel.localedata import locale_identifiers

    if wanted == PSEUDO_LANGUAGE:
        raise _refused(f"{PSEUDO_LANGUAGE} is made at build time: bpa build --pseudo")
    try:
        found = str(Locale.parse(wanted.replace("_", "-"), sep="-", resolve_likely_subtags=False)).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        tags = [tag.replace("_", "-") for tag in locale_identifiers()]
        hint = nearest(wanted, tags) or "; a language is written fr, zh-Hans or sr-Latn"
        raise _refused(f"no language is called “{wanted}”{hint}") from None
    return found


def _refused(message: str) -> BrokenInputError:
    return BrokenInputError([Problem("add-locale", 1, 1, message)])


def likely_page_locale(language: str) -> str:
    """The locale of the pages, with the country where most speak it: `de-de`, `zh-cn`, `sr-latn-rs`."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    base, *rest = language.split("-")
    script = next((part for part in rest if len(part) == 4), None)
    country = next((part for part in rest if (len(part) in (2, 3) and part.isupper()) or part.isdigit()), None)
    usual = (likely.get(language.replace("-", "_")) or likely.get(base) or "").split("_")
    if country is None and len(usual) == 3:
        country = usual[2]
    if country is None:
        return language.lower()
    # The country tells the script of zh-cn and zh-tw; Serbian in Serbia may be in either.
    implied = (likely.get(f"{base}_{country}") or likely.get(base) or "").split("_")[1:2]
    parts = [base, *([script] if script and implied != [script] else []), country]
    return "-".join(parts).lower()


def with_locale(text: str, language: str, locale: str) -> str:
    """The settings with one line more, and nothing else changed."""
    newline = "\r\n" if "\r\n" in text else "\n"
    line = f'{language} = "{locale}"'
    table = _TABLE.search(text)
    if table:
        following = _NEXT_TABLE.search(text, table.end())
        end = following.start() if following else len(text)
        entries = list(_ENTRY.finditer(text, table.end(), end))
        at = (entries[-1] if entries else table).end()
        head = text[:at].removesuffix("\r")
        edited = f"{head}{newline}{line}{text[len(head) :]}"
    else:
        parts = [text, "" if not text or text.endswith("\n") else newline, newline if text else ""]
        edited = "".join(parts) + f'[tool.bpadocs.locales]{newline}en = "en-us"{newline}{line}{newline}'
    before = _locales(text)
    if _locales(edited) != {**({"en": "en-us"} if before is None else before), language: locale}:
        message = f"add the language to your table of locales by hand: {line}"
        raise BrokenInputError([Problem(FILE, 1, 1, message)])
    return edited


def _locales(text: str) -> dict[str, str] | None:
    try:
        found = tomllib.loads(text).get("tool", {}).get("bpadocs", {}).get("locales")
    except (tomllib.TOMLDecodeError, AttributeError):
        return None
    return found if isinstance(found, dict) else None
