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
from bpadocs.project.settings import OUT
from bpadocs.project.tree import Project, read_what_can_be
from bpadocs.rule.model import Rule
from bpadocs.site.frame import address
from bpadocs.site.inputs import stamps
from bpadocs.site.rendering import SITE, Rendering
from bpadocs.system.files import Owned, write_file
from bpadocs.system.processes import in_processes, worth
from bpadocs.words.labels import read_labels

WORTH_A_PROCESS = 20
"""How many rules: the pages of fewer are made sooner than a process starts."""
_MOST_AT_ONCE = 50
"""How many rules a process takes at a time, so that all end at about the same time."""

_Written = tuple[frozenset[str], list[str]]
"""The names of all files of a rule, and of those that changed."""


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

    It remembers what it has written: asked again, it makes only those pages for which something
    has changed.
    """

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        """Keep it in this folder, or in that of the project's settings."""
        self.root = root
        self.folder = folder or _folder(root)
        self._owned = Owned(self.folder, (SITE,), ".bpadocs-site-files")
        self._known: dict[str, tuple[str, frozenset[str]]] = {}
        """For each rule, the digest of what its pages were made from, and their names."""
        self._findings: Mapping[str, Sequence[Finding]] = {}
        self._texts: dict[str, str] = {}
        """For each rule, the text of its file when lint looked at it."""
        self.failures: Sequence[Problem] = ()
        """A line for each check that raised an exception when lint last ran."""
        self._rules: dict[str, Rule] = {}
        """For each file, the rule as it was when it could last be read."""
        self.problems: Sequence[Problem] = ()
        """The mistakes in the files that were last left out."""

    def build(self) -> Built:
        """Write the site as the project is now.

        Raises BrokenInputError where nothing of the project can be read.
        """
        self._owned.check_folders()
        project = self._read()
        self._lint(project)
        labels = read_labels(project.root, project.settings.languages)
        run = Rendering(project, labels, self._findings)
        publish.make_way(self.folder)
        self._begin(run)
        changed = (*self._write_rules(run, processes=True), *self._write_shared(run))
        files = len(run.shared_files)
        for _, names in self._known.values():
            files += len(names)
        removed = self._prune(run)
        return Built(
            rules=len(project.rules),
            languages=len(run.frame.languages),
            files=files,
            changed=changed,
            removed=len(removed),
            failures=self.failures,
            problems=project.problems,
            left_out=project.left_out,
        )

    def refresh(self) -> Iterator[Sequence[str]]:
        """Write what has changed, and yield the names of the files as soon as they are written.

        First come the pages of the rules that changed, then those over all rules, then the pages
        that lint has something new to say about.
        """
        before = stamps(self.root)
        project = self._read()
        labels = read_labels(project.root, project.settings.languages)
        # of a rule that changed, the findings point at places that are no longer there
        same = {
            rule.id
            for rule in project.rules
            if self._texts.get(rule.id) == rule.source.text
        }
        findings = {
            rule: found for rule, found in self._findings.items() if rule in same
        }
        run = Rendering(project, labels, findings)
        self._begin(run)
        yield self._write_rules(run)
        yield [*self._write_shared(run), *self._prune(run)]
        if stamps(self.root) != before:
            # Something has changed again, and we shall be called again. Lint would keep what it
            # finds in the rules that were read as findings in the files that are there now.
            return
        self._lint(project)
        yield self._write_rules(replace(run, findings=self._findings))

    def _read(self) -> Project:
        """Read the project. A rule with mistakes stays as it was: somebody is at work on it."""
        project = read_what_can_be(self.root)
        self.problems = sorted(project.problems)
        pages = {address(rule).casefold() for rule in project.rules}
        kept = []
        for path, rule in self._rules.items():
            # another rule may have its page by now
            if path in project.left_out and address(rule).casefold() not in pages:
                kept.append(rule)
        rules = sorted((*project.rules, *kept), key=lambda rule: rule.id)
        products = {rule.product.id: rule.product for rule in kept}
        products |= {product.id: product for product in project.products}
        self._rules = {rule.source.path: rule for rule in rules}
        ordered = tuple(products[identifier] for identifier in sorted(products))
        return project._replace(rules=tuple(rules), products=ordered)

    def _lint(self, project: Project) -> None:
        """Run lint, and remember what it finds in which texts."""
        by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
        report = lint(self.root, project) if project.rules else LintReport((), 0)
        for finding in report.findings:
            by_rule[finding.rule].append(finding)
        self.failures = report.failures
        self._findings = by_rule
        self._texts = {rule.id: rule.source.text for rule in project.rules}

    def _begin(self, run: Rendering) -> None:
        """Get ready to write. Raises BrokenInputError where a file is in the way."""
        names: set[str] = set()
        for rule in run.project.rules:
            names.update(run.rule_names(rule))
        changing: list[str] = []
        for rule in self._changed(run):
            changing += run.rule_names(rule)
        shared = run.shared_files.keys()
        self._owned.begin(names | shared, [*changing, *shared], run.everything)

    def _changed(self, run: Rendering) -> list[Rule]:
        """Return the rules for which something has changed."""
        changed = []
        for rule in run.project.rules:
            key, _ = self._known.get(rule.id, ("", ()))
            if key != run.key(rule):
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
            for rule, (names, written) in zip(wanted, made, strict=True):
                self._known[rule.id] = run.key(rule), names
                changed += written
        return changed

    def _made(
        self,
        files_of: Callable[[Rule], Mapping[str, bytes]],
        rules: Sequence[Rule],
        processes: bool,
    ) -> Iterable[_Written]:
        """Write the files of these rules, in several processes where that is worth it."""
        count = worth(len(rules), WORTH_A_PROCESS) if processes else 1
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
        written = []
        for rule in rules:
            files = files_of(rule)
            changed = [
                name for name, content in files.items() if self._write(name, content)
            ]
            written.append((frozenset(files), changed))
        return written

    def _write_shared(self, run: Rendering) -> list[str]:
        """Write the files that no single rule has. Return the names of those that changed."""
        files = run.shared_files
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
        names = set(run.shared_files)
        for _, own in self._known.values():
            names |= own
        return self._owned.end(names)
