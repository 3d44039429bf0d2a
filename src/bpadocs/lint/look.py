"""A share of the rules, read and looked at: what a process of lint does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import Problem
from bpadocs.lint.cache import RuleRecord
from bpadocs.lint.cache_keys import RuleKeys
from bpadocs.lint.parallel import LintRun, RuleResult, check_one
from bpadocs.lint.subject import Subject
from bpadocs.lint.subjects_of_rules import subject_of_rule
from bpadocs.lint.terms_changed import words_of
from bpadocs.project.read_rule import read_rule
from bpadocs.project.settings import Settings
from bpadocs.project.tree import (
    ProductFolder,
    names_of,
    read_source,
    rule_id,
)
from bpadocs.rule.model import Rule
from bpadocs.rule.names import RuleNames
from bpadocs.system.cache import digest
from bpadocs.words.labels import Labels
from bpadocs.words.vocabulary import words_of_rule


@dataclass(frozen=True)
class RuleTask:
    """A rule that is to be read and looked at."""

    path: str
    folder: ProductFolder

    @property
    def rule(self) -> str:
        """Return the id of the rule."""
        return rule_id(self.path)


class RuleOutcome(NamedTuple):
    """What came of a rule; without a record it has mistakes, or its product has."""

    problems: Sequence[Problem] = ()
    names: RuleNames | None = None
    content: str = ""
    """The digest of the text that was read."""
    record: RuleRecord | None = None
    result: RuleResult | None = None
    texts: str = ""
    """The words of its texts."""


@dataclass(frozen=True)
class Looker:
    """Reads rules and looks at them."""

    root: Path
    settings: Settings
    labels: Mapping[str, Labels]
    keys: RuleKeys
    run: LintRun

    def look_at(self, tasks: Sequence[RuleTask]) -> list[RuleOutcome]:
        """Return what comes of each."""
        return [self._look(task) for task in tasks]

    def _look(self, task: RuleTask) -> RuleOutcome:
        source, problems = read_source(self.root, task.path)
        if source is None:
            return RuleOutcome(problems)
        languages = self.settings.languages
        rule, problems = read_rule(source, task.rule, task.folder.product, languages)
        if rule is None:
            return RuleOutcome(problems)
        content = digest(source.text)
        names = names_of(rule)
        if problems or not task.folder.readable:
            return RuleOutcome(problems, names, content)
        subject = subject_of_rule(rule, self.settings, self.labels, source)
        return RuleOutcome(
            names=names,
            content=content,
            record=self._record(task, content, rule, subject),
            result=check_one(subject, self.run),
            texts=words_of(subject),
        )

    def _record(
        self, task: RuleTask, content: str, rule: Rule, subject: Subject
    ) -> RuleRecord:
        shared = tuple(words_of_rule(rule))
        return RuleRecord(
            key=self.keys.of(task.folder, task.path, content, shared),
            names=names_of(rule),
            shared=shared,
            suppressions=tuple(rule.suppressions),
            partly_stale=subject.partly_stale,
        )
