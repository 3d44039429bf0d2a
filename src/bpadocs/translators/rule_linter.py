"""Lint of single rules in one language: for the notes of an export, and before an import is taken.

The checks that look at a whole project are left out.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property

from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, check_subject, suppresses
from bpadocs.lint.findings import Finding
from bpadocs.lint.registry import all_checks
from bpadocs.lint.run import lint_context
from bpadocs.lint.settings import FileSuppression, LintSettings, read_lint_settings
from bpadocs.lint.subject import Subject
from bpadocs.lint.subjects_of_rules import subject_of_rule
from bpadocs.project.tree import Project
from bpadocs.rule.model import Rule, Suppression
from bpadocs.words.labels import Labels, read_labels


class RuleLinter:
    """Checks one rule after the other. Everything it needs is read when the first one comes."""

    def __init__(
        self,
        project: Project,
        language: str,
        without: Collection[str] = (),
    ) -> None:
        self.project = project
        self.language = language
        self.without = without
        """Checks, by name, that do not run."""

    @cached_property
    def labels(self) -> Mapping[str, Labels]:
        """The labels of the project, by language."""
        settings = self.project.settings
        return read_labels(
            self.project.root, settings.languages, settings.source_language
        )

    @cached_property
    def context(self) -> Context:
        """What the checks may ask for."""
        return lint_context(self.project, self._settings)

    @cached_property
    def _settings(self) -> LintSettings:
        return read_lint_settings(
            self.project.settings.lint, all_checks(), self.project.root
        )

    @cached_property
    def _selection(self) -> Selection:
        checks = (
            check
            for check in self._settings.checks
            if check.scope != "project" and check.name not in self.without
        )
        return Selection.of(checks, self._settings.levels)

    def findings(self, rule: Rule) -> list[Finding]:
        """Return what lint finds in the fields of this language, suppressed or not."""
        subject = subject_of_rule(rule, self.project.settings, self.labels)
        own = _in_language(subject, self.language)
        found = check_subject(own, self._selection, self.context)
        return [
            finding
            for finding in found
            if finding.language == self.language and finding.field
        ]

    def unsuppressed(self, rule: Rule) -> list[Finding]:
        """Return what lint finds, without what the rule or the settings suppress."""
        suppressions: list[Suppression | FileSuppression] = [
            *rule.suppressions,
            *self._settings.suppressions,
        ]
        found = []
        for finding in self.findings(rule):
            if not any(suppresses(one, finding) for one in suppressions):
                found.append(finding)
        return found


def field_of(finding: Finding) -> str:
    """Return the field of a finding, without its plural form; empty where it is of none."""
    name, _, _ = (finding.field or "").partition(".")
    return name


def _in_language(subject: Subject, language: str) -> Subject:
    """Return the rule without its other translations: four times less to look at."""
    units = {key: unit for key, unit in subject.units.items() if key[0] == language}
    return replace(subject, units=units)
