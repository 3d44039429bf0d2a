"""Lint over a project on disk: only what changed is looked at, on every core."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from bpadocs import __version__
from bpadocs.labels import LOCALES, read_labels
from bpadocs.lint.cache import Cache
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.findings import Finding
from bpadocs.lint.many import Rules, findings_of, look_at, without_collector
from bpadocs.lint.registry import all_checks
from bpadocs.lint.rules import lint_rule_of
from bpadocs.lint.settings import LintSettings, read_lint_settings
from bpadocs.lint.unit import LintRule
from bpadocs.model import Rule
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.project import RULES, Project, read_project
from bpadocs.settings import FILE
from bpadocs.source import Source

CACHE = "build/.cache/lint.jsonl"


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
    with without_collector():
        return _lint(project or read_project(root), inputs, cache)


def _lint(project: Project, inputs: "_Inputs", cache: Cache) -> Report:
    if not project.rules:
        raise BrokenInputError([Problem(RULES, 1, 1, "no rules found; `bpa new` writes the first one")])
    settings = read_lint_settings(project.settings.lint, all_checks())
    selection = Selection.of(settings.checks, settings.levels)
    context = lint_context(project, settings)
    rules = _rules(project)
    keys = {rule.id: inputs.of_rule(rule) for rule in project.rules}
    seen = {rule: known for rule, key in keys.items() if (known := cache.rule(key)) is not None}
    seen |= look_at([rule for rule in keys if rule not in seen], rules, selection, context)
    findings = findings_of(seen, rules, selection, context, settings.suppressions)
    cache.keep(inputs.everything, findings, {keys[rule]: seen[rule] for rule in keys})
    return Report(findings, len(keys))


def lint_context(project: Project, settings: LintSettings) -> Context:
    """What the checks of this project may ask for."""
    return Context(settings.options, project.root, date.today())


def _rules(project: Project) -> Rules:
    known = {rule.id: rule for rule in project.rules}
    labels = read_labels(project.root, project.settings.languages)

    def make(identifier: str) -> LintRule:
        rule = known[identifier]
        own = replace(rule, source=Source(rule.source.path, rule.source.text))  # whose nodes go when this rule goes
        return lint_rule_of(own, project.settings, labels)

    return Rules(known, make, {rule.id: rule.suppressions for rule in project.rules if rule.suppressions})


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
                digest.update(os.fsencode(path) + b"\0" + path.read_bytes())
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
                digest.update(os.fsencode(path) + b"\0")
                with open(path, "rb") as file:
                    digest.update(file.read())
        return digest.hexdigest()

    def of_rule(self, rule: Rule) -> str:
        digest = blake2b(self.common, digest_size=16)
        for source in (rule.product.source, rule.source):
            digest.update(source.path.encode() + b"\0" + source.text.encode() + b"\0")
        return digest.hexdigest()
