"""Which shared words still need a translator: those that have none, an empty one, or one that is marked fuzzy."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bpadocs import catalog_reader
from bpadocs.furniture import Word
from bpadocs.inputs import WORDS_LIMIT, read_inside
from bpadocs.labels import Labels, catalog_path, read_labels
from bpadocs.po_file import Message
from bpadocs.project import Project
from bpadocs.provenance import State
from bpadocs.vocabulary import words


class Entry(NamedTuple):
    """An entry of a project's catalog, and where its translation stands there, from 1."""

    message: Message
    line: int
    column: int


class WordToDo(NamedTuple):
    """A word that one language still has to translate or to confirm."""

    word: Word
    language: str
    catalog: str
    """The project's catalog of that language, which need not be there yet."""
    entry: Entry | None
    """None where the catalog does not have the word."""
    instead: str
    """What pages show until then."""


class Words(NamedTuple):
    """The shared words of a project in one language: how many there are, and which are left to do."""

    total: int
    to_do: tuple[WordToDo, ...]

    @property
    def states(self) -> dict[State, int]:
        """How many are in each state: a word is there or it is missing, and a fuzzy one is not used."""
        left = len(self.to_do)
        return {**dict.fromkeys(State, 0), State.CURRENT: self.total - left, State.MISSING: left}


def words_of(project: Project, labels: Mapping[str, Labels] | None = None) -> dict[str, Words]:
    """Return the shared words of each translated language."""
    every = _distinct(words(project.products, project.rules))
    labels = labels or read_labels(project.root, project.settings.languages)
    return {
        language: Words(len(every), tuple(_to_do(project, every, labels[language])))
        for language in project.settings.translations
    }


def _distinct(found: Iterable[Word]) -> list[Word]:
    """Return each word once, as it comes first."""
    by_text: dict[tuple[str, str], Word] = {}
    for word in found:
        by_text.setdefault((word.context, word.english), word)
    return list(by_text.values())


def _to_do(project: Project, every: Iterable[Word], labels: Labels) -> Iterator[WordToDo]:
    name = catalog_path(labels.language)
    entries = _entries(project, name)
    for word in every:
        entry = entries.get((word.context, word.english))
        # A fuzzy word is work to do even where the catalog that bpadocs brings along has another.
        fuzzy = entry is not None and entry.message.fuzzy and bool(entry.message.strings[0])
        if fuzzy or not labels.has(word.context, word.english):
            instead = labels.word(word.context, word.english)
            yield WordToDo(word, labels.language, name, entry, instead)


def _entries(project: Project, name: str) -> dict[tuple[str, str], Entry]:
    content = read_inside(project.root, name, WORDS_LIMIT)
    if content is None:
        return {}
    lines = catalog_reader.lines_of(content, name)
    return {
        (message.context or "", message.id): Entry(message, *catalog_reader.position(lines, message))
        for message in catalog_reader.entries(content, name)
    }
