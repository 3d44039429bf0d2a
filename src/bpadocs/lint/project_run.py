"""A run of lint over the rules of a project, of which those are looked at that have changed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from bpadocs.errors import Problem
from bpadocs.lint.basis import ChangedMeanwhileError, LastFindings, LintBasis, is_kept
from bpadocs.lint.cache import (
    Changes,
    FindingsCache,
    LastRun,
    Numbers,
    Own,
    RuleRecord,
    Together,
    contents_of,
    digest_of,
    numbers_of,
)
from bpadocs.lint.check import CatalogCheck, ProjectCheck
from bpadocs.lint.conclusion import NO_RULE, Conclusion
from bpadocs.lint.engine import CheckFailedError, Selection
from bpadocs.lint.findings import Finding
from bpadocs.lint.look import Looker, RuleOutcome, RuleTask
from bpadocs.lint.parallel import (
    WORTH_A_PROCESS,
    Failure,
    LintRun,
    RuleResult,
    failures_in,
    in_parts,
)
from bpadocs.lint.stored import decoded, read_findings
from bpadocs.lint.subjects_on_demand import Subjects
from bpadocs.lint.together import Before, Compared, Now, compare, joined
from bpadocs.lint.told_once import told_once
from bpadocs.lint.words import WordsOf, lint_words
from bpadocs.project.shard import Shard
from bpadocs.project.tree import clashes, rule_id, rule_path
from bpadocs.rule.names import RuleNames
from bpadocs.system.cache import DamagedCacheError
from bpadocs.words import korean
from bpadocs.words.of_pages import SharedWord
from bpadocs.words.vocabulary import words_of_all


class Rules(NamedTuple):
    """The rules of a project, sorted by what is known of them."""

    kept: Mapping[str, RuleRecord]
    """Those that are as they were."""
    looked: Mapping[str, RuleOutcome]
    """Those that were looked at just now, by every check."""
    again: Mapping[str, RuleOutcome]
    """Of those that were kept, what came of the checks whose settings have changed."""
    order: Sequence[str]
    """All that are not left out, in order."""
    problems: tuple[Problem, ...]
    left_out: frozenset[str]
    """The files that are left out."""

    @property
    def records(self) -> Iterator[tuple[str, RuleRecord]]:
        """Yield what is known of each rule, in order."""
        for rule in self.order:
            looked = self.looked.get(rule)
            if looked is None:
                yield rule, self.kept[rule]
            elif looked.record is not None:
                yield rule, looked.record

    def results(self) -> Iterator[tuple[str, RuleResult]]:
        """Yield what was found just now, rule by rule."""
        for rule in self.order:
            looked = self.looked.get(rule) or self.again.get(rule)
            if looked is not None and looked.result is not None:
                yield rule, looked.result


def stale_checks(basis: LintBasis, known: LastFindings) -> set[str]:
    """Return the checks that did not look at the rules that are known, or with other settings."""
    before = known.last.checks if known.last else {}
    return {name for name, key in basis.checks.items() if before.get(name) != key}


def look(
    basis: LintBasis,
    known: LastFindings,
    shard: Shard | None = None,
    elsewhere: Mapping[str, RuleOutcome] = MappingProxyType({}),
) -> Rules:
    """Read and look at what has changed, and was not looked at elsewhere.

    With a shard, that is all there is of the project.
    """
    paths = [path for path, _ in basis.rule_files()]
    wanted = shard.select(paths) if shard else frozenset(paths)
    kept: dict[str, RuleRecord] = {}
    tasks: list[RuleTask] = []
    rest: list[RuleTask] = []
    for path, folder in basis.rule_files():
        task = RuleTask(path, folder)
        if path not in wanted or task.rule in elsewhere:
            continue
        record = is_kept(basis, known, path, folder)
        if record is None:
            tasks.append(task)
        else:
            kept[task.rule] = record
            rest.append(task)
    looked = _look_at(basis, tasks, basis.selection)
    again: dict[str, RuleOutcome] = {}
    stale = stale_checks(basis, known)
    if stale and rest:
        again = _look_again(basis, rest, stale)
    return _sorted_out(basis, kept, {**elsewhere, **looked}, again)


def _look_again(
    basis: LintBasis, tasks: Sequence[RuleTask], checks: Collection[str]
) -> dict[str, RuleOutcome]:
    """Return what these checks find on rules that have not changed."""
    looked = _look_at(basis, tasks, _only(basis.selection, checks))
    for task in tasks:
        if looked[task.rule].content != basis.keys.rules.get(task.path):
            raise ChangedMeanwhileError(task.path)
    return looked


def _only(selection: Selection, names: Collection[str]) -> Selection:
    others = {check.name for check in selection.checks} - set(names)
    return selection.without(others)


def _look_at(
    basis: LintBasis, tasks: Sequence[RuleTask], selection: Selection
) -> dict[str, RuleOutcome]:
    """Return what comes of each rule, in the order of the tasks."""
    if len(tasks) > WORTH_A_PROCESS:
        korean.prepare(basis.settings.translations)
    looker = Looker(
        root=basis.root,
        settings=basis.settings,
        labels=basis.labels,
        keys=basis.rule_keys,
        run=LintRun(Subjects((), basis.subject), selection, basis.context),
    )
    looked = chain.from_iterable(in_parts(tasks, looker.look_at))
    return {task.rule: one for task, one in zip(tasks, looked, strict=True)}


def _sorted_out(
    basis: LintBasis,
    kept: Mapping[str, RuleRecord],
    looked: Mapping[str, RuleOutcome],
    again: Mapping[str, RuleOutcome],
) -> Rules:
    """Leave out the rules with mistakes, and those that others cannot be told from."""
    problems = list(basis.problems)
    names: list[RuleNames] = []
    order: list[str] = []
    left_out: set[str] = set()
    for path, folder in basis.rule_files():
        rule = rule_id(path)
        if not folder.readable:
            left_out.add(path)
        if rule in kept:
            record = kept[rule]
            names.append(record.names)
            order.append(rule)
        elif rule in looked:
            one = looked[rule]
            problems += one.problems
            if one.names is not None:
                names.append(one.names)
            order.append(rule)
    problems += clashes(basis.root, names, basis.settings)
    left_out.update(problem.path for problem in problems)
    return Rules(
        kept=kept,
        looked=looked,
        again=again,
        order=[rule for rule in order if rule_path(rule) not in left_out],
        problems=tuple(problems),
        left_out=frozenset(left_out),
    )


class Told(NamedTuple):
    """What a run tells."""

    findings: Sequence[Finding]
    """In the order of files and places."""
    failures: Sequence[Failure]
    words: Numbers


class ProjectRun:
    """Concludes from what is known and what was found just now, and keeps it."""

    def __init__(
        self, basis: LintBasis, known: LastFindings, cache: FindingsCache, rules: Rules
    ) -> None:
        self.basis = basis
        self.known = known
        self.cache = cache if known.last else FindingsCache(None)
        self.kept_in = cache
        self.rules = rules
        self.changed = set(rules.looked)
        self.gone = known.rules - set(rules.order)
        self.subjects = Subjects(
            rules=rules.order,
            make=basis.subject,
            suppressions={rule: one.suppressions for rule, one in rules.records},
            file_of=rule_path,
        )
        self.failures: list[Failure] = []
        for _, result in rules.results():
            self.failures += result.failures
        # What a failed check would have found elsewhere is not known. So it counts as not run:
        # nothing is concluded from its silence.
        failed = {failure.check for failure in self.failures}
        self.selection = basis.selection.without(failed)

    def tell(self, key: str) -> Told:
        """Return what is to be told. It is kept, under this key as a whole if there is one."""
        compared = self._compared()
        changed = joined(
            self.known.together, compared, set(self.rules.order), self.changed
        )
        together = dict(changed)
        words = self._words()
        concluded = self._concluded(together, words)
        numbers = self._numbers()
        if not self.failures and self.basis.keys.have_words():
            self.kept_in.keep(
                self._changes(key, compared, together, concluded, numbers)
            )
        findings: list[Finding] = []
        for file in sorted(concluded.findings):
            findings += concluded.findings[file]
        return Told(findings, self.failures, numbers)

    # What is said of all rules together

    def _compared(self) -> dict[str, Compared]:
        """Return what each check over all rules finds."""
        compared = {}
        stale = stale_checks(self.basis, self.known)
        before = Before(self.cache, self._void(stale), self.known.together)
        now = Now(
            notes={rule: result.notes for rule, result in self.rules.results()},
            changed=self.changed,
            order={rule: number for number, rule in enumerate(self.rules.order)},
            subjects=self.subjects,
            selection=self.selection,
            context=self.basis.context,
        )
        same_day = self.known.last and self.known.last.day == self._today
        for check in self.selection.checks:
            if isinstance(check, ProjectCheck):
                anew = check.name in stale or (check.daily and not same_day)
                try:
                    compared[check.name] = compare(check, before, now, anew=anew)
                except CheckFailedError as error:
                    self._failed(failures_in(error))
        return compared

    @property
    def _today(self) -> str:
        return self.basis.context.today.isoformat()

    def _failed(self, failures: Sequence[Failure]) -> None:
        self.failures += failures
        self.selection = self.selection.without({one.check for one in failures})

    def _void(
        self, stale: Collection[str]
    ) -> dict[str, Mapping[str, Sequence[str]] | None]:
        """Return where the notes are that are no longer right, by check and rule."""
        void: dict[str, Mapping[str, Sequence[str]] | None] = {}
        for check in self.selection.checks:
            if not isinstance(check, ProjectCheck):
                continue
            void[check.name] = None
            if check.name not in stale:
                own = {}
                for rule, known in self._replaced.items():
                    own[rule] = known.buckets.get(check.name, ())
                void[check.name] = own
        return void

    @cached_property
    def _replaced(self) -> Mapping[str, Own]:
        """What was known of the rules that have changed, or are gone."""
        rules = self.known.rules & (self.changed | self.gone)
        if rules:
            return self.cache.own(rules)
        return {}

    # What follows from it

    def _words(self) -> dict[str, list[Finding]]:
        """Return what is said of shared words, by rule."""
        basis = self.basis
        products = [one.product for one in basis.folders if one.readable]
        source = basis.settings.source_language
        words: list[SharedWord] = list(words_of_all(products, source))
        for _, record in self.rules.records:
            words += record.shared
        project = WordsOf(
            root=basis.root,
            settings=basis.settings,
            labels=basis.labels,
            source=basis.source,
        )
        found = lint_words(words, project, self.selection)
        self.failures += found.failures
        by_rule: dict[str, list[Finding]] = {}
        for finding in found.findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        return by_rule

    def _concluded(
        self, together: Mapping[str, Together], words: Mapping[str, Sequence[Finding]]
    ) -> "_Concluded":
        while True:
            try:
                return self._conclude(together, words)
            except CheckFailedError as error:
                self._failed(failures_in(error))

    def _conclude(
        self, together: Mapping[str, Together], words: Mapping[str, Sequence[Finding]]
    ) -> "_Concluded":
        """Conclude on the rules of which something else is known, and take over the others."""
        concluded = _Concluded({}, {}, {})
        wanted = self._to_conclude(concluded, together, words)
        conclusion = Conclusion(
            self.subjects, self.selection, self.basis.lint.suppressions
        )
        own = self._own(wanted)
        every_used: set[int] = set()
        stale_files: list[str] = []
        for rule, record in self.rules.records:
            used = set(record.used)
            if rule in wanted:
                findings = [
                    *own[rule],
                    *self._together_of(rule, together),
                    *words.get(rule, ()),
                ]
                kept, used = conclusion.of_rule(rule, findings)
                concluded.add(told_once(kept, self.selection.by_name))
                concluded.used[rule] = tuple(sorted(used))
            every_used |= used
            if record.partly_stale:
                stale_files.append(rule_path(rule))
        rest, used = conclusion.of_rule(NO_RULE, words.get(NO_RULE, ()))
        rest += conclusion.unused(every_used | used, lambda: stale_files)
        concluded.add(told_once(rest, self.selection.by_name))
        return concluded

    def _to_conclude(
        self,
        concluded: "_Concluded",
        together: Mapping[str, Together],
        words: Mapping[str, Sequence[Finding]],
    ) -> set[str]:
        """Return the rules to conclude on; what was told of the others stands in `concluded`."""
        last = self.known.last
        is_same = last is not None and last.conclusion == self.basis.conclusion
        if not is_same or self.rules.again or self.failures:
            return set(self.rules.order)
        wanted = {*self.changed, *together, *words}
        catalogs = self._catalog_checks()
        for rule in self.rules.order:
            if rule in wanted:
                continue
            file = rule_path(rule)
            content = self.cache.concluded.get(file)
            if content is None:
                continue
            findings = read_findings(decoded(content))
            if findings is None:
                raise DamagedCacheError
            if any(one.check in catalogs for one in findings):
                # a word that is missing no longer, perhaps
                wanted.add(rule)
                continue
            concluded.findings[file] = findings
            concluded.contents[file] = content
        return wanted

    def _catalog_checks(self) -> set[str]:
        """Return the names of the checks that look at words of catalogs."""
        names = set()
        for check in self.selection.checks:
            if isinstance(check, CatalogCheck):
                names.add(check.name)
        return names

    def _together_of(
        self, rule: str, together: Mapping[str, Together]
    ) -> Iterator[Finding]:
        own = together.get(rule, self.known.together.get(rule, {}))
        for check, entries in own.items():
            for _, finding in entries:
                yield from self._as_now([finding], {check})

    def _own(self, wanted: Collection[str]) -> dict[str, list[Finding]]:
        """Return what was found on each of these rules by itself."""
        kept = self.cache.own([rule for rule in wanted if rule in self.rules.kept])
        found: dict[str, list[Finding]] = {}
        for rule, own in kept.items():
            found[rule] = list(self._as_now(own.findings, self._still_known))
        for rule, result in self.rules.results():
            if rule in wanted:
                found[rule] = [*found.get(rule, ()), *result.findings]
        return found

    @cached_property
    def _still_known(self) -> set[str]:
        """The checks whose findings on the rules that were kept hold."""
        return set(self.basis.checks) - stale_checks(self.basis, self.known)

    def _as_now(
        self, findings: Sequence[Finding], checks: Collection[str]
    ) -> Iterator[Finding]:
        """Yield what these checks found, as bad as the settings have it now."""
        levels = self.basis.selection.levels
        for finding in findings:
            if finding.check not in checks:
                continue
            level = levels[finding.check]
            if finding.eased or finding.severity == level:
                yield finding
            else:
                yield replace(finding, severity=level)

    def _numbers(self) -> dict[str, Mapping[str, int]]:
        """Return how many words each rule has, in the order of rules."""
        known = self.known.last.words if self.known.last else {}
        numbers: dict[str, Mapping[str, int]] = {}
        for rule in self.rules.order:
            looked = self.rules.looked.get(rule)
            if looked is None:
                numbers[rule] = known[rule]
            elif looked.result is not None:
                numbers[rule] = numbers_of(looked.result.words)[rule]
        return numbers

    # What is kept

    def _changes(
        self,
        key: str,
        compared: Mapping[str, Compared],
        together: Mapping[str, Together],
        concluded: "_Concluded",
        numbers: Numbers,
    ) -> Changes:
        """Return what is to be written."""
        basis = self.basis
        last = LastRun(
            base=basis.base,
            key=key,
            day=self._today,
            checks=basis.checks,
            conclusion=basis.conclusion,
            rules=len(self.rules.order),
            concluded=digest_of(concluded.contents),
            words=numbers,
            sums=self.known.last.sums if self.known.last else {},
        )
        changes = Changes(run=last, gone=sorted(self.gone), anew=not self.known.last)
        for rule, record in self.rules.records:
            own = record._replace(used=concluded.used.get(rule, record.used))
            if own != self.rules.kept.get(rule):
                changes.records[rule] = own
        for rule, looked in self.rules.looked.items():
            if looked.result is not None and rule in numbers:
                changes.texts[rule] = looked.texts
        for check, one in compared.items():
            changes.notes[check] = one.buckets
        changes.own = self._own_changes(compared)
        changes.together = dict(together)
        changes.concluded = _difference(self.cache.concluded, concluded.contents)
        entries = basis.glossary_entries()
        if entries != self.known.terms:
            changes.terms = dict(entries)
        return changes

    def _own_changes(self, compared: Mapping[str, Compared]) -> dict[str, Own]:
        """Return what was found on the rules that were looked at, and where their notes are."""
        found = {}
        known = self.cache.own([*self.rules.again]) if self.rules.again else {}
        for rule, result in self.rules.results():
            where: dict[str, Sequence[str]] = {}
            for check, one in compared.items():
                buckets = one.where.get(rule)
                if buckets:
                    where[check] = buckets
            findings = list(result.findings)
            if rule in known:
                before = known[rule]
                findings += [
                    one for one in before.findings if one.check in self._still_known
                ]
                where = {**_without(before.buckets, self._still_known), **where}
            found[rule] = Own(findings, where)
        return found


class _Concluded(NamedTuple):
    """What is told, by file."""

    findings: dict[str, Sequence[Finding]]
    contents: dict[str, bytes]
    """The same, encoded."""
    used: dict[str, tuple[int, ...]]
    """By rule, the suppressions of the settings that were of use."""

    def add(self, findings: Sequence[Finding]) -> None:
        """Add what is told of some files, in their order."""
        for file, content in contents_of(findings):
            self.contents[file] = content
            self.findings[file] = [one for one in findings if one.file == file]


def _without(
    buckets: Mapping[str, Sequence[str]], checks: Collection[str]
) -> dict[str, Sequence[str]]:
    return {check: own for check, own in buckets.items() if check in checks}


def _difference(
    before: Mapping[str, bytes], now: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return what is to be written: what is new, and nothing for what is gone."""
    changed = {}
    for file, content in now.items():
        if before.get(file) != content:
            changed[file] = content
    for file in before:
        if file not in now:
            changed[file] = b""
    return changed
