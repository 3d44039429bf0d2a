"""Check one text of a rule file by itself, saved or not: for editors, and while somebody types.

This is the one way to check one text, whoever asks: the language server, or a page in a browser in
which somebody writes. So there is nothing here of any protocol, and nothing may come in. Who asks
keeps a RuleChecker for each project, and calls `renew` when a file of it was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.nodes import Source
from bpadocs.lint.basis import LintBasis, read_lint_basis
from bpadocs.lint.cache_keys import cache_keys
from bpadocs.lint.engine import Selection
from bpadocs.lint.findings import Finding
from bpadocs.lint.parallel import LintRun, check_all, failure_lines
from bpadocs.lint.subject import Subject
from bpadocs.lint.subjects_of_rules import subject_of_rule
from bpadocs.lint.subjects_on_demand import Subjects
from bpadocs.project.read_rule import read_rule
from bpadocs.project.tree import ProductFolder, missing_product, rule_id, scan
from bpadocs.rule.model import Rule


@dataclass(frozen=True)
class CheckedText:
    """The text of a rule file, and what is wrong with it."""

    path: str
    """Relative to the project, with forward slashes."""
    text: str
    rule: Rule | None = None
    """None where the text has mistakes."""
    problems: Sequence[Problem] = ()
    """Its mistakes, and those that keep the project from being read."""
    findings: Sequence[Finding] = ()
    """What lint finds; nothing where the text has mistakes."""


class RuleChecker:
    """Checks the rules of one project, one text at a time, by the settings of `bpa lint`.

    What all rules depend on is read once. Checks that compare all rules are left out: they say
    nothing of one alone.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: _Prepared | None = None

    def renew(self) -> None:
        """Forget what is on disk otherwise by now: settings, shared words, products."""
        if self._known is None:
            return
        try:
            self._known = self._known.as_now()
        except (BrokenInputError, OSError):
            self._known = None  # the next check tells the mistake

    @property
    def basis(self) -> LintBasis:
        """What lint knows of the project before it looks at a rule.

        Raises BrokenInputError where the project cannot be read.
        """
        return self._prepared().basis

    def check(self, path: str, text: str) -> CheckedText:
        """Return what is wrong with this text of the file at `path`."""
        checked = CheckedText(path, text)
        unwritable = _unwritable(path, text)
        if unwritable:
            return replace(checked, problems=[unwritable])
        try:
            return self._prepared().checked(checked)
        except BrokenInputError as error:
            return replace(checked, problems=error.problems)

    def _prepared(self) -> "_Prepared":
        if self._known is None:
            self._known = _read(self.root)
        return self._known


@dataclass(frozen=True)
class _Prepared:
    """What the checks of all rules of a project depend on."""

    basis: LintBasis
    run: LintRun
    """The run of a single rule, without the rule."""

    def as_now(self) -> "_Prepared | None":
        """Return it with the products of now; None where something else has changed."""
        before = self.basis
        if before.context.today != date.today():
            return None
        if not before.keys.have_words():
            return None
        folders, problems = scan(before.root, before.settings)
        basis = replace(before, folders=folders, problems=problems)
        return replace(self, basis=basis)

    def checked(self, given: CheckedText) -> CheckedText:
        """Return the text with its mistakes or, where it has none, with its findings."""
        problems = self._problems_in(given.path)
        folder = self._folder(given.path)
        if folder is None:
            product, _, _ = rule_id(given.path).partition("/")
            missing = missing_product(product)
            return replace(given, problems=[*problems, missing])
        if not folder.readable:
            file = folder.product.source.path
            problems += self._problems_in(file)
        settings = self.basis.settings
        source = Source(given.path, given.text)
        rule, mistakes = read_rule(
            source,
            rule_id(given.path),
            folder.product,
            settings.languages,
        )
        problems += mistakes
        if rule is None or problems:
            return replace(given, rule=rule, problems=problems)
        subject = subject_of_rule(rule, settings, self.basis.labels, source)
        found, failures = self._found(subject, rule)
        return replace(
            given,
            rule=rule,
            findings=found,
            problems=failures,
        )

    def _problems_in(self, path: str) -> list[Problem]:
        """Return the mistakes of a file that have nothing to do with what is written in it."""
        return [one for one in self.basis.problems if one.path == path]

    def _folder(self, path: str) -> ProductFolder | None:
        product = rule_id(path).partition("/")[0]
        for folder in self.basis.folders:
            if folder.product.id == product:
                return folder
        return None

    def _found(
        self,
        subject: Subject,
        rule: Rule,
    ) -> tuple[Sequence[Finding], Sequence[Problem]]:
        """Return the findings on the rule, and a problem for each check that raised."""
        subjects = Subjects(
            rules=[rule.id],
            make=lambda _: subject,
            suppressions={rule.id: rule.suppressions},
        )
        run = replace(self.run, subjects=subjects)
        found = check_all(run)
        # what the settings suppress in vain is no matter of this rule
        own = [one for one in found.findings if one.file == subject.file]
        return own, failure_lines(found.failures)


def _read(root: Path) -> _Prepared:
    basis = read_lint_basis(root, cache_keys(root), date.today())
    single = [one for one in basis.lint.checks if one.scope != "project"]
    run = LintRun(
        subjects=Subjects([], basis.subject),
        selection=Selection.of(single, basis.lint.levels),
        context=basis.context,
        suppressions=basis.lint.suppressions,
    )
    return _Prepared(basis, run)


def _unwritable(path: str, text: str) -> Problem | None:
    """Return what keeps the text from being a file at all: half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        column = error.start - text.rfind("\n", 0, error.start)
        return Problem(path, line, column, "half of a character; remove it")
    return None
