"""Write the site of a project: everything the first time, afterwards only what changed."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bpadocs import publish
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.findings import Finding
from bpadocs.lint.run import LintReport, lint
from bpadocs.project.settings import OUT, read_settings
from bpadocs.project.tree import Project, read_what_can_be
from bpadocs.publish.cache import MadeFiles
from bpadocs.rule.model import Rule
from bpadocs.site.frame import address
from bpadocs.site.inputs import stamps
from bpadocs.site.kept import KeptSite
from bpadocs.site.rendering import SITE, Rendering
from bpadocs.system import git
from bpadocs.system.cache import digest
from bpadocs.system.files import Owned, write_file
from bpadocs.system.processes import in_processes, worth
from bpadocs.words.labels import read_labels

WORTH_A_PROCESS = 20
"""How many rules: the pages of fewer are made sooner than a process starts."""
_MOST_AT_ONCE = 50
"""How many rules a process takes at a time, so that all end at about the same time."""

_Written = tuple[Mapping[str, str], list[str]]
"""The digests of all files of a rule, and the names of those that changed."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run has done."""

    rules: int
    languages: int
    files: int
    changed: tuple[str, ...]
    removed: int
    failures: Sequence[Problem]
    """A line for each check that raised an exception: its findings are missing."""
    problems: tuple[Problem, ...]
    """The mistakes in the files that are left out."""
    left_out: frozenset[str]

    @property
    def written(self) -> int:
        """How many files were not as they should be."""
        return len(self.changed)

    @property
    def unchanged(self) -> int:
        """How many files were as they should be."""
        return self.files - self.written


def _folder(root: Path) -> Path:
    """Return where the project is built to; the usual folder as long as nobody can read where.

    A preview begins with a project that has mistakes too, and shows them.
    """
    try:
        return publish.folder(root)
    except BrokenInputError:
        return root / OUT


