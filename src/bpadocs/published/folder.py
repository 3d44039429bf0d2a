"""Find and read the pages of a folder. What is no page is one line that says why."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from bpadocs import shown
from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.pages.pair import Locale
from bpadocs.pages.published import Page, RulePage
from bpadocs.project.settings import read_settings
from bpadocs.published.any_page import read_any_page
from bpadocs.published.reader import MAX_BYTES, read_page
from bpadocs.published.unreadable import UnreadableError
from bpadocs.published.wording import Hints
from bpadocs.published.words import known_words
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.system.files import read_inside
from bpadocs.words.cldr import culture
from bpadocs.words.labels import Labels
from bpadocs.words.of_source import is_english

PageKind = TypeVar("PageKind", bound=Page)

_ENDINGS: Final = (".md", ".mdx")


@dataclass(frozen=True, slots=True)
class PageFolder:
    """What was found in the folder of one language."""

    locale: Locale
    pages: Mapping[str, RulePage]
    """By name, in the order of the names."""
    unreadable: Mapping[str, Problem]
    """By name, why a file that is there is no rule page."""


def english_locale(folder: Path) -> Locale:
    """Return the locale of the source: `en-us` unless the folder's name says otherwise.

    Raises UsageError where the folder has no page.
    """
    return source_locale(folder, SOURCE_LANGUAGE, "en-us")


def source_pages(folder: Path, root: Path | None) -> Locale:
    """Return the locale of the pages that others are compared with.

    They are English, unless the project in this root is written in another language. Raises
    UsageError where the folder has no page.
    """
    if root is None:
        return english_locale(folder)
    settings = read_settings(root)
    source = settings.source_language
    if is_english(source):
        return english_locale(folder)
    return source_locale(folder, source, settings.locales[source])


def source_locale(folder: Path, language: str, usual: str) -> Locale:
    """Return the locale of pages in this language: the usual one, or as the folder is named.

    Raises UsageError where the folder has no page.
    """
    if next(_files(folder), None) is None:
        raise UsageError(f"{folder}: no Markdown page in this folder")
    name = folder.resolve().name.lower()
    base = language.partition("-")[0]
    return Locale(name if name.startswith(f"{base}-") else usual, language, folder)


def languages_of(
    locales: Mapping[str, Path], named: Mapping[str, str] = MappingProxyType({})
) -> tuple[Locale, ...]:
    """Return each locale with its language: `fr-fr` is French.

    Where two locales are of one language, each is called by all of its name: `fr-FR` and `fr-CA`.
    `named` are the languages that a project has names for, by locale.
    """
    short: dict[str, str] = {}
    for locale in locales:
        short[locale] = named.get(locale) or _language(locale)
    taken = list(short.values())
    found = []
    for locale, language in short.items():
        if locale in named or taken.count(language) == 1:
            name = language
        else:
            name = culture(locale)
        found.append(Locale(locale=locale, language=name, folder=locales[locale]))
    return tuple(found)


def _language(locale: str) -> str:
    """Return the language of a locale; of Chinese, also the script."""
    language, _, rest = locale.partition("-")
    if language != "zh" or not rest:
        return language
    is_traditional = {"tw", "hk", "mo", "hant"}.intersection(rest.split("-"))
    if is_traditional:
        return "zh-Hant"
    return "zh-Hans"


def read_folders(
    english: Locale, others: Sequence[Locale], labels: Mapping[str, Labels]
) -> tuple[PageFolder, tuple[PageFolder, ...]]:
    """Read the English pages, and then those of the other languages, each with its English page."""
    source = read_folder(english, labels[english.language])
    translations = []
    for locale in others:
        translations.append(read_folder(locale, labels[locale.language], source.pages))
    return source, tuple(translations)


def read_folder(
    locale: Locale, labels: Labels, english: Mapping[str, RulePage] | None = None
) -> PageFolder:
    """Read every Markdown file in a folder and in the folders below it, except hidden ones."""
    words = known_words(labels)
    pages: dict[str, RulePage] = {}
    unreadable: dict[str, Problem] = {}
    for name, file in files_of(locale.folder).items():
        found = read_file(
            locale, file, name, words, english.get(name) if english else None
        )
        if isinstance(found, RulePage):
            pages[name] = found
        else:
            unreadable[name] = found
    return PageFolder(locale, pages, unreadable)


def read_file(
    locale: Locale,
    file: Path,
    name: str,
    words: Mapping[str, str],
    english: RulePage | None = None,
) -> RulePage | Problem:
    """Read one rule page of a folder. `words` say what the bare words of the language mean."""
    hints = Hints(words, english)

    def read(data: bytes, shown: str) -> RulePage:
        """Return the rule page in these bytes."""
        return read_page(data, shown, name, locale.language, hints)

    return _page_or_problem(locale, file, read)


def read_any_file(
    locale: Locale,
    file: Path,
    name: str,
    words: Mapping[str, str],
    english: Page | None = None,
) -> Page | Problem:
    """Read one page of a folder, of whatever kind it is."""

    def read(data: bytes, shown: str) -> Page:
        """Return the page in these bytes."""
        return read_any_page(data, shown, name, locale.language, words, english)

    return _page_or_problem(locale, file, read)


def _page_or_problem(
    locale: Locale, file: Path, read: Callable[[bytes, str], PageKind]
) -> PageKind | Problem:
    """Return what is read of a file and the name it is shown by, or why it cannot be read."""
    shown = shown_as(file)
    try:
        return read(_bytes(file, locale.folder, shown), shown)
    except UnreadableError as error:
        return error.problem


def files_of(folder: Path) -> dict[str, Path]:
    """Return the files of pages by name, in the order of the names."""
    return dict(sorted(_files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path, folders, files in os.walk(folder):
        # os.walk goes into the folders that are left in the list
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                file = Path(path, name)
                yield file.relative_to(folder).as_posix(), file


def shown_as(file: Path) -> str:
    """Return a path as it can be printed, whatever bytes or characters it is made of."""
    return shown.name(file.as_posix())


def _bytes(file: Path, folder: Path, shown: str) -> bytes:
    try:
        data = read_inside(
            folder, file.relative_to(folder).as_posix(), MAX_BYTES, "folder"
        )
    except BrokenInputError as error:
        raise UnreadableError(
            file=shown,
            line=1,
            column=1,
            message=error.problems[0].message,
        ) from None
    if data is None:
        raise UnreadableError(
            file=shown,
            line=1,
            column=1,
            message="cannot be read: there is no such file",
        )
    return data
