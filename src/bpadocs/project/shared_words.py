"""Which shared words still need a translator.

They are those that a language has no translation of, an empty one, or one that is marked fuzzy.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bpadocs.formats.po_file import PoEntry
from bpadocs.project.settings import Settings
from bpadocs.project.tree import Project
from bpadocs.rule.provenance import State
from bpadocs.system.files import WORDS_LIMIT, read_inside
from bpadocs.words.labels import (
    Labels,
    WordKey,
    catalog_entries,
    catalog_lines,
    catalog_path,
    place_in_catalog,
    read_labels,
)
from bpadocs.words.of_pages import SharedWord
from bpadocs.words.vocabulary import words


class WordEntry(NamedTuple):
    """An entry of a project's catalog, and the place of its translation there, from 1."""

    message: PoEntry
    line: int
    column: int


class WordToDo(NamedTuple):
    """A word that one language still has to translate or to confirm."""

    word: SharedWord
    language: str
    catalog: str
    """The project's catalog of that language, which need not be there yet."""
    entry: WordEntry | None
    """None where the catalog does not have the word, or was read for its labels alone."""
    instead: str
    """What pages show until then."""


class WordsToDo(NamedTuple):
    """The shared words of a project in one language: how many, and which are left to do."""

    total: int
    to_do: tuple[WordToDo, ...]
    borrowed: int = 0
    """How many others a region has from the language that it falls back to."""

    @property
    def states(self) -> dict[State, int]:
        """How many are in each state.

        A word is there or it is missing: one that is marked fuzzy is not used, and one that is
        borrowed is not the language's own.
        """
        left = len(self.to_do) + self.borrowed
        counts = dict.fromkeys(State, 0)
        counts[State.CURRENT] = self.total - left
        counts[State.MISSING] = left
        return counts


def source_labels(project: Project) -> Labels:
    """Return the labels of the language that the project is written in."""
    source = project.settings.source_language
    return read_labels(project.root, (source,), source)[source]


def words_of(
    project: Project, labels: Mapping[str, Labels] | None = None
) -> dict[str, WordsToDo]:
    """Return the shared words of each language that has a catalog, as its labels have them."""
    settings = project.settings
    source = settings.source_language
    labels = labels or read_labels(project.root, settings.languages, source)
    every = _distinct(words(project.products, project.rules, source))
    return {
        language: _left(every, labels[language], {})
        for language in settings.with_catalogs
    }


def left_of(
    every: Iterable[SharedWord],
    root: Path,
    settings: Settings,
    labels: Mapping[str, Labels],
) -> dict[str, WordsToDo]:
    """Return of these words what each language has left to do, with its entries."""
    distinct = _distinct(every)
    found = {}
    for language in settings.with_catalogs:
        left = _left(distinct, labels[language], {})
        if left.to_do:  # as seldom: the catalog need not be read again for nothing
            entries = _entries(root, catalog_path(language))
            left = _left(distinct, labels[language], entries)
        found[language] = left
    return found


def _left(
    every: Sequence[SharedWord],
    labels: Labels,
    entries: Mapping[WordKey, WordEntry],
) -> WordsToDo:
    to_do = tuple(_to_do(every, labels, entries))
    borrowed = 0
    if labels.borrowed:
        left = {(one.word.context, one.word.english) for one in to_do}
        for word in every:
            key = word.context, word.english
            borrowed += key not in left and not labels.has_own(*key)
    return WordsToDo(len(every), to_do, borrowed)


def _distinct(found: Iterable[SharedWord]) -> list[SharedWord]:
    """Return each word once, as it comes first."""
    by_text: dict[WordKey, SharedWord] = {}
    for word in found:
        by_text.setdefault((word.context, word.english), word)
    return list(by_text.values())


def _to_do(
    every: Iterable[SharedWord],
    labels: Labels,
    entries: Mapping[WordKey, WordEntry],
) -> Iterator[WordToDo]:
    catalog = catalog_path(labels.language)
    for word in every:
        key = word.context, word.english
        # A fuzzy word is work to do even where the catalog that bpadocs brings along has another.
        if key not in labels.fuzzy and labels.has(*key):
            continue
        yield WordToDo(
            word=word,
            language=labels.language,
            catalog=catalog,
            entry=entries.get(key),
            instead=labels.word(word.context, word.english),
        )


def _entries(root: Path, name: str) -> dict[WordKey, WordEntry]:
    """Return the entries of the project's own catalog by context and English."""
    content = read_inside(root, name, WORDS_LIMIT)
    if content is None:
        return {}
    lines = catalog_lines(content, name)
    entries = {}
    for message in catalog_entries(content, name):
        line, column = place_in_catalog(lines, message)
        context = message.context or ""
        entries[context, message.id] = WordEntry(message, line, column)
    return entries
