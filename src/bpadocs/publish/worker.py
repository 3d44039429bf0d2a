"""A share of a build's work, in two steps.

First its rules are read; when those of all shares are good, they are rendered and written. So a
mistake in any rule stops the build before a file is touched.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bpadocs.errors import Problem
from bpadocs.pages.front_matter import page_hash
from bpadocs.project.read_rule import read_rule
from bpadocs.project.tree import names_of, read_source, rule_id
from bpadocs.publish.basis import Basis
from bpadocs.publish.cache import LanguageRecord, Made, Record, Task
from bpadocs.publish.render import Rendered, RuleRenderer
from bpadocs.rule.drafts import untouched
from bpadocs.rule.model import Rule
from bpadocs.rule.names import RuleNames
from bpadocs.system.cache import digest
from bpadocs.system.files import write_file

RULES_PER_PROCESS = 60
"""Fewer are done sooner than a process starts."""

_RULES_PER_TELLING = 64
"""Progress is told after so many rules."""


class ReadRules(NamedTuple):
    """What reading a share has shown: every mistake, and the names of every good rule."""

    problems: list[Problem]
    names: list[RuleNames]
    drafts: list[str]
    """The files of rules that nobody has written yet."""


class _GoodRule(NamedTuple):
    """A rule that was read, and is to be rendered."""

    task: Task
    rule: Rule
    key: str


def steps(
    basis: Basis, tasks: Sequence[Task], progress: Callable[[int], None]
) -> Iterator[ReadRules | list[Made]]:
    """Yield what was read, then what was made. Progress is told how many rules are done."""
    read, problems = _read(basis, tasks)
    drafts = [one.task.path for one in read if untouched(one.rule)]
    rules = [one for one in read if not untouched(one.rule)]
    names = [names_of(one.rule) for one in rules]
    yield ReadRules(problems, names, drafts)
    yield _render(basis, rules, progress)


def record_of(
    basis: Basis,
    rule: Rule,
    key: str,
    parts: Mapping[str, Rendered],
    known: Record | None = None,
) -> Record:
    """Return the record of a rule that was rendered; what is known of other languages holds."""
    records: dict[str, LanguageRecord] = {}
    for language, part in parts.items():
        records[language] = _language_record(basis, part)
    if known is not None:
        records = {**known.parts, **records}
    if known is None or rule.source_language in parts:
        english_hash = page_hash(parts[rule.source_language].page.decode())
    else:
        english_hash = known.english_hash
    return Record(
        id=rule.id,
        key=key,
        page=rule.page,
        help_id=rule.help_id,
        category=str(rule.category),
        english_hash=english_hash,
        parts=records,
        aliases=rule.aliases,
        redirect_from=rule.redirect_from,
    )


def _read(basis: Basis, tasks: Sequence[Task]) -> tuple[list[_GoodRule], list[Problem]]:
    rules: list[_GoodRule] = []
    problems: list[Problem] = []
    languages = basis.settings.languages
    for task in tasks:
        source, found = read_source(basis.root, task.path)
        problems += found
        if source is None:
            continue
        identifier = rule_id(task.path)
        rule, found = read_rule(source, identifier, task.product, languages)
        problems += found
        if rule:
            # Of the text that was read, not of the file again: it may change meanwhile.
            key = basis.key(task.product_text, source.text.encode())
            rules.append(_GoodRule(task, rule, key))
    return rules, problems


def _render(
    basis: Basis, rules: Sequence[_GoodRule], progress: Callable[[int], None]
) -> list[Made]:
    renderer = RuleRenderer(basis.settings, basis.labels)
    made: list[Made] = []
    for number, one in enumerate(rules, 1):
        known = one.task.known
        english_hash = known.english_hash if known else None
        parts = renderer.rule(one.rule, one.task.languages, english_hash)
        written = 0
        for part in parts.values():
            path = f"{basis.folder}/{part.path}"
            written += write_file(path, part.page)
        made.append(
            Made(
                record=record_of(basis, one.rule, one.key, parts, known),
                messages={language: part.messages for language, part in parts.items()},
                written=written,
            )
        )
        if number % _RULES_PER_TELLING == 0 or number == len(rules):
            progress(number)
    return made


def _language_record(basis: Basis, part: Rendered) -> LanguageRecord:
    return LanguageRecord(
        title=part.title,
        labels=basis.label_digests[part.language],
        page=digest(part.page),
        messages=digest(part.messages),
    )
