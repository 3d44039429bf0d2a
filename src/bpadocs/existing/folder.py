"""The pages of a folder: each one read, or one line that says why it cannot be."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bpadocs import shown
from bpadocs.existing.page import Page
from bpadocs.existing.reader import MAX_BYTES, UnreadableError, read_page
from bpadocs.existing.words import known_words
from bpadocs.inputs import read_inside
from bpadocs.labels import Labels
from bpadocs.model import SOURCE_LANGUAGE
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.settings import culture


@dataclass(frozen=True, slots=True)
class Locale:
    """A folder of pages in one language."""

    locale: str
    """As it was given: `fr-fr`."""
    language: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Folder:
    """What was found in the folder of one language."""

    locale: Locale
    pages: Mapping[str, Page]
    """By name, in the order of the names."""
    unreadable: Mapping[str, Problem]
    """Also by name: files that are there and are no rule pages."""


class Beside(NamedTuple):
    """What stands under one name in one language, and in English: a page, or the reason why it cannot be read.

    Where there is no file, None; in one of the two at most.
    """

    locale: Locale
    english: Page | Problem | None
    page: Page | Problem | None
    """For English itself, the same page."""

    @property
    def translation(self) -> tuple[Page, Page] | None:
        """The English page and its translation, where this is one and both can be read."""
        if self.locale.language == SOURCE_LANGUAGE:
            return None
        english, page = self.english, self.page
        return (english, page) if isinstance(english, Page) and isinstance(page, Page) else None


def english_locale(folder: Path) -> Locale:
    """The source: `en-us` unless the folder's name says otherwise. Raises BrokenInputError where it has no page."""
    if next(_files(folder), None) is None:
        raise BrokenInputError([Problem(str(folder), 1, 1, "no Markdown page in this folder")])
    name = folder.resolve().name.lower()
    return Locale(name if name.startswith("en-") else "en-us", SOURCE_LANGUAGE, folder)


def languages_of(locales: Mapping[str, Path]) -> tuple[Locale, ...]:
    """A language for each locale: `fr-fr` is French; what two locales share is told apart by the whole of it."""
    short = {locale: _language(locale) for locale in locales}
    taken = list(short.values())
    return tuple(
        Locale(locale, language if taken.count(language) == 1 else culture(locale), locales[locale])
        for locale, language in short.items()
    )


def _language(locale: str) -> str:
    if locale.startswith("zh-"):
        return "zh-Hant" if {"tw", "hk", "mo", "hant"} & set(locale.split("-")) else "zh-Hans"
    return locale.partition("-")[0]


def read_folders(
    english: Locale, others: Sequence[Locale], labels: Mapping[str, Labels]
) -> tuple[Folder, tuple[Folder, ...]]:
    """The English pages, then those of the other languages, each beside its English page."""
    source = read_folder(english, labels[SOURCE_LANGUAGE])
    return source, tuple(read_folder(locale, labels[locale.language], source.pages) for locale in others)


def read_folder(locale: Locale, labels: Labels, english: Mapping[str, Page] | None = None) -> Folder:
    """Every Markdown file of the folder and the folders in it, but hidden ones."""
    words = known_words(labels)
    pages: dict[str, Page] = {}
    unreadable: dict[str, Problem] = {}
    for name, file in files_of(locale.folder).items():
        found = read_file(locale, file, name, words, english.get(name) if english else None)
        if isinstance(found, Page):
            pages[name] = found
        else:
            unreadable[name] = found
    return Folder(locale, pages, unreadable)


def read_file(
    locale: Locale, file: Path, name: str, words: Mapping[str, str], english: Page | None = None
) -> Page | Problem:
    """One page of a folder; `words` are those the language is known by."""
    shown = shown_as(file)
    try:
        return read_page(_bytes(file, locale.folder, shown), shown, name, locale.language, words, english)
    except UnreadableError as error:
        return error.problem


def files_of(folder: Path) -> dict[str, Path]:
    """The files of pages by name, in the order of the names."""
    return dict(sorted(_files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(".md") and not name.startswith("."):
                file = Path(path, name)
                yield file.relative_to(folder).as_posix(), file


def shown_as(file: Path) -> str:
    """The path as it can be printed, also where the file system holds bytes that are no text, or nothing to be seen."""
    return shown.name(file.as_posix())


def _bytes(file: Path, folder: Path, shown: str) -> bytes:
    try:
        data = read_inside(folder, file.relative_to(folder).as_posix(), MAX_BYTES, "folder")
    except BrokenInputError as error:
        raise UnreadableError(shown, 1, 1, error.problems[0].message) from None
    if data is None:
        raise UnreadableError(shown, 1, 1, "cannot be read: there is no such file")
    return data
