"""Write the site of a project: everything the first time, afterwards only what changed."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs import publish
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.conclusion import NO_RULE
from bpadocs.lint.findings import Finding
from bpadocs.lint.run import LintReport, lint
from bpadocs.project.settings import read_settings
from bpadocs.project.tree import Project, read_what_can_be
from bpadocs.publish.cache import MadeFiles
from bpadocs.rule.model import Rule
from bpadocs.site.kept import SITE, KeptSite, trace
from bpadocs.system import git
from bpadocs.system.cache import digest
from bpadocs.system.files import Owned, write_file
from bpadocs.system.processes import in_processes, worth
from bpadocs.words.labels import read_labels

if TYPE_CHECKING:
    from bpadocs.site.rendering import Rendering

WORTH_A_PROCESS = 20
"""How many rules: the pages of fewer are made sooner than a process starts."""
_AS_ONE_RULE = 15
"""How many rules there are for the pages over all rules to take as long as those of one more."""
_MOST_AT_ONCE = 50
"""How many rules a process takes at a time, so that all end at about the same time."""

_Written = tuple[Mapping[str, str], list[str]]
"""The traces of files, and the names of those that changed."""


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


class Builder:
    """Bring the site of one project up to date.

    What it has written is remembered: the next run makes only those pages for which something has
    changed.
    """

    def __init__(self, root: Path, folder: Path | None = None) -> None:
        """Keep it in this folder, or in that of the project's settings."""
        self.root = root
        self.folder = folder or publish.folder(root)
        self._owned = Owned(self.folder, (SITE,), ".bpadocs-site-files")
        self._known: dict[str, MadeFiles] = {}
        """For each rule, its pages."""

    def build(self) -> Built:
        """Write the site as the project is now.

        Raises BrokenInputError where nothing of the project can be read.
        """
        self._owned.check_folders()
        report = self._lint()
        kept = KeptSite(self.root, self.folder)
        key = self._inputs(report)
        built = self._unchanged(kept, key, report)
        if built is not None:
            return built
        # not before: a site that has not changed needs none of what makes pages
        from bpadocs.site.rendering import Rendering

        intact = kept.intact(kept.rules)
        self._known = {rule: kept.rules[rule] for rule in intact}
        project = read_what_can_be(self.root)
        settings = project.settings
        labels = read_labels(project.root, settings.languages, settings.source_language)
        run = Rendering(project, labels, _findings_in(project, report))
        publish.make_way(self.folder)
        keys = self._changed(run)
        wanted = [rule for rule in project.rules if rule.id in keys]
        self._begin(run, wanted)
        shared, changed = self._write_pages(run, wanted, keys)
        removed = self._prune(project, shared)
        files = self._names(shared)
        whole = None
        if key and all(_is_as_looked_at(rule, report) for rule in project.rules):
            whole = MadeFiles(key, shared)
        kept.keep(whole, self._known_for_long(run, whole))
        return Built(
            rules=len(project.rules),
            languages=len(run.frame.languages),
            files=len(files),
            changed=tuple(changed),
            removed=len(removed),
            failures=report.failures if report else (),
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

    def _unchanged(
        self, kept: KeptSite, key: str, report: LintReport | None
    ) -> Built | None:
        """Return what there is, if all of it is as it was written, and of the same."""
        whole = kept.whole
        if not key or whole is None or whole.key != key or report is None:
            return None
        every = {**kept.rules, "": whole}
        if len(kept.intact(every)) < len(every) or len(kept.rules) != report.rules:
            return None
        self._known = dict(kept.rules)
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

    def _known_for_long(
        self, run: "Rendering", whole: MadeFiles | None
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

    def _lint(self) -> LintReport | None:
        """Run lint; nothing where there is no rule."""
        try:
            return lint(self.root)
        except BrokenInputError:
            # a site without rules is one, too
            if read_what_can_be(self.root).rules:
                raise
            return None

    def _begin(self, run: "Rendering", wanted: Iterable[Rule]) -> None:
        """Get ready to write. Raises BrokenInputError where a file is in the way."""
        names: set[str] = set()
        for rule in run.project.rules:
            names.update(run.rule_names(rule))
        changing: list[str] = []
        for rule in wanted:
            changing += run.rule_names(rule)
        shared = run.shared_names
        self._owned.begin(names.union(shared), [*changing, *shared], run.everything)

    def _changed(self, run: "Rendering") -> dict[str, str]:
        """Return the keys of the rules for which something has changed."""
        changed = {}
        for rule in run.project.rules:
            made = self._known.get(rule.id)
            key = run.key(rule)
            if made is None or made.key != key:
                changed[rule.id] = key
        return changed

    def _write_pages(
        self, run: "Rendering", wanted: Sequence[Rule], keys: Mapping[str, str]
    ) -> _Written:
        """Write the pages of these rules, and those over all rules.

        Return the traces of the latter, and the names of all that changed.
        """
        with tempfile.TemporaryDirectory() as aside:
            messages = run.open_messages(Path(aside), wanted) if wanted else {}

            def files_of(rule: Rule) -> Mapping[str, bytes]:
                return run.rule_files(rule, messages)

            written = self._in_processes(run, files_of, wanted)
        shared: dict[str, str] = {}
        for traces, _ in written[len(wanted) :]:
            shared |= traces
        changed: list[str] = []
        for _, names in written:
            changed += names
        for rule, (traces, _) in zip(wanted, written, strict=False):
            self._known[rule.id] = MadeFiles(keys[rule.id], traces)
        return shared, changed

    def _in_processes(
        self,
        run: "Rendering",
        files_of: Callable[[Rule], Mapping[str, bytes]],
        rules: Sequence[Rule],
    ) -> list[_Written]:
        """Write all files, in several processes where that is worth it.

        Return what was written of each of these rules, and then each file over all rules.
        """
        work = len(rules) + len(run.project.rules) // _AS_ONE_RULE
        count = worth(work, WORTH_A_PROCESS)
        size = max(1, min(_MOST_AT_ONCE, len(rules) // (count * 4)))
        jobs: list[Callable[[], list[_Written]]] = []
        for start in range(0, len(rules), size):
            jobs.append(partial(self._write_all, files_of, rules[start : start + size]))
        for name, make in run.shared_makers.items():
            jobs.append(partial(self._write_shared, name, make))
        if count > 1:
            run.prepare()
        written: list[_Written] = []
        for result in in_processes(jobs, count):
            written += result
        return written

    def _write_shared(self, name: str, make: Callable[[], bytes]) -> list[_Written]:
        """Write a file that is about all rules, or about none."""
        return [self._write_files({name: make()})]

    def _write_all(
        self, files_of: Callable[[Rule], Mapping[str, bytes]], rules: Sequence[Rule]
    ) -> list[_Written]:
        """Write the files of these rules. Return what was written of each."""
        return [self._write_files(files_of(rule)) for rule in rules]

    def _write_files(self, files: Mapping[str, bytes]) -> _Written:
        """Write these files, where they are others than there are."""
        changed = [
            name for name, content in files.items() if self._write(name, content)
        ]
        traces = {}
        for name, content in files.items():
            traces[name] = trace(self.folder / name, digest(content))
        return traces, changed

    def _write(self, name: str, content: bytes) -> bool:
        """Write one file. Return whether it has changed."""
        try:
            return write_file(self.folder / name, content, self.root)
        except FileNotFoundError:
            # it was moved away meanwhile, and no new folder must appear in its place
            gone = Problem(str(self.root), 1, 1, "the project is gone")
            raise BrokenInputError([gone]) from None

    def _prune(self, project: Project, shared: Iterable[str]) -> Sequence[str]:
        """Remove the pages of rules that are gone. Return their names."""
        if project.problems:
            # nobody knows which pages a rule has that cannot be read
            return ()
        rules = {rule.id for rule in project.rules}
        self._known = {
            rule: known for rule, known in self._known.items() if rule in rules
        }
        return self._owned.end(self._names(shared))


def _findings_in(
    project: Project, report: LintReport | None
) -> Mapping[str, Sequence[Finding]]:
    """Return what lint found in the rules that it looked at as they are.

    In another text, findings would point at places that are no longer there.
    """
    by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings if report else ():
        by_rule[finding.rule].append(finding)
    found = {NO_RULE: by_rule[NO_RULE]}
    for rule in project.rules:
        if rule.id in by_rule and _is_as_looked_at(rule, report):
            found[rule.id] = by_rule[rule.id]
    return found


def _is_as_looked_at(rule: Rule, report: LintReport | None) -> bool:
    if report is None:
        return False
    return report.files.get(rule.source.path) == digest(rule.source.text)
