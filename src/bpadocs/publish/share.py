"""A share of a build's work, in two steps: rules are read, and when all shares' are good, rendered and written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bpadocs.cache import digest
from bpadocs.model import SOURCE_LANGUAGE, Rule
from bpadocs.output import write_file
from bpadocs.problems import Problem
from bpadocs.project import read_source, rule_id
from bpadocs.publish.records import Part, Record, pack
from bpadocs.publish.standing import Task
from bpadocs.publish.surroundings import Surroundings

if TYPE_CHECKING:
    from bpadocs.publish.render import Rendered


RULES_PER_PROCESS = 60
"""Fewer are done sooner than a process starts."""


class Found(NamedTuple):
    """What reading a share has shown: every mistake, and the id and page of every good rule."""

    problems: list[Problem]
    pages: list[tuple[str, str]]


class Made(NamedTuple):
    """A rule as it is now, and the packed message fragments of the languages that were made."""

    record: Record
    fragments: Mapping[str, bytes]


class Done(NamedTuple):
    """What a share has made, how many pages were rendered, and how many of those written."""

    made: list[Made]
    rendered: int
    written: int


def steps(surroundings: Surroundings, tasks: Sequence[Task], progress: Callable[[int], None]) -> Iterator[Found | Done]:
    """Yields what it has found, then what it has done. Progress is told how many rules are."""
    rules: list[tuple[Task, Rule, str]] = []
    yield _read(surroundings, tasks, rules)
    yield _render(surroundings, rules, progress)


def _read(surroundings: Surroundings, tasks: Sequence[Task], rules: list[tuple[Task, Rule, str]]) -> Found:
    from bpadocs.reading.rule import read_rule

    problems: list[Problem] = []
    for task in tasks:
        source, found = read_source(surroundings.root, task.path)
        problems += found
        if source is None:
            continue
        rule, found = read_rule(source, rule_id(task.path), task.product, surroundings.settings.languages)
        problems += found
        if rule:
            rules.append((task, rule, surroundings.key(task.product_text, source.text.encode())))
    return Found(problems, [(rule.id, rule.page) for _, rule, _ in rules])


def _render(
    surroundings: Surroundings, rules: Sequence[tuple[Task, Rule, str]], progress: Callable[[int], None]
) -> Done:
    from bpadocs.publish.render import Renderer

    renderer = Renderer(surroundings.settings, surroundings.labels)
    made = []
    rendered = written = 0
    for number, (task, rule, key) in enumerate(rules, 1):
        parts = renderer.rule(rule, task.languages, task.known.english_hash if task.known else None)
        for part in parts.values():
            written += write_file(f"{surroundings.folder}/{part.path}", part.page)
        rendered += len(parts)
        made.append(made_of(rule, key, task.known, parts, surroundings))
        if number % 64 == 0 or number == len(rules):
            progress(number)
    return Done(made, rendered, written)


def made_of(
    rule: Rule, key: str, known: Record | None, parts: "Mapping[str, Rendered]", surroundings: Surroundings
) -> Made:
    """The record of a rule that was rendered, and what still holds of it."""
    from bpadocs.pages.page import page_hash

    fragments = {language: pack(part.messages) for language, part in parts.items()}
    new = {
        language: Part(
            title=part.title,
            labels=surroundings.label_digests[language],
            page=digest(part.page),
            messages=digest(fragments[language]),
        )
        for language, part in parts.items()
    }
    if known:
        english_hash = known.english_hash
        new = {language: new.get(language) or part for language, part in known.parts.items()}
    else:
        english_hash = page_hash(parts[SOURCE_LANGUAGE].page.decode())
    return Made(Record(rule.id, key, rule.page, str(rule.category), english_hash, new), fragments)
