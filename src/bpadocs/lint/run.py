"""Lint a project on disk: only what has changed since the last run is read and looked at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import Problem
from bpadocs.lint.basis import (
    ChangedMeanwhileError,
    LastFindings,
    LintBasis,
    context_of,
    last_findings,
    read_lint_basis,
)
from bpadocs.lint.cache import FindingsCache, words_in
from bpadocs.lint.cache_keys import cache_keys
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Finding
from bpadocs.lint.look import RuleOutcome
from bpadocs.lint.parallel import failure_lines
from bpadocs.lint.parts import looked_at_elsewhere
from bpadocs.lint.project_run import ProjectRun, look
from bpadocs.lint.score import Words
from bpadocs.lint.settings import LintSettings
from bpadocs.project.settings import read_settings
from bpadocs.project.shard import Shard
from bpadocs.project.tree import Project, rule_path
from bpadocs.system.cache import FOLDER, DamagedCacheError
from bpadocs.system.files import leads_out
from bpadocs.system.garbage import without_collector

_TRIES = 3
"""So often a run begins again because somebody writes in the rules meanwhile."""


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
    key: str = ""
    """The digest of all that it depends on; empty where something is left out."""
    files: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The digest of each file below rules/ that was looked at."""


def lint(
    root: Path,
    *,
    cached: bool = True,
    shard: Shard | None = None,
    parts: Sequence[Path] = (),
    enabled: Collection[str] = (),
) -> LintReport:
    """Return every finding on every rule of the project.

    What has not changed since the last run is not looked at again. If not `cached`, nothing of an
    earlier run is read and nothing is kept for a later one. With a shard, that part is looked at as
    if there were no other rules. What the build folders in `parts` have of such runs is taken from
    there, and then nothing is kept. Nor is it where checks are `enabled` that the settings leave
    off.
    """
    usable = cached and not parts and not enabled
    # the cache of the folder that “bpa build” fills
    build = read_settings(root).out
    usable = usable and not leads_out(root, f"{build}/{FOLDER}")
    part = f"{shard.number}/{shard.of}" if shard else ""
    for left in reversed(range(_TRIES)):
        keys, today = cache_keys(root), date.today()
        cache = FindingsCache(root / build if usable else None)
        key = keys.of_run(today, part)
        whole = cache.whole(key)
        if whole is not None:
            return LintReport(
                findings=whole.findings,
                rules=whole.rules,
                words=whole.words,
                key=key,
                files=keys.rules,
            )
        try:
            with without_collector():
                basis = read_lint_basis(root, keys, today, enabled)
                elsewhere = looked_at_elsewhere(basis, parts)
                asked = _Asked(
                    basis=basis,
                    key=key,
                    shard=shard,
                    elsewhere=elsewhere,
                )
                return _lint(asked, cache)
        except ChangedMeanwhileError:
            if not left:
                raise
    raise AssertionError


class _Asked(NamedTuple):
    """What is asked for."""

    basis: LintBasis
    key: str
    """The key of the run as a whole."""
    shard: Shard | None
    elsewhere: Mapping[str, RuleOutcome]
    """What was looked at on other machines."""


def lint_context(project: Project, settings: LintSettings) -> Context:
    """Return what the checks of this project may ask for."""
    source = project.settings.source_language
    return context_of(project.root, settings, date.today(), source)


def _lint(asked: _Asked, cache: FindingsCache) -> LintReport:
    known = LastFindings()
    try:
        known = last_findings(asked.basis, cache)
        report = _run(asked, known, cache)
    except DamagedCacheError:
        report = _run(asked, LastFindings(), cache)
    if report.failures and known.last:
        # Perhaps a check raises because of what an earlier run is said to have noted.
        return _run(asked, LastFindings(), FindingsCache(None))
    return report


def _run(asked: _Asked, known: LastFindings, cache: FindingsCache) -> LintReport:
    basis = asked.basis
    rules = look(basis, known, asked.shard, asked.elsewhere)
    # A run that left something out is not kept as a whole: it has mistakes to tell.
    is_whole = not rules.problems and basis.keys.have_files(basis.folders)
    for rule, looked in rules.looked.items():
        is_whole = is_whole and looked.content == basis.keys.rules.get(rule_path(rule))
    key = asked.key if is_whole else ""
    run = ProjectRun(
        basis=basis,
        known=known,
        cache=cache,
        rules=rules,
    )
    told = run.tell(key)
    return LintReport(
        findings=told.findings,
        rules=len(rules.order),
        words=words_in(told.words),
        failures=failure_lines(told.failures),
        problems=rules.problems,
        left_out=rules.left_out,
        key="" if told.failures else key,
        files=basis.keys.rules,
    )
