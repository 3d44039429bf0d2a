"""The site of a project as it is now: read again when a file changes, pages made when asked for.

Nothing is written. What a page is made from is one state of the project, which does not change; a
new one takes its place.
"""

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.checking import RuleChecker
from bpadocs.lint.conclusion import NO_RULE
from bpadocs.lint.findings import Finding
from bpadocs.lint.run import LintReport, lint
from bpadocs.project.tree import PRODUCT_FILE, RULES, Project, read_what_can_be
from bpadocs.rule.model import Rule
from bpadocs.site.environment import HERE
from bpadocs.site.frame import VIEWS, address
from bpadocs.site.kept import SITE
from bpadocs.site.rendering import Rendering
from bpadocs.system.cache import digest
from bpadocs.words.labels import read_labels

_KEPT: Final = 30
"""The pages of so many rules are kept once they are made."""
_FEW: Final = 10
"""So many changed rules are looked at by themselves, before all of them are."""

Findings = Mapping[str, Sequence[Finding]]
"""The findings of each rule, and those on none."""


@dataclass(frozen=True, eq=False)
class SiteState:
    """The project as it was read last, and what the pages of each rule are made from."""

    run: Rendering
    keys: Mapping[str, str]
    """By rule, a digest of what its pages are made from."""
    number: int
    """Another one for each state."""

    @property
    def project(self) -> Project:
        """The project; a rule with mistakes is in it as it was before them."""
        return self.run.project

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by their ids."""
        return {rule.id: rule for rule in self.project.rules}

    @cached_property
    def _by_address(self) -> Mapping[str, Rule]:
        return {address(rule): rule for rule in self.project.rules}

    def rule_at(self, path: str) -> Rule | None:
        """Return the rule that a page of the site is about; None where it is about all, or none."""
        parts = path.strip("/").split("/", 2)
        if len(parts) < 3:
            return None
        return self._by_address.get(parts[2])


class Looked(NamedTuple):
    """What has changed since the project was looked at last."""

    rules: frozenset[str]
    """The rules whose pages are others now; NO_RULE where findings on none are."""
    everything: bool
    """Whether all pages may be: the site was not there, or words, settings or addresses are new."""


class LiveSite:
    """The site of one project, as it is now.

    Threads that answer browsers take the state as it stands; whoever makes a new one is alone.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state: SiteState | None = None
        self.problems: Sequence[Problem] = ()
        """The mistakes in what is left out."""
        self.failures: Sequence[Problem] = ()
        """A line for each check that raised an exception."""
        self.is_checking = False
        """Whether lint has not looked yet at all rules as they are."""
        self._findings: dict[str, Sequence[Finding]] = {}
        self._looked_at: dict[str, str] = {}
        """For each file, the digest of what it was when it was looked at."""
        self._checker = RuleChecker(root)
        self._alone = threading.RLock()
        self._checking = threading.Lock()
        self._changes = 0
        self._rendering = threading.Lock()
        self._made: OrderedDict[str, Mapping[str, bytes]] = OrderedDict()

    # Looking again

    def look(self, changed: Collection[str] | None = None) -> Looked:
        """Read what has changed: these files, relative to the project, or nobody knows which.

        Rules that changed are looked at by those checks that look at one rule alone. Raises
        BrokenInputError where nothing can be read: then everything stays as it was.
        """
        with self._alone:
            before = self.state
            self._changes += 1
            self.is_checking = True
            only_rules = before is not None and _are_rules(changed, before)
            if not only_rules:
                changed = None
                with self._checking:
                    self._checker.renew()
            project = read_what_can_be(
                self.root, before.project if before else None, changed=changed
            )
            self.problems = sorted(project.problems)
            project = with_broken_as_before(project, before.project if before else None)
            labels = before.run.labels if before and only_rules else None
            if labels is None:
                settings = project.settings
                labels = read_labels(
                    self.root, settings.languages, settings.source_language
                )
            self._look_at_changed(project, before)
            run = Rendering(project, labels, self._findings_in(project))
            return self._show(run)

    def _look_at_changed(self, project: Project, before: SiteState | None) -> None:
        """Look at the rules that changed by themselves, if they are few."""
        if before is None:
            return
        known = before.rules
        changed = [rule for rule in project.rules if known.get(rule.id) is not rule]
        if len(changed) > _FEW:
            return
        for rule in changed:
            found = self.check(rule.source.path, rule.source.text)
            if found is not None:
                self._findings[rule.id] = found
                self._looked_at[rule.source.path] = digest(rule.source.text)

    def check(self, path: str, text: str) -> Sequence[Finding] | None:
        """Return what is found in this text of a rule file; None where it has mistakes."""
        with self._checking:
            checked = self._checker.check(path, text)
        if checked.rule is None:
            return None
        return checked.findings

    def _findings_in(self, project: Project) -> Findings:
        """Return what was found in the rules that were looked at as they are.

        In another text, findings would point at places that are no longer there.
        """
        found = {NO_RULE: self._findings.get(NO_RULE, ())}
        for rule in project.rules:
            looked_at = self._looked_at.get(rule.source.path)
            if rule.id in self._findings and looked_at == digest(rule.source.text):
                found[rule.id] = self._findings[rule.id]
        return found

    def _show(self, run: Rendering) -> Looked:
        """Let this be what pages are made from, and return what has changed by it."""
        before = self.state
        is_like = before is not None and _is_around_like(run, before.run)
        keys: dict[str, str] = {}
        for rule in run.project.rules:
            if before and is_like and _is_same(rule, run, before):
                keys[rule.id] = before.keys[rule.id]
            else:
                keys[rule.id] = run.key(rule)
        number = before.number + 1 if before else 1
        self.state = SiteState(run, keys, number)
        if before is None or not is_like:
            return Looked(frozenset(keys), everything=True)
        changed = [rule for rule, key in keys.items() if before.keys.get(rule) != key]
        if run.findings[NO_RULE] != before.run.findings[NO_RULE]:
            # no page of a rule shows them, but those over all rules do
            changed.append(NO_RULE)
        return Looked(frozenset(changed), everything=False)

    # Lint of all rules

    def lint(self) -> Looked:
        """Look at all rules, together too, and show what is found.

        Files may change meanwhile; what was found in another text is not shown.
        """
        with self._alone:
            changes = self._changes
        report = self._report()
        with self._alone:
            self.is_checking = self._changes != changes
            state = self.state
            if state is None or report is None:
                return Looked(frozenset(), everything=False)
            self.failures = report.failures
            self._take(report, state.project)
            run = Rendering(
                state.project, state.run.labels, self._findings_in(state.project)
            )
            return self._show(run)

    def get_ready(self) -> None:
        """Read what looking at one rule by itself depends on, so that the first time is short."""
        state = self.state
        if state is not None and state.project.rules:
            source = state.project.rules[0].source
            self.check(source.path, source.text)

    def _report(self) -> LintReport | None:
        try:
            return lint(self.root)
        except BrokenInputError:
            # where there is no rule, there is nothing to look at
            if self.state is None or self.state.project.rules:
                raise
            return None

    def _take(self, report: LintReport, project: Project) -> None:
        """Remember what was found in the rules as they are shown."""
        by_rule: dict[str, list[Finding]] = {}
        for finding in report.findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        self._findings[NO_RULE] = by_rule.get(NO_RULE, ())
        for rule in project.rules:
            path = rule.source.path
            looked_at = report.files.get(path)
            # Somebody is at work on it: what was said of it as it is shown stands.
            if path in report.left_out or looked_at != digest(rule.source.text):
                continue
            found = by_rule.get(rule.id, [])
            if self._looked_at.get(path) != looked_at or found != [
                *self._findings.get(rule.id, ())
            ]:
                self._findings[rule.id] = found
            self._looked_at[path] = looked_at

    # Pages

    def page(self, path: str) -> bytes | None:
        """Return the file of the site at this address; None where there is none."""
        if path.startswith("/assets/"):
            return _asset(path.removeprefix("/assets/"))
        state = self.state
        if state is None:
            return None
        name = f"{SITE}{path}"
        rule = state.rule_at(path)
        if rule is not None and path.split("/")[2] in VIEWS:
            return self._files_of(rule, state).get(name)
        if name not in state.run.shared_makers:
            return None
        return self._shared_file(name, state)

    def _files_of(self, rule: Rule, state: SiteState) -> Mapping[str, bytes]:
        """Return all pages of a rule, made now or before."""
        key = state.keys[rule.id]
        with self._rendering:
            files = self._made.get(key)
            if files is None:
                with tempfile.TemporaryDirectory() as aside:
                    messages = state.run.open_messages(Path(aside), [rule])
                    files = state.run.rule_files(rule, messages)
            self._keep(key, files)
        return files

    def _shared_file(self, name: str, state: SiteState) -> bytes:
        """Return a file that is about all rules, made now or before."""
        key = f"{state.number} {name}"
        with self._rendering:
            files = self._made.get(key)
            if files is None:
                files = {name: state.run.shared_makers[name]()}
            self._keep(key, files)
        return files[name]

    def _keep(self, key: str, files: Mapping[str, bytes]) -> None:
        self._made[key] = files
        self._made.move_to_end(key)
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)


