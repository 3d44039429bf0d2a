"""What lint knows of a project before it looks at any rule, and what the last run has left."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.nodes import Source
from bpadocs.lint.cache import FindingsCache, LastRun, RuleRecord, Together
from bpadocs.lint.cache_keys import CacheKeys, RuleKeys
from bpadocs.lint.check import ProjectCheck, RuleCheck, TextCheck, UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.narrowing import with_enabled
from bpadocs.lint.registry import CHECKS, all_checks
from bpadocs.lint.settings import LintSettings, read_lint_settings
from bpadocs.lint.subject import Subject
from bpadocs.lint.subjects_of_rules import subject_of_rule
from bpadocs.lint.terms_changed import Concerned, Entries, changed_entries, entries_of
from bpadocs.project.own_languages import read_languages
from bpadocs.project.read_rule import read_rule
from bpadocs.project.settings import Settings, read_settings
from bpadocs.project.tree import (
    RULES,
    ProductFolder,
    read_source,
    rule_id,
    rule_path,
    scan,
)
from bpadocs.system.cache import digest
from bpadocs.words.labels import Labels, read_labels


class ChangedMeanwhileError(BrokenInputError):
    """A file is no longer what it was when the run began."""

    def __init__(self, path: str) -> None:
        message = "changed again and again while it was looked at; run bpa lint again"
        super().__init__([Problem(path, 1, 1, message)])


@dataclass(frozen=True)
class LintBasis:
    """A project without its rules."""

    root: Path
    keys: CacheKeys
    settings: Settings
    labels: Mapping[str, Labels]
    lint: LintSettings
    context: Context
    folders: Sequence[ProductFolder]
    problems: Sequence[Problem]
    """What has no place in rules/."""

    @cached_property
    def selection(self) -> Selection:
        """The checks of the run."""
        return Selection.of(self.lint.checks, self.lint.levels)

    @cached_property
    def base(self) -> str:
        """The digest of what the findings of every rule depend on."""
        return self.keys.base(self.settings, self.lint.profile)

    @cached_property
    def rule_keys(self) -> RuleKeys:
        """What makes the keys of rules."""
        return RuleKeys(self.base, self.labels)

    @cached_property
    def checks(self) -> dict[str, str]:
        """The checks that look at rules, each with a digest of its own settings.

        Checks of plug-ins may ask for anything, so all settings and words are theirs.
        """
        own = {check.name for check in CHECKS}
        found = {}
        for check in self.selection.checks:
            if isinstance(check, UnitCheck | TextCheck | RuleCheck | ProjectCheck):
                options = repr(self.lint.options.get(check.name))
                words = "" if check.name in own else self.keys.words
                found[check.name] = digest(options, words)
        return found

    @cached_property
    def conclusion(self) -> str:
        """The digest of what decides which findings are told, and how bad they are."""
        levels = [
            (one.name, self.selection.levels[one.name]) for one in self.lint.checks
        ]
        decides = repr((levels, self.lint.suppressions))
        return digest(self.base, decides)

    def rule_files(self) -> Iterator[tuple[str, ProductFolder]]:
        """Yield every rule file with its product."""
        for folder in self.folders:
            for path in folder.rules:
                yield path, folder

    def glossary_entries(self) -> dict[str, Entries]:
        """Return the entries of every glossary. Raises BrokenInputError with every mistake."""
        found: dict[str, Entries] = {}
        problems: dict[Problem, None] = {}
        for language in self.settings.translations:
            try:
                found[language] = entries_of(self.context.glossary(language))
            except BrokenInputError as error:
                problems |= dict.fromkeys(error.problems)
        if problems:
            raise BrokenInputError([*problems])
        return found

    def source(self, path: str) -> Source:
        """Return a file as it was when the run began.

        Raises ChangedMeanwhileError where it is another by now.
        """
        source, _ = read_source(self.root, path)
        if source is None or digest(source.text) != self.keys.rules.get(path):
            raise ChangedMeanwhileError(path)
        return source

    def subject(self, rule: str) -> Subject:
        """Return a rule that has no mistakes as checks see it."""
        path = rule_path(rule)
        if path not in self.keys.rules:
            # of a check that tells of a rule which is not there
            raise KeyError(rule)
        products = {folder.product.id: folder.product for folder in self.folders}
        product = products[rule.partition("/")[0]]
        source = self.source(path)
        read, problems = read_rule(source, rule, product, self.settings.languages)
        if read is None or problems:
            raise ChangedMeanwhileError(path)
        return subject_of_rule(read, self.settings, self.labels, source)


def read_lint_basis(
    root: Path, keys: CacheKeys, today: date, enabled: Collection[str] = ()
) -> LintBasis:
    """Read it; the checks that are enabled run whatever the settings say.

    Raises BrokenInputError where no rule can be looked at.
    """
    settings = read_settings(root)
    if enabled:
        settings = settings._replace(lint=with_enabled(settings.lint, enabled))
    folders, problems = scan(root, settings)
    if not problems and not any(folder.rules for folder in folders):
        message = "no rules found; `bpa new` writes the first one"
        raise BrokenInputError([Problem(RULES, 1, 1, message)])
    own = read_lint_settings(settings.lint, all_checks(), root)
    return LintBasis(
        root=root,
        keys=keys,
        settings=settings,
        labels=read_labels(root, settings.languages, settings.source_language),
        lint=own,
        context=context_of(root, own, today, settings.source_language),
        folders=folders,
        problems=problems,
    )


def context_of(
    root: Path, settings: LintSettings, today: date, source_language: str
) -> Context:
    """Return what the checks of a project may ask for.

    Raises BrokenInputError with every mistake in its own files of languages.
    """
    return Context(
        options=settings.options,
        languages=read_languages(root),
        source_language=source_language,
        root=root,
        today=today,
        profile=settings.profile,
    )


@dataclass(frozen=True)
class LastFindings:
    """What the last run left; nothing, where that is of no use."""

    last: LastRun | None = None
    records: Mapping[str, RuleRecord] = field(default_factory=dict)
    """Of each rule, but those which a changed term concerns."""
    together: Mapping[str, Together] = field(default_factory=dict)
    terms: Mapping[str, Entries] = field(default_factory=dict)

    @property
    def rules(self) -> set[str]:
        """The rules of the last run."""
        if self.last:
            return set(self.last.words)
        return set()


def last_findings(basis: LintBasis, cache: FindingsCache) -> LastFindings:
    """Return what the last run left.

    Raises BrokenInputError where a glossary has mistakes, and DamagedCacheError.
    """
    now = basis.glossary_entries()
    last = cache.last
    if last is None or last.base != basis.base:
        return LastFindings()
    records = cache.records()
    before = cache.terms()
    changed: list[str] = []
    for language, entries in now.items():
        changed += changed_entries(before.get(language, {}), entries)
    if changed:
        concerned = Concerned(changed)
        for rule, words in cache.texts().items():
            if concerned.has(words):
                records.pop(rule, None)
    return LastFindings(
        last=last,
        records=records,
        together=cache.together(),
        terms=before,
    )


def is_kept(
    basis: LintBasis, known: LastFindings, path: str, folder: ProductFolder
) -> RuleRecord | None:
    """Return what is known of a rule, if it is as it was."""
    record = known.records.get(rule_id(path))
    content = basis.keys.rules.get(path)
    if record is None or not content or not folder.readable:
        return None
    key = basis.rule_keys.of(folder, path, content, record.shared)
    if record.key == key:
        return record
    return None
