"""Lint a project on disk: only what has changed since the last run is read and looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bpadocs.errors import Problem
from bpadocs.lint.basis import (
    Basis,
    ChangedMeanwhileError,
    Known,
    context_of,
    read_basis,
    read_known,
)
from bpadocs.lint.cache import FindingsCache, words_in
from bpadocs.lint.cache_keys import cache_keys
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Finding
from bpadocs.lint.parallel import failure_lines, without_collector
from bpadocs.lint.project_run import ProjectRun, look
from bpadocs.lint.score import Words
from bpadocs.lint.settings import LintSettings
from bpadocs.project.tree import Project, rule_path
from bpadocs.system.cache import FOLDER, DamagedCacheError
from bpadocs.system.files import leads_out

BUILD = "build"
"""The folder whose cache is used, that of `bpa build`."""
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


def lint(root: Path, *, cached: bool = True) -> LintReport:
    """Return every finding on every rule of the project.

    What has not changed since the last run is not looked at again. If not `cached`, nothing of an
    earlier run is read and nothing is kept for a later one.
    """
    usable = cached and not leads_out(root, f"{BUILD}/{FOLDER}")
    for left in reversed(range(_TRIES)):
        keys, today = cache_keys(root), date.today()
        cache = FindingsCache(root / BUILD if usable else None)
        whole = cache.whole(keys.of_run(today))
        if whole is not None:
            return LintReport(whole.findings, whole.rules, whole.words)
        try:
            with without_collector():
                return _lint(read_basis(root, keys, today), cache)
        except ChangedMeanwhileError:
            if not left:
                raise
    raise AssertionError


def lint_context(project: Project, settings: LintSettings) -> Context:
    """Return what the checks of this project may ask for."""
    return context_of(project.root, settings, date.today())


def _lint(basis: Basis, cache: FindingsCache) -> LintReport:
    known = Known()
    try:
        known = read_known(basis, cache)
        report = _run(basis, known, cache)
    except DamagedCacheError:
        report = _run(basis, Known(), cache)
    if report.failures and known.last:
        # Perhaps a check raises because of what an earlier run is said to have noted.
        return _run(basis, Known(), FindingsCache(None))
    return report


def _run(basis: Basis, known: Known, cache: FindingsCache) -> LintReport:
    rules = look(basis, known)
    # A run that left something out is not kept as a whole: it has mistakes to tell.
    is_whole = not rules.problems and basis.keys.have_files(basis.folders)
    for rule, looked in rules.looked.items():
        is_whole = is_whole and looked.content == basis.keys.rules.get(rule_path(rule))
    key = basis.keys.of_run(basis.context.today) if is_whole else ""
    told = ProjectRun(basis, known, cache, rules).tell(key)
    return LintReport(
        findings=told.findings,
        rules=len(rules.order),
        words=words_in(told.words),
        failures=failure_lines(told.failures),
        problems=rules.problems,
        left_out=rules.left_out,
    )
