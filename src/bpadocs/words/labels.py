"""The shared words of one language, from the gettext catalogs in locales/."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats import po_file
from bpadocs.formats.po_file import PoEntry
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.rule.placeholders import brace_problems, fill, names
from bpadocs.system.files import WORDS_LIMIT, read_inside
from bpadocs.words.cldr import fallbacks
from bpadocs.words.of_pages import UNTRANSLATED
from bpadocs.words.of_source import instead, is_original

DOMAIN = "bpadocs"
LOCALES = "locales"
ANOTHER_SOURCE = "another-source"
"""The catalog of what is said in a project that is not written in English, see of_source.py."""

WordKey = tuple[str, str]
"""What a word is looked up by: its context, and the word in English.

A word that a project brings is in the project's source language instead.
"""


@dataclass(frozen=True, slots=True)
class Labels:
    """What one language calls the words that every page shares."""

    language: str
    words: Mapping[WordKey, str] = field(default_factory=dict)
    """The translations; no entry where there is none yet. What is borrowed is among them."""
    fuzzy: frozenset[WordKey] = frozenset()
    """Those that the project's catalog has a fuzzy translation of, which is not used."""
    source_language: str = SOURCE_LANGUAGE
    """The language that the project is written in."""
    borrowed: frozenset[WordKey] = frozenset()
    """Those that a region has from the language it falls back to, such as fr-CA from fr."""

    @property
    def own_words(self) -> Mapping[WordKey, str]:
        """The translations that are this language's own."""
        if not self.borrowed:
            return self.words
        return {
            key: word for key, word in self.words.items() if key not in self.borrowed
        }

    def word(self, context: str, english: str) -> str:
        """Return the word in this language, or the English where the catalog has none."""
        if self.source_language != SOURCE_LANGUAGE:
            english = instead(english, self.source_language)
        return self.words.get((context, english), english)

    def on_page(self, context: str, english: str) -> str:
        """Return the word as pages show it: if the language has none, the English after a mark."""
        if self.has(context, english):
            return self.word(context, english)
        return self.marked(english)

    def marked(self, text: str) -> str:
        """Return a text of the source as pages show it for want of a translation: marked."""
        return f"{self.word('page', UNTRANSLATED)} {text}"

    def filled(self, context: str, english: str, **values: object) -> str:
        """Return the word with these values in place of its placeholders."""
        return fill(self.word(context, english), values)

    def has(self, context: str, english: str) -> bool:
        """Whether there is a word for it in this language; one may need no translation."""
        source = self.source_language
        if source == SOURCE_LANGUAGE:
            return self.language == source or (context, english) in self.words
        english = instead(english, source)
        if (context, english) in self.words:
            return True
        return is_original(context, english, self.language, source)

    def has_own(self, context: str, english: str) -> bool:
        """Whether the language has a word for it that is not borrowed."""
        if not self.has(context, english):
            return False
        return (context, instead(english, self.source_language)) not in self.borrowed


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


def catalog_files(
    root: Path | None,
    languages: tuple[str, ...],
    source_language: str = SOURCE_LANGUAGE,
) -> list[Path]:
    """Return every catalog that these languages' labels come from.

    A later one of a language goes over an earlier one.
    """
    shipped = shipped_locales()
    folders = [shipped]
    if root is not None and root / LOCALES != shipped:
        folders.append(root / LOCALES)
    paths = []
    for language in languages:
        if language == source_language == SOURCE_LANGUAGE:
            continue
        if source_language != SOURCE_LANGUAGE:
            paths += _shipped_for_source(language, source_language)
        for folder in folders:
            paths.append(folder / language / "LC_MESSAGES" / f"{DOMAIN}.po")
    return [path for path in paths if path.exists()]


def _shipped_for_source(language: str, source_language: str) -> list[Path]:
    """Return what else is brought along for a project in another language than English.

    That is what it says of its source, and the words of `fr` for pages that are written in fr-CA,
    which are to have no word in English.
    """
    base = language.partition("-")[0]
    named = (base, language) if language == source_language != base else (language,)
    paths = []
    for name in named:
        folder = shipped_locales() / name / "LC_MESSAGES"
        paths += [folder / f"{ANOTHER_SOURCE}.po", folder / f"{DOMAIN}.po"]
    return paths


