"""Lint over a project on disk: only what changed is looked at, on every core."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from bpadocs import __version__
from bpadocs.labels import LOCALES, read_labels
from bpadocs.lint.cache import Cache
from bpadocs.lint.check import Check, ProjectCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, conclude, lint_project, lint_rule
from bpadocs.lint.findings import Finding
from bpadocs.lint.registry import all_checks
from bpadocs.lint.rules import lint_rule_of
from bpadocs.lint.settings import LintSettings, read_lint_settings
from bpadocs.lint.unit import LintRule
from bpadocs.model import Rule
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.processes import cores, in_processes
from bpadocs.project import RULES, Project, read_project
from bpadocs.settings import FILE

CACHE = "build/.cache/lint.json"
WORTH_A_PROCESS = 40
"""Rules; below that, starting a process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a project."""

    findings: Sequence[Finding]
    rules: int


def lint(root: Path, project: Project | None = None) -> Report:
    """Every finding on every rule of the project. What has not changed since the last run is not looked at again.

    The project is read when it is needed, unless whoever asks has read it already.
    """
    inputs = _Inputs(root)
    cache = Cache(root / CACHE)
    known = cache.run(inputs.everything)
    if known is not None:
        return Report(*known)
    with _without_collector():
        return _lint(project or read_project(root), inputs, cache)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Rules and trees have no cycles; looking for some in millions of objects takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _lint(project: Project, inputs: "_Inputs", cache: Cache) -> Report:
    if not project.rules:
        raise BrokenInputError([Problem(RULES, 1, 1, "no rules found; `bpa new` writes the first one")])
    settings = read_lint_settings(project.settings.lint, all_checks())
    run = _Run(project, settings, lint_context(project, settings))
    keys = {rule.id: inputs.of_rule(rule) for rule in project.rules}
    by_rule = {rule: found for rule, key in keys.items() if (found := cache.rule(key)) is not None}
    missing = [rule for rule in project.rules if rule.id not in by_rule]
    fresh, over_all = run.over(missing)
    by_rule |= fresh
    findings = conclude(run.rules, by_rule, over_all, run.selection, settings.suppressions)
    cache.keep(inputs.everything, findings, len(project.rules), {keys[rule]: by_rule[rule] for rule in keys})
    return Report(findings, len(project.rules))


def lint_context(project: Project, settings: LintSettings) -> Context:
    """What the checks of this project may ask for."""
    return Context(settings.options, project.root, date.today())


@dataclass(frozen=True)
class _Run:
    project: Project
    settings: LintSettings
    context: Context

    @cached_property
    def rules(self) -> list[LintRule]:
        labels = read_labels(self.project.root, self.project.settings.languages)
        return [lint_rule_of(rule, self.project.settings, labels) for rule in self.project.rules]

    @cached_property
    def selection(self) -> Selection:
        return Selection.of(self.settings.checks, self.settings.levels)

    def over(self, missing: Sequence[Rule]) -> tuple[dict[str, list[Finding]], list[Finding]]:
        """Findings on each of these rules, and on all rules together."""
        by_id = {rule.id: rule for rule in self.rules}
        wanted = [by_id[rule.id] for rule in missing]

        def one(rule: LintRule) -> list[Finding]:
            return lint_rule(rule, self.selection, self.context)

        def together(checks: Sequence[Check]) -> list[Finding]:
            return lint_project(self.rules, Selection(tuple(checks), self.selection.levels), self.context)

        over_all = [check for check in self.selection.checks if isinstance(check, ProjectCheck)]
        count = cores()
        if count == 1 or len(self.rules) < WORTH_A_PROCESS:
            return {rule.id: one(rule) for rule in wanted}, together(over_all)
        slices = [part for start in range(count * 4) if (part := wanted[start :: count * 4])]
        # each process makes the trees it needs: where all of them are busy with rules, these checks share theirs
        groups = [over_all] if len(slices) >= count * 4 else [[check] for check in over_all]
        jobs: list[Callable[[], list[list[Finding]]]] = [partial(_in_list, together, group) for group in groups]
        jobs += [partial(_each, one, part) for part in slices]
        results = list(in_processes(jobs, count))
        found = {
            rule.id: findings
            for part, result in zip(slices, results[len(groups) :], strict=True)
            for rule, findings in zip(part, result, strict=True)
        }
        return found, [finding for (findings,) in results[: len(groups)] for finding in findings]


def _in_list(run: Callable[[Sequence[Check]], list[Finding]], checks: Sequence[Check]) -> list[list[Finding]]:
    return [run(checks)]


def _each(run: Callable[[LintRule], list[Finding]], rules: Sequence[LintRule]) -> list[list[Finding]]:
    return [run(rule) for rule in rules]


class _Inputs:
    """Digests of all that a finding may depend on."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def common(self) -> bytes:
        """What concerns every rule: the package, the settings, the words and terms, and the day."""
        digest = blake2b(f"{__version__} {date.today()}".encode(), digest_size=16)
        package = Path(__file__).parents[1]
        for path in sorted(package.rglob("*.py")) + sorted(package.rglob("*.yaml")):
            status = path.stat()
            digest.update(f"{path.relative_to(package)} {status.st_size} {status.st_mtime_ns}\n".encode())
        files = [self.root / FILE, *sorted((self.root / LOCALES).rglob("*"))]
        for path in files:
            if path.is_file():
                digest.update(path.as_posix().encode() + b"\0" + path.read_bytes())
        for check in all_checks():
            digest.update(f"{check.name} {check.run.__module__}\n".encode())
        return digest.digest()

    @cached_property
    def everything(self) -> str:
        digest = blake2b(self.common, digest_size=16)
        for folder, folders, names in os.walk(self.root / RULES):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                digest.update(path.encode() + b"\0")
                with open(path, "rb") as file:
                    digest.update(file.read())
        return digest.hexdigest()

    def of_rule(self, rule: Rule) -> str:
        digest = blake2b(self.common, digest_size=16)
        for source in (rule.product.source, rule.source):
            digest.update(source.path.encode() + b"\0" + source.text.encode() + b"\0")
        return digest.hexdigest()
