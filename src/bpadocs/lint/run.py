"""Lint a project on disk: only what has changed since the last run is looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.cache import FindingsCache, LastRun
from bpadocs.lint.cache_keys import CacheKeys, cache_keys
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.findings import Finding
from bpadocs.lint.parallel import (
    WORTH_A_PROCESS,
    LintRun,
    RuleResult,
    check_each,
    check_together,
    failure_lines,
)
from bpadocs.lint.registry import all_checks
from bpadocs.lint.score import Words
from bpadocs.lint.settings import LintSettings, read_lint_settings
from bpadocs.lint.subject import Subject
from bpadocs.lint.subjects_of_rules import subject_of_rule
from bpadocs.lint.subjects_on_demand import Subjects
from bpadocs.lint.words import lint_words
from bpadocs.project.settings import read_settings
from bpadocs.project.tree import RULES, Project, read_what_can_be
from bpadocs.system.cache import FOLDER
from bpadocs.system.files import leads_out
from bpadocs.system.garbage import without_collector
from bpadocs.words import korean
from bpadocs.words.labels import Labels, read_labels


@dataclass(frozen=True, slots=True)
class LintReport:
    """The findings of a project, as far as it is readable."""

    findings: Sequence[Finding]
    rules: int
    words: Words = field(default_factory=dict)
    """How many words the texts of each rule have."""
    failures: Sequence[Problem] = ()
    """The checks that raised, a line each: their findings are missing."""
    problems: tuple[Problem, ...] = ()
    """The mistakes of what is left out."""
    left_out: frozenset[str] = frozenset()


def lint(
    root: Path, project: Project | None = None, *, cached: bool = True
) -> LintReport:
    """Return every finding on every rule of the project.

    What has not changed since the last run is not looked at again. The project is read when it is
    needed, unless the caller has read it already. If not `cached`, nothing of an earlier run is
    read and nothing is kept for a later one.
    """
    keys = cache_keys(root)
    # the cache of the folder that “bpa build” fills
    build = (project.settings if project else read_settings(root)).out
    usable = cached and not leads_out(root, f"{build}/{FOLDER}")
    cache = FindingsCache(root / build if usable else None)
    # A project that was read earlier may be older than the files.
    if project is None or keys.have_rules_of(project):
        known = cache.run(keys.of_run(date.today()))
        if known is not None:
            return LintReport(known.findings, known.rules, known.words)
    project = project or read_what_can_be(root)
    with without_collector():
        report = _lint(project, keys, cache)
        if report.failures and cache.has_rules:
            # Perhaps a check raises because of what an earlier run is said to have noted.
            return _lint(project, keys, FindingsCache(None))
        return report


def lint_context(project: Project, settings: LintSettings) -> Context:
    """Return what the checks of this project may ask for."""
    return Context(
        options=settings.options,
        root=project.root,
        today=date.today(),
        profile=settings.profile,
    )


def _lint(project: Project, keys: CacheKeys, cache: FindingsCache) -> LintReport:
    if not project.rules and not project.problems:
        message = "no rules found; `bpa new` writes the first one"
        raise BrokenInputError([Problem(RULES, 1, 1, message)])
    settings = read_lint_settings(project.settings.lint, all_checks(), project.root)
    labels = read_labels(project.root, project.settings.languages)
    run = LintRun(
        subjects=_subjects(project, labels),
        selection=Selection.of(settings.checks, settings.levels),
        context=lint_context(project, settings),
        suppressions=settings.suppressions,
    )
    by_rule = {rule.id: keys.of_rule(rule) for rule in project.rules}
    results = _known_results(by_rule, cache)
    to_check = [rule for rule in by_rule if rule not in results]
    if len(to_check) > WORTH_A_PROCESS:
        korean.prepare(_languages(project))
    new = check_each(to_check, run)
    words = lint_words(project, labels, run.selection)
    found = check_together({**results, **new}, run, words.findings)
    failures = failure_lines([*words.failures, *found.failures])
    if not failures and keys.have_words_of(project):
        whole = None
        # A run that left something out is not kept as a whole: it has mistakes to tell.
        if not project.problems and keys.have_rules_of(project):
            whole = LastRun(
                key=keys.of_run(run.context.today),
                findings=found.findings,
                rules=len(by_rule),
                words=found.words,
            )
        cache.keep(by_rule, new, whole)
    return LintReport(
        findings=found.findings,
        rules=len(by_rule),
        words=found.words,
        failures=failures,
        problems=project.problems,
        left_out=project.left_out,
    )


def _languages(project: Project) -> set[str]:
    """Return the languages that any rule is in."""
    found: set[str] = set()
    for rule in project.rules:
        found.update(rule.text)
    return found


def _known_results(
    by_rule: Mapping[str, str], cache: FindingsCache
) -> dict[str, RuleResult]:
    """Return what the cache has of the rules with these keys."""
    results = {}
    for rule, key in by_rule.items():
        known = cache.rule(rule, key)
        if known is not None:
            results[rule] = known
    return results


def _subjects(project: Project, labels: Mapping[str, Labels]) -> Subjects:
    known = {rule.id: rule for rule in project.rules}

    def make(identifier: str) -> Subject:
        """Return the subject of a rule."""
        return subject_of_rule(known[identifier], project.settings, labels)

    suppressions = {
        rule.id: rule.suppressions for rule in project.rules if rule.suppressions
    }
    return Subjects(known, make, suppressions)