def read_labels(
    root: Path | None,
    languages: tuple[str, ...],
    source_language: str = SOURCE_LANGUAGE,
) -> dict[str, Labels]:
    """Return the labels of each language, in a project that is written in the source language.

    The project's own catalogs go over those that bpadocs brings along; without a project, `root` is
    None. A region has the words that it lacks from the one of these languages that it falls back
    to. Raises BrokenInputError with every mistake in every catalog.
    """
    labels: dict[str, Labels] = {}
    for language in languages:
        labels[language] = Labels(language, source_language=source_language)
    # By content, for often a project's catalog is the one that bpadocs brings along.
    read: dict[bytes, Labels] = {}
    problems: list[Problem] = []
    for language in languages:
        for path in catalog_files(root, (language,), source_language):
            content = read_catalog(root, path)
            if content not in read:
                try:
                    read[content] = _labels_in(content, language)
                except BrokenInputError as error:
                    problems += error.problems
                    continue
            own = read[content]
            words = {**labels[language].words, **own.words}
            labels[language] = replace(labels[language], words=words, fuzzy=own.fuzzy)
    if problems:
        raise BrokenInputError(problems)
    return with_borrowed(labels)


def with_borrowed(labels: Mapping[str, Labels]) -> dict[str, Labels]:
    """Return the labels of all languages, each region's with the words that it borrows.

    What they have borrowed before is borrowed again, as it is now.
    """
    found: dict[str, Labels] = {}
    for language, own in labels.items():
        words: dict[WordKey, str] = {}
        # The nearest last, for it goes over the others.
        for lender in reversed(fallbacks(language, labels, own.source_language)):
            words |= labels[lender].own_words
        if words or own.borrowed:
            own_words = own.own_words
            borrowed = frozenset(words.keys() - own_words.keys())
            words |= own_words
            own = replace(own, words=words, borrowed=borrowed)
        found[language] = own
    return found


def read_catalog(root: Path | None, path: Path) -> bytes:
    """Return the bytes of one of the catalogs."""
    if root is None or not path.is_relative_to(root):
        return path.read_bytes()  # bpadocs brings it along
    name = path.relative_to(root).as_posix()
    return read_inside(root, name, WORDS_LIMIT) or b""


@lru_cache(maxsize=32)
def _labels_in(content: bytes, language: str) -> Labels:
    """Return what one catalog calls the words.

    They are kept: `bpa serve` and an editor ask after every change of a rule, and of all that there
    is to read for it catalogs are the longest, and hardly ever others than before.
    """
    words = {}
    fuzzy = set()
    for entry in catalog_entries(content, catalog_path(language)):
        key = entry.context or "", entry.id
        translation = entry.strings[0]
        if translation and entry.fuzzy:
            fuzzy.add(key)
        elif translation:
            words[key] = translation
    return Labels(language, words, frozenset(fuzzy))


_FREE: Final = frozenset({"argument", "intro", "note"})
"""Contexts of words that projects write themselves. Pages show these as they are: braces are text
in them.
"""

_CHARSET: Final = re.compile(r"charset=([^\s\\\"]+)")

# “CHARSET” is what a template has where a catalog names it.
_UTF_8: Final = ("utf-8", "utf8", "charset")


def catalog_entries(content: bytes, name: str) -> Sequence[PoEntry]:
    """Return the entries of a catalog; raises BrokenInputError with every mistake in it."""
    # First, for it refuses another charset, which `po_file.read` would read the file in.
    lines = catalog_lines(content, name)
    messages = po_file.read(content, name).messages
    found = [entry for entry in messages if entry.id]
    problems: list[Problem] = []
    for entry in found:
        problems += _placeholder_problems(entry, lines, name)
    if problems:
        raise BrokenInputError(problems)
    return found


