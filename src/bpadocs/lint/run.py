"""Lint over a project on disk: only what changed is looked at, on every core."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from bpadocs import __version__
from bpadocs.inputs import RULE_LIMIT, WORDS_LIMIT, leads_out, regular
from bpadocs.labels import LOCALES, Labels, read_labels
from bpadocs.lint.cache import Cache
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.findings import Finding
from bpadocs.lint.many import Rules, findings_of, look_at, told, without_collector
from bpadocs.lint.registry import all_checks, plugin_inputs
from bpadocs.lint.rules import lint_rule_of
from bpadocs.lint.settings import LintSettings, read_lint_settings
from bpadocs.lint.unit import LintRule
from bpadocs.lint.words import lint_words
from bpadocs.model import Rule
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.project import RULES, Project, read_what_can_be
from bpadocs.settings import FILE
from bpadocs.source import Source

CACHE = "build/.cache/lint.jsonl"


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a project, as far as it is readable."""

    findings: Sequence[Finding]
    rules: int
    failures: Sequence[Problem] = ()
    """The checks that raised, a line each: their findings are missing."""
    problems: tuple[Problem, ...] = ()
    """The mistakes of what is left out."""
    left_out: frozenset[str] = frozenset()


def lint(root: Path, project: Project | None = None, *, cached: bool = True) -> Report:
    """Every finding on every rule of the project. What has not changed since the last run is not looked at again.

    The project is read when it is needed, unless whoever asks has read it already. Not `cached`, nothing of an
    earlier run is read and nothing is kept for a later one.
    """
    inputs = _Inputs(root)
    here = cached and not leads_out(root, os.path.dirname(CACHE))
    cache = Cache(root / CACHE if here else None)
    known = cache.run(inputs.today)
    if known is not None:
        return Report(*known)
    project = project or read_what_can_be(root)
    with without_collector():
        report = _lint(project, inputs, cache)
        if report.failures and cache.has_rules:
            # A check may raise for what an earlier run is said to have noted, and the file may be anybody's.
            return _lint(project, inputs, Cache(None))
        return report


def _lint(project: Project, inputs: "_Inputs", cache: Cache) -> Report:
    if not project.rules and not project.problems:
        raise BrokenInputError([Problem(RULES, 1, 1, "no rules found; `bpa new` writes the first one")])
    settings = read_lint_settings(project.settings.lint, all_checks(), project.root)
    selection = Selection.of(settings.checks, settings.levels)
    context = lint_context(project, settings)
    labels = read_labels(project.root, project.settings.languages)
    rules = _rules(project, labels)
    keys = {rule.id: inputs.of_rule(rule) for rule in project.rules}
    seen = {rule: known for rule, key in keys.items() if (known := cache.rule(key)) is not None}
    seen |= look_at([rule for rule in keys if rule not in seen], rules, selection, context)
    words = lint_words(project, labels, selection)
    found = findings_of(seen, rules, selection, context, settings.suppressions, words.findings)
    failures = told([*words.failures, *found.failures])
    if not failures:
        # A run that left something out is not remembered as the last one: it has mistakes to tell.
        run = "" if project.problems else inputs.today
        cache.keep(run, found.findings, {keys[rule]: seen[rule] for rule in keys})
    return Report(found.findings, len(keys), failures, project.problems, project.left_out)


def lint_context(project: Project, settings: LintSettings) -> Context:
    """What the checks of this project may ask for."""
    return Context(settings.options, project.root, date.today())


def _rules(project: Project, labels: Mapping[str, Labels]) -> Rules:
    known = {rule.id: rule for rule in project.rules}

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
        """What concerns every rule: the package, the settings, the words and terms, and the plug-ins."""
        digest = blake2b(__version__.encode(), digest_size=16)
        package = Path(__file__).parents[1]
        for path in sorted(package.rglob("*.py")) + sorted(package.rglob("*.yaml")):
            status = path.stat()
            digest.update(f"{path.relative_to(package)} {status.st_size} {status.st_mtime_ns}\n".encode())
        files = [self.root / FILE, *sorted((self.root / LOCALES).rglob("*"))]
        for path in files:
            content = regular(path, WORDS_LIMIT)
            if content is not None:
                digest.update(os.fsencode(path) + b"\0" + content)
        for line in plugin_inputs():
            digest.update(line)
        return digest.digest()

    @property
    def today(self) -> str:
        """Everything, and the day: what is said of a date in the future is so today, and no rule is looked at anew."""
        return blake2b(f"{self.everything} {date.today()}".encode(), digest_size=16).hexdigest()

    @cached_property
    def everything(self) -> str:
        digest = blake2b(self.common, digest_size=16)
        for folder, folders, names in os.walk(self.root / RULES):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                digest.update(os.fsencode(path) + b"\0" + (regular(path, RULE_LIMIT) or b""))
        return digest.hexdigest()

    def of_rule(self, rule: Rule) -> str:
        digest = blake2b(self.common, digest_size=16)
        for source in (rule.product.source, rule.source):
            digest.update(source.path.encode() + b"\0" + source.text.encode() + b"\0")
        return digest.hexdigest()
