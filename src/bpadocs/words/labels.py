"""The shared words of one language, from the gettext catalogs in locales/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.rule.placeholders import fill
from bpadocs.system.inputs import WORDS_LIMIT, read_inside

DOMAIN = "bpadocs"
LOCALES = "locales"

WordKey = tuple[str, str]
"""What a word is looked up by: its context, and the word in English."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What one language calls the words that every page shares."""

    language: str
    words: Mapping[WordKey, str] = field(default_factory=dict)
    """The translations; no entry where there is none yet."""

    def word(self, context: str, english: str) -> str:
        """Return the word in this language, or the English where the catalog has none."""
        return self.words.get((context, english), english)

    def filled(self, context: str, english: str, **values: object) -> str:
        """Return the word with these values in place of its placeholders."""
        return fill(self.word(context, english), values)

    def has(self, context: str, english: str) -> bool:
        """Whether there is a word for it in this language; English has all."""
        if self.language == SOURCE_LANGUAGE:
            return True
        return (context, english) in self.words


def catalog_path(language: str) -> str:
    """Return the path of a language's catalog, relative to the project."""
    return f"{LOCALES}/{language}/LC_MESSAGES/{DOMAIN}.po"


def shipped_locales() -> Path:
    """Return the folder of the catalogs that bpadocs brings along.

    They are for projects that have not translated the words again.
    """
    package = Path(__file__).parents[1]
    installed = package / LOCALES
    if installed.is_dir():
        return installed
    # In a clone the folder is beside src/.
    return package.parents[1] / LOCALES


def catalog_files(root: Path | None, languages: tuple[str, ...]) -> list[Path]:
    """Return every catalog that these languages' labels come from.

    A later one of a language goes over an earlier one.
    """
    shipped = shipped_locales()
    folders = [shipped]
    if root is not None and root / LOCALES != shipped:
        folders.append(root / LOCALES)
    paths = []
    for language in languages:
        if language == SOURCE_LANGUAGE:
            continue
        for folder in folders:
            path = folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
            if path.exists():
                paths.append(path)
    return paths


def read_labels(root: Path | None, languages: tuple[str, ...]) -> dict[str, Labels]:
    """Return the labels of each language.

    The project's own catalogs go over those that bpadocs brings along; without a project, `root` is
    None. Raises BrokenInputError with every mistake in every catalog.
    """
    words: dict[str, dict[WordKey, str]] = {}
    for language in languages:
        words[language] = {}
    # By content, for often a project's catalog is the one that bpadocs brings along.
    read: dict[bytes, dict[WordKey, str]] = {}
    problems: list[Problem] = []
    for path in catalog_files(root, languages):
        language = path.parents[1].name
        content = read_catalog(root, path)
        if content not in read:
            try:
                read[content] = _words_in(content, language)
            except BrokenInputError as error:
                problems += error.problems
                continue
        words[language] |= read[content]
    if problems:
        raise BrokenInputError(problems)
    return {language: Labels(language, own) for language, own in words.items()}


def read_catalog(root: Path | None, path: Path) -> bytes:
    """Return the bytes of one of the catalogs."""
    if root is None or not path.is_relative_to(root):
        return path.read_bytes()  # bpadocs brings it along
    name = path.relative_to(root).as_posix()
    return read_inside(root, name, WORDS_LIMIT) or b""


def _words_in(content: bytes, language: str) -> dict[WordKey, str]:
    """Return the translations in a catalog by context and English, without the fuzzy ones."""
    from bpadocs.words import (
        catalog_reader,
    )  # here, for a project in English alone needs none

    words = {}
    for entry in catalog_reader.entries(content, catalog_path(language)):
        translation = entry.strings[0]
        if translation and not entry.fuzzy:
            context = entry.context or ""
            words[context, entry.id] = translation
    return words