def catalog_lines(content: bytes, name: str) -> list[str]:
    """Return the lines of a catalog, numbered as its entries number them."""
    return re.split("\r\n|\n|\r", catalog_text(content, name))


def catalog_text(content: bytes, name: str) -> str:
    """Return the text of a catalog; raises BrokenInputError where it is not UTF-8.

    It is UTF-8 whatever its header says, for `bpa labels` writes it so.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        message = (
            f"not UTF-8 (byte 0x{content[error.start]:02X}); save the file as UTF-8"
        )
        problem = _behind(before, name, message)
        raise BrokenInputError([problem]) from None
    charset = _CHARSET.search(text)
    if charset and charset[1].lower() not in _UTF_8:
        wanted = "the charset of a catalog in locales/ is UTF-8"
        message = f"{wanted}, not “{charset[1]}”; save the file as UTF-8"
        problem = _behind(text[: charset.start()], name, message)
        raise BrokenInputError([problem])
    return text


def _behind(before: str, name: str, message: str) -> Problem:
    """Return a problem at what follows this text."""
    return Problem(
        path=name,
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
        message=message,
    )


def place_in_catalog(
    lines: Sequence[str], entry: PoEntry, written: str = "", before: str = ""
) -> tuple[int, int]:
    """Return line and column, from 1, of a piece of an entry's translation.

    Where no piece is named, it is the first quote. `before` is the translation up to the piece. A
    PO file may break a text over many lines: the piece is found by its own characters, which need
    no escapes.
    """
    if written:
        found = _find(lines, entry, written, before.count(written))
        if found:
            return found
    number = entry.string_line
    if number > len(lines):
        return number, 1
    quote = lines[number - 1].find('"')
    return number, max(quote, 0) + 1


def _find(
    lines: Sequence[str], entry: PoEntry, written: str, skipped: int
) -> tuple[int, int] | None:
    """Return the place of a piece that the translation has after so many others like it."""
    first = entry.string_line
    for number, line in enumerate(lines[first - 1 :], first):
        if number > first and not line.lstrip().startswith('"'):
            return None  # the translation has ended
        column = line.find(written, line.find('"'))
        while column >= 0:
            if not skipped:
                return number, column + 1
            skipped -= 1
            column = line.find(written, column + len(written))
    return None


def _placeholder_problems(
    entry: PoEntry, lines: Sequence[str], name: str
) -> Iterator[Problem]:
    """Yield what is wrong with the placeholders of a translation that is there."""
    translation = entry.strings[0]
    if not translation or entry.fuzzy or (entry.context or "") in _FREE:
        return
    # Each once, in order.
    wanted = list(dict.fromkeys(names(entry.id)))
    used = list(dict.fromkeys(names(translation)))
    has = f"the English has {_listed(wanted) if wanted else 'none'}"
    sound = True
    for brace in brace_problems(translation):
        sound = False
        before = translation[: brace.offset]
        place = place_in_catalog(lines, entry, brace.written, before)
        message = f"“{brace.written}” is no placeholder: {has}"
        yield _at(
            name, place, f"{message}; write a placeholder exactly as it stands there"
        )
    for unknown in _without(used, wanted):
        sound = False
        written = f"{{{unknown}}}"
        message = f"“{written}” is a placeholder that nothing fills: {has}"
        place = place_in_catalog(lines, entry, written)
        yield _at(name, place, message)
    lost = _without(wanted, used)
    if (
        sound and lost
    ):  # if not sound, it may be there, misspelt, and has been told already
        message = f"the translation has lost {_listed(lost)}, which the English has; put it in"
        place = place_in_catalog(lines, entry)
        yield _at(name, place, message)


def _without(some: Iterable[str], others: Sequence[str]) -> list[str]:
    return [one for one in some if one not in others]


def _listed(placeholders: Iterable[str]) -> str:
    return ", ".join(f"{{{one}}}" for one in placeholders)


def _at(name: str, place: tuple[int, int], message: str) -> Problem:
    line, column = place
    return Problem(
        path=name,
        line=line,
        column=column,
        message=message,
    )
