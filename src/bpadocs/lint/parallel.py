"""Check many subjects, in several processes if they are many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from bpadocs.errors import Problem
from bpadocs.lint.conclusion import conclude
from bpadocs.lint.context import Context
from bpadocs.lint.engine import (
    CheckFailedError,
    NotesOfRule,
    Selection,
    check_project,
    check_subject,
    notes_of,
)
from bpadocs.lint.findings import Finding
from bpadocs.lint.same_texts import SameTexts
from bpadocs.lint.score import Words, words_of
from bpadocs.lint.settings import FileSuppression
from bpadocs.lint.subject import Subject
from bpadocs.lint.subjects_on_demand import Subjects
from bpadocs.system.processes import even_parts, in_processes, worth

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_PROCESS = 10
"""Rules; fewer are looked at sooner than a process starts."""
_PARTS = 4
"""Parts for each process: one that gets the easy rules has others to go on with."""


@dataclass(frozen=True)
class LintRun:
    """What is looked at in a run, and by which checks."""

    subjects: Subjects
    selection: Selection
    context: Context
    suppressions: Sequence[FileSuppression] = ()
    """Those in the settings."""
    same_texts: SameTexts = field(default_factory=SameTexts)
    """What these checks have found in texts that may come again."""

    def without(self, checks: set[str]) -> "LintRun":
        """Return the run without these checks."""
        rest = self.selection.without(checks)
        return replace(self, selection=rest, same_texts=SameTexts())


class Failure(NamedTuple):
    """A check that raised, and what to tell of it."""

    check: str
    problem: Problem


class RuleResult(NamedTuple):
    """What came of looking at one rule by itself."""

    findings: Sequence[Finding]
    notes: NotesOfRule
    """What the checks over all rules want to know about it."""
    words: Words
    """How many words its texts have."""
    failures: Sequence[Failure] = ()
    """The checks that raised: their findings are missing."""


class AllFindings(NamedTuple):
    """All findings in the order of files and places, and the checks that raised.

    The findings of those that raised are missing.
    """

    findings: list[Finding]
    failures: Sequence[Failure]
    words: Words = MappingProxyType({})
    """How many words the texts of each rule have."""


def check_all(run: LintRun) -> AllFindings:
    """Look at every subject by itself, and at all together."""
    return check_together(check_each(list(run.subjects), run), run)


def check_each(rules: Sequence[str], run: LintRun) -> dict[str, RuleResult]:
    """Look at each of these rules by itself."""

    def check_part(part: Sequence[str]) -> list[RuleResult]:
        """Look at some of the rules."""
        return [check_one(run.subjects[rule], run) for rule in part]

    results = chain.from_iterable(in_parts(rules, check_part))
    return dict(zip(rules, results, strict=True))


def check_one(subject: Subject, run: LintRun) -> RuleResult:
    """Look at one subject; if a check raises, look once more without it."""
    try:
        return RuleResult(
            findings=check_subject(subject, run.selection, run.context, run.same_texts),
            notes=notes_of(subject, run.selection, run.context),
            words=words_of(subject),
        )
    except CheckFailedError as error:
        rest = check_one(subject, run.without({error.check}))
        return rest._replace(failures=[*failures_in(error), *rest.failures])


def in_parts(
    items: Sequence[Item], work: Callable[[Sequence[Item]], Result]
) -> list[Result]:
    """Do this work on a part of the items at a time, and return the results in order.

    The work is spread over processes if there are enough of them.
    """
    count = worth(len(items), WORTH_A_PROCESS)
    if count > 1:
        parts = even_parts(items, count * _PARTS)
    else:
        parts = [items]
    return in_processes([partial(work, part) for part in parts], count)


def check_together(
    results: Mapping[str, RuleResult], run: LintRun, more: Sequence[Finding] = ()
) -> AllFindings:
    """Add what is found on all rules together, and conclude.

    `more` are findings that are known already. If a check raises, it is done again without it.
    """
    failures: list[Failure] = []
    for rule in run.subjects:
        failures += results[rule].failures
    # What a failed check would have found elsewhere is not known. So it counts as not run: nothing
    # is concluded from its silence.
    sound = run.without({failure.check for failure in failures})
    try:
        concluded = _conclusion(results, sound, more)
    except CheckFailedError as error:
        rest = check_together(results, run.without({error.check}), more)
        return rest._replace(failures=[*rest.failures, *failures_in(error)])
    words = dict(chain.from_iterable(one.words.items() for one in results.values()))
    return AllFindings(concluded, failures, words)


def _conclusion(
    results: Mapping[str, RuleResult], run: LintRun, more: Sequence[Finding]
) -> list[Finding]:
    notes = {rule: results[rule].notes for rule in run.subjects}
    by_rule = {rule: results[rule].findings for rule in run.subjects}
    over_all = check_project(notes, run.subjects, run.selection, run.context)
    return conclude(
        run.subjects, by_rule, [*over_all, *more], run.selection, run.suppressions
    )


def failures_in(error: CheckFailedError) -> list[Failure]:
    """Return what the error says, as failures."""
    return [Failure(error.check, problem) for problem in error.problems]


def failure_lines(failures: Sequence[Failure]) -> tuple[Problem, ...]:
    """Return one problem for each check that raised, however many rules it did so on."""
    by_check: dict[str, list[Problem]] = {}
    for failure in failures:
        by_check.setdefault(failure.check, []).append(failure.problem)
    lines = []
    for first, *others in by_check.values():
        message = first.message
        if others:
            places = "place" if len(others) == 1 else "places"
            message += f" (and in {len(others):,} more {places})"
        lines.append(first._replace(message=message))
    return tuple(lines)