class Builder:
    """Keep the site of one project up to date.

    It remembers what it has written, from run to run too: asked again, it makes only those pages
    for which something has changed.
    """

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        """Keep it in this folder, or in that of the project's settings."""
        self.root = root
        self.folder = folder or _folder(root)
        self._owned = Owned(self.folder, (SITE,), ".bpadocs-site-files")
        self._known: dict[str, MadeFiles] = {}
        """For each rule, its pages."""
        self._shared: MadeFiles | None = None
        """The files that no single rule has."""
        self._findings: Mapping[str, Sequence[Finding]] = {}
        self._looked_at: Mapping[str, str] = {}
        """For each file, the digest of what it was when lint looked at it."""
        self.failures: Sequence[Problem] = ()
        """A line for each check that raised an exception when lint last ran."""
        self._project: Project | None = None
        """The project as it could last be read."""
        self.problems: Sequence[Problem] = ()
        """The mistakes in the files that were last left out."""

    def build(self) -> Built:
        """Write the site as the project is now.

        Raises BrokenInputError where nothing of the project can be read.
        """
        self._owned.check_folders()
        report = self._lint()
        kept = KeptSite(self.root, self.folder)
        key = self._inputs(report)
        if key and kept.whole is not None and kept.whole.key == key:
            built = self._unchanged(kept, report)
            if built is not None:
                return built
        intact = kept.intact(kept.rules)
        self._known = {rule: kept.rules[rule] for rule in intact}
        project = self._read()
        labels = read_labels(project.root, project.settings.languages)
        run = Rendering(project, labels, self._findings_in(project))
        publish.make_way(self.folder)
        self._begin(run)
        changed = (*self._write_rules(run, processes=True), *self._write_shared(run))
        files = self._names(run.shared_names)
        removed = self._prune(run)
        if not self._are_as_looked_at(project):
            key = ""
        self._keep(kept, run, key)
        return Built(
            rules=len(project.rules),
            languages=len(run.frame.languages),
            files=len(files),
            changed=changed,
            removed=len(removed),
            failures=self.failures,
            problems=project.problems,
            left_out=project.left_out,
        )

    def _inputs(self, report: LintReport | None) -> str:
        """Return the digest of all that the site is made from; empty where some is left out."""
        if report is None or not report.key:
            return ""
        found = repr(report.findings).encode()
        # how the English of a page has changed, git tells
        return digest(report.key, found, git.commit_of(self.root, "HEAD") or "")

    def _unchanged(self, kept: KeptSite, report: LintReport | None) -> Built | None:
        """Return what there is, if all files of the site are as they were written."""
        whole = kept.whole
        if whole is None or report is None:
            return None
        every = {**kept.rules, "": whole}
        if len(kept.intact(every)) < len(every) or len(kept.rules) != report.rules:
            return None
        self._known, self._shared = dict(kept.rules), whole
        names = self._names(whole.files)
        removed = self._owned.end(names)
        return Built(
            rules=report.rules,
            languages=len(read_settings(self.root).locales),
            files=len(names),
            changed=(),
            removed=len(removed),
            failures=(),
            problems=(),
            left_out=frozenset(),
        )

    def _keep(self, kept: KeptSite, run: Rendering, key: str) -> None:
        """Remember the pages for the next run."""
        whole = None
        if key and self._shared is not None:
            whole = MadeFiles(key, self._shared.files)
        kept.keep(whole, self._known_for_long(run, whole))

    def _known_for_long(
        self, run: Rendering, whole: MadeFiles | None
    ) -> dict[str, MadeFiles]:
        """Return the pages that the next run can know again by what they were made from.

        What else some of them depend on is not in their keys: they stand only as long as nothing
        at all has changed.
        """
        found = {}
        for rule in run.project.rules:
            made = self._known[rule.id]
            if run.is_stale(rule):
                made = made._replace(key="")
            if made.key or whole is not None:
                found[rule.id] = made
        return found

    def _names(self, shared: Iterable[str]) -> set[str]:
        """Return the name of every file of the site."""
        names = set(shared)
        for made in self._known.values():
            names.update(made.files)
        return names

    def get_ready(self) -> None:
        """Read the project, if that was not needed yet, so that a change is quickly shown."""
        if self._project is None:
            self._read()

    def refresh(self) -> Iterator[Sequence[str]]:
        """Write what has changed, and yield the names of the files as soon as they are written.

        First come the pages of the rules that changed, then those that lint has something new to
        say about and those over all rules, which count what it found.
        """
        before = stamps(self.root)
        project = self._read()
        labels = read_labels(project.root, project.settings.languages)
        run = Rendering(project, labels, self._findings_in(project))
        self._begin(run)
        yield self._write_rules(run)
        if stamps(self.root) != before:
            # Something has changed again, and we shall be called again. Lint would keep what it
            # finds in the rules that were read as findings in the files that are there now.
            return
        self._lint()
        looked_at = replace(run, findings=self._findings_in(project))
        changed = [*self._write_rules(looked_at), *self._write_shared(looked_at)]
        yield [*changed, *self._prune(looked_at)]

    def _read(self) -> Project:
        """Read the project. A rule with mistakes stays as it was: somebody is at work on it."""
        before = self._project
        project = read_what_can_be(self.root, before)
        self.problems = sorted(project.problems)
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
        self._project = project._replace(rules=tuple(rules), products=ordered)
        return self._project

    def _lint(self) -> LintReport | None:
        """Run lint, and remember what it finds in which files; nothing where there is no rule."""
        try:
            report = lint(self.root)
        except BrokenInputError:
            # a site without rules is one, too
            if self._read().rules:
                raise
            self._findings, self._looked_at, self.failures = {}, {}, ()
            return None
        by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            by_rule[finding.rule].append(finding)
        looked_at = dict(report.files)
        for rule in self._project.rules if self._project else ():
            path = rule.source.path
            if path not in report.left_out:
                continue
            # somebody is at work on it: what was said of it as it is shown stands
            by_rule[rule.id] = list(self._findings.get(rule.id, ()))
            looked_at[path] = self._looked_at.get(path, "")
        self.failures = report.failures
        self._findings = by_rule
        self._looked_at = looked_at
        return report

    def _findings_in(self, project: Project) -> Mapping[str, Sequence[Finding]]:
        """Return what lint found in the rules that it looked at as they are.

        In another text, findings would point at places that are no longer there.
        """
        found = {"": self._findings.get("", ())}
        for rule in project.rules:
            if rule.id in self._findings and self._is_as_looked_at(rule):
                found[rule.id] = self._findings[rule.id]
        return found

    def _is_as_looked_at(self, rule: Rule) -> bool:
        content = digest(rule.source.text)
        return self._looked_at.get(rule.source.path) == content

    def _are_as_looked_at(self, project: Project) -> bool:
        return all(map(self._is_as_looked_at, project.rules))

    def _begin(self, run: Rendering) -> None:
        """Get ready to write. Raises BrokenInputError where a file is in the way."""
        names: set[str] = set()
        for rule in run.project.rules:
            names.update(run.rule_names(rule))
        changing: list[str] = []
        for rule in self._changed(run):
            changing += run.rule_names(rule)
        shared = run.shared_names
        self._owned.begin(names.union(shared), [*changing, *shared], run.everything)

    def _changed(self, run: Rendering) -> list[Rule]:
        """Return the rules for which something has changed."""
        changed = []
        for rule in run.project.rules:
            made = self._known.get(rule.id)
            if made is None or made.key != run.key(rule):
                changed.append(rule)
        return changed

    def _write_rules(self, run: Rendering, *, processes: bool = False) -> list[str]:
        """Write the pages of the rules that changed. Return the names of those that changed."""
        wanted = self._changed(run)
        changed = []
        with tempfile.TemporaryDirectory() as aside:
            messages = run.open_messages(Path(aside), wanted) if wanted else {}

            def files_of(rule: Rule) -> Mapping[str, bytes]:
                return run.rule_files(rule, messages)

            made = self._made(files_of, wanted, processes)
            for rule, (digests, written) in zip(wanted, made, strict=True):
                self._known[rule.id] = MadeFiles(run.key(rule), digests)
                changed += written
        return changed

    def _made(
        self,
        files_of: Callable[[Rule], Mapping[str, bytes]],
        rules: Sequence[Rule],
        processes: bool,
    ) -> Iterable[_Written]:
        """Write the files of these rules, in several processes where that is worth it."""
        if processes:
            count = worth(len(rules), WORTH_A_PROCESS)
        else:
            count = 1
        if count == 1:
            return self._write_all(files_of, rules)
        size = max(1, min(_MOST_AT_ONCE, len(rules) // (count * 4)))
        jobs = []
        for start in range(0, len(rules), size):
            jobs.append(partial(self._write_all, files_of, rules[start : start + size]))
        written: list[_Written] = []
        for result in in_processes(jobs, count):
            written += result
        return written

    def _write_all(
        self, files_of: Callable[[Rule], Mapping[str, bytes]], rules: Sequence[Rule]
    ) -> list[_Written]:
        """Write the files of these rules. Return what was written of each."""
        written: list[_Written] = []
        for rule in rules:
            files = files_of(rule)
            changed = [
                name for name, content in files.items() if self._write(name, content)
            ]
            digests = {name: digest(content) for name, content in files.items()}
            written.append((digests, changed))
        return written

    def _write_shared(self, run: Rendering) -> list[str]:
        """Write the files that no single rule has. Return the names of those that changed."""
        files = run.shared_files
        digests = {name: digest(content) for name, content in files.items()}
        self._shared = MadeFiles("", digests)
        return [name for name, content in files.items() if self._write(name, content)]

    def _write(self, name: str, content: bytes) -> bool:
        """Write one file. Return whether it has changed."""
        try:
            return write_file(self.folder / name, content, self.root)
        except FileNotFoundError:
            # it was moved away meanwhile, and no new folder must appear in its place
            gone = Problem(str(self.root), 1, 1, "the project is gone")
            raise BrokenInputError([gone]) from None

    def _prune(self, run: Rendering) -> Sequence[str]:
        """Remove the pages of rules that are gone. Return their names."""
        rules = {rule.id for rule in run.project.rules}
        self._known = {
            rule: known for rule, known in self._known.items() if rule in rules
        }
        if run.project.problems:
            # nobody knows which pages a rule has that cannot be read
            return ()
        return self._owned.end(self._names(run.shared_names))