def with_broken_as_before(project: Project, before: Project | None) -> Project:
    """Return the project with its broken rules as they were before: somebody is at work on them."""
    pages = {address(rule).casefold() for rule in project.rules}
    kept = []
    for rule in before.rules if before else ():
        # another rule may have its page by now
        is_out = rule.source.path in project.left_out
        if is_out and address(rule).casefold() not in pages:
            kept.append(rule)
    rules = sorted((*project.rules, *kept), key=lambda rule: rule.id)
    products = {rule.product.id: rule.product for rule in kept}
    products |= {product.id: product for product in project.products}
    ordered = tuple(products[identifier] for identifier in sorted(products))
    return project._replace(rules=tuple(rules), products=ordered)


def _are_rules(changed: Collection[str] | None, before: SiteState) -> bool:
    """Tell whether nothing but rule files has changed that were there before."""
    if changed is None:
        return False
    known = {rule.source.path for rule in before.project.rules}
    known |= before.project.left_out
    for path in changed:
        is_rule = path.startswith(f"{RULES}/") and not path.endswith(PRODUCT_FILE)
        if not is_rule or path not in known:
            return False
    return True


def _is_around_like(run: Rendering, before: Rendering) -> bool:
    """Tell whether what concerns every page is the same: words, settings, addresses."""
    return (
        run.labels == before.labels
        and run.project.settings == before.project.settings
        and run.frame.pages == before.frame.pages
    )


def _is_same(rule: Rule, run: Rendering, before: SiteState) -> bool:
    """Tell whether the very rule and its very findings were there before."""
    if before.rules.get(rule.id) is not rule:
        return False
    return run.findings.get(rule.id) is before.run.findings.get(rule.id)


def _asset(name: str) -> bytes | None:
    """Return one of the files that every page needs."""
    for path in (HERE / "assets").iterdir():
        if path.name == name:
            return path.read_bytes()
    return None
