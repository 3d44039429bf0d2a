"""A share of a build's work: rules to read, then to render and write. One process has all of them, or each its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bpadocs.labels import Labels
from bpadocs.model import SOURCE_LANGUAGE, Product, Rule
from bpadocs.output import write_file
from bpadocs.problems import Problem
from bpadocs.project import read_source, rule_id
from bpadocs.publish.names import Words, page_path
from bpadocs.publish.store import Part, Record, digest, pack
from bpadocs.settings import Settings

if TYPE_CHECKING:
    from bpadocs.publish.render import Rendered


class Task(NamedTuple):
    """A rule that must be made again, in some languages or in all."""

    path: str
    product: Product
    product_text: str
    languages: tuple[str, ...]
    known: Record | None
    """What still holds of it: the languages that are not made again."""


class Surroundings(NamedTuple):
    """What all rules of a build share."""

    root: Path
    folder: Path
    settings: Settings
    labels: Mapping[str, Labels]

    def key(self, product_text: str, rule: bytes) -> str:
        """The digest of a rule's inputs but for its labels."""
        settings = self.settings
        shared = repr((tuple(settings.locales.items()), settings.help, product_text))
        return digest(shared.encode(), rule)


class Done(NamedTuple):
    """What a share has made: records, and how many pages were rendered and how many of those written."""

    records: tuple[Record, ...]
    rendered: int
    written: int


class Share:
    """Reads its tasks, and when every share has found its rules good, renders and writes them."""

    def __init__(self, surroundings: Surroundings, tasks: Sequence[Task], template: bytes) -> None:
        self._surroundings = surroundings
        self._tasks = tasks
        self._template = template
        self._rules: list[tuple[Task, Rule, str]] = []

    def read(self) -> tuple[list[Problem], list[tuple[str, str]]]:
        """Every mistake, and the id and page of every good rule."""
        from bpadocs.reading.rule import read_rule

        problems: list[Problem] = []
        settings = self._surroundings.settings
        for task in self._tasks:
            source, found = read_source(self._surroundings.root / task.path, task.path)
            problems += found
            if source is None:
                continue
            rule, found = read_rule(source, rule_id(task.path), task.product, settings.languages)
            problems += found
            if rule:
                key = self._surroundings.key(task.product_text, source.text.encode())
                self._rules.append((task, rule, key))
        return problems, [(rule.id, rule.page) for _, rule, _ in self._rules]

    def render(self, progress: Callable[[int], None]) -> Done:
        """Render and write every rule that was read."""
        from bpadocs.publish.render import Renderer

        folder = self._surroundings.folder
        renderer = Renderer(self._surroundings.settings, self._surroundings.labels, self._template)
        digests = WordDigests(self._surroundings.labels)
        records = []
        rendered = written = 0
        for number, (task, rule, key) in enumerate(self._rules, 1):
            known = task.known
            parts = renderer.rule(rule, task.languages, known.english_hash if known else None)
            for part in parts.values():
                written += write_file(f"{folder}/{part.path}", part.page)
            rendered += len(parts)
            records.append(_record(rule, key, known, parts, digests))
            if number % 64 == 0:
                progress(64)
        progress(len(self._rules) % 64)
        self._rules.clear()
        return Done(tuple(records), rendered, written)


class WordDigests:
    """Digests of what a set of labels is in a language; most rules ask for one of few sets."""

    def __init__(self, labels: Mapping[str, Labels]) -> None:
        self._labels = labels
        self._known: dict[tuple[str, Words], str] = {}

    def of(self, language: str, words: Words) -> str:
        found = self._known.get((language, words))
        if found is None:
            labels = self._labels[language].words
            lines = "\x1e".join(f"{pair}\x1f{labels.get(pair)}" for pair in sorted(words))
            found = self._known[language, words] = digest(lines.encode())
        return found


def pages_of(record: Record, settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Language, path and digest of each page of a rule."""
    product = record.id.partition("/")[0]
    for language, part in record.parts.items():
        yield language, page_path(settings.locales[language], product, record.page), part.page


def _record(
    rule: Rule, key: str, known: Record | None, parts: Mapping[str, "Rendered"], digests: WordDigests
) -> Record:
    from bpadocs.pages.page import page_hash

    made = {}
    for language, part in parts.items():
        fragment = pack(part.messages)
        made[language] = Part(
            title=part.title,
            page=digest(part.page),
            words=part.words,
            words_digest=digests.of(language, part.words),
            fragment=fragment,
            fragment_digest=digest(fragment),
        )
    if known:
        english_hash = known.english_hash
        made = {language: made.get(language) or part for language, part in known.parts.items()}
    else:
        english_hash = page_hash(parts[SOURCE_LANGUAGE].page.decode())
    return Record(rule.id, key, rule.page, str(rule.category), english_hash, made)
