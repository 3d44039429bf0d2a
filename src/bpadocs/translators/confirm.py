"""Confirm translations in the rule files of a project: make the stamps, and write them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.edit import EditError
from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.places import position
from bpadocs.project.read_rule import read_rule
from bpadocs.project.tree import Project
from bpadocs.rule.model import Rule, SourceFile
from bpadocs.system.files import text_of
from bpadocs.system.saving import Change, save
from bpadocs.translators.stamping import (
    Confirmation,
    Stamping,
    stamp,
    still_meant,
    write_stamps,
)
from bpadocs.words.cldr import name_in_english
from bpadocs.words.labels import Labels

Stampings = Mapping[str, Stamping]
"""What is to be stamped, by rule file."""


@dataclass(frozen=True, slots=True)
class WrittenStamps:
    """What became of the stamps of a project."""

    fields: int
    """How many fields are stamped."""
    left: Sequence[Problem]
    """Why others are not: somebody has written in their file meanwhile."""
    notes: Sequence[Problem]
    """What is to know of the files that were written."""


def stamp_rules(
    rules: Iterable[Rule],
    languages: Collection[str],
    confirmation: Confirmation,
    fields: Collection[str],
    source: Labels,
) -> dict[str, Stamping]:
    """Return what confirming these languages writes into each rule file. Nothing is written."""
    stampings = {}
    for rule in rules:
        stamping = stamp(rule, languages, confirmation, source, fields)
        stampings[rule.source.path] = stamping
    return stampings


def refusals(rules: Iterable[Rule], stampings: Stampings) -> list[Problem]:
    """Return each field that cannot be confirmed, and why, in the order of the rules."""
    problems = []
    for rule in rules:
        for one in stampings[rule.source.path].refused:
            source = name_in_english(rule.source_language)
            message = f"the {source} changed, the translation did not; not stamped"
            problems.append(_problem(rule.source, one.language, one.field, message))
    return problems


def write_stampings(
    project: Project, stampings: Stampings, source: Labels
) -> WrittenStamps:
    """Write the stamps into the rule files, but for texts that were changed meanwhile."""
    rules = {rule.source.path: rule for rule in project.rules}
    changes = _changes(rules, stampings)
    stamped = dict(stampings)
    changed_texts: dict[str, list[Problem]] = {}

    def again(file: str, data: bytes) -> bytes:
        """Return the file as it is now, with the stamps of the texts that are as they were."""
        rule = rules[file]
        written = Source(file, text_of(data, file))
        now, problems = read_rule(
            written, rule.id, rule.product, project.settings.languages
        )
        if now is None:
            raise BrokenInputError(problems)
        before = stampings[file]
        after = still_meant(before, rule, now, source)
        stamped[file] = after
        changed_texts[file] = []
        for language, field in before.stamps.keys() - after.stamps.keys():
            problem = _problem(
                now.source, language, field, "has changed meanwhile; not stamped"
            )
            changed_texts[file].append(problem)
        return _with_stamps(now.source, after)

    saved = save(project.root, changes, again)
    refused = {problem.path for problem in saved.refused}
    fields = 0
    left = list(saved.refused)
    for file, stamping in stamped.items():
        if file not in refused:
            fields += len(stamping.stamps)
            left += changed_texts.get(file, [])
    return WrittenStamps(fields=fields, left=sorted(left), notes=saved.notes)


def _changes(rules: Mapping[str, Rule], stampings: Stampings) -> dict[str, Change]:
    """Return the change of each rule file. Raises BrokenInputError where a file takes no stamps."""
    changes = {}
    problems: list[Problem] = []
    for file, stamping in stampings.items():
        source = rules[file].source
        try:
            after = _with_stamps(source, stamping)
        except BrokenInputError as error:
            problems += error.problems
            continue
        changes[file] = Change(source.text.encode(), after)
    if problems:
        raise BrokenInputError(problems)
    return changes


def _with_stamps(source: SourceFile, stamping: Stamping) -> bytes:
    try:
        return write_stamps(source.text, stamping).encode()
    except EditError as error:
        raise BrokenInputError([Problem(source.path, 1, 1, str(error))]) from None


def _problem(source: SourceFile, language: str, field: str, message: str) -> Problem:
    line, column = position(source, ["text", language, field])
    return Problem(source.path, line, column, f"{language}.{field}: {message}")
